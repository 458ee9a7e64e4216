// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/client_workbook_reader.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/identity_warnings.h"
#include "evidence/market_value.h"
#include "evidence/template/figure_sheets.h"
#include "evidence/template/workbook_findings.h"
#include "evidence/template/workbook_text.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <utility>
#include <vector>

namespace consultantos {

using namespace client_workbook;

namespace {

struct MarkedSheet {
    SheetMark mark;
    SheetGrid grid;
};

std::optional<SheetMark> markOf(const Table &table)
{
    for (const auto &cell : table.cells) {
        if (cell.row == MarkRow && cell.column == IdColumn)
            return markIn(cell.text.simplified());
    }
    return std::nullopt;
}

std::vector<MarkedSheet> markedSheets(const Document &document)
{
    std::vector<MarkedSheet> sheets;
    for (const auto &table : document.tables) {
        if (const auto mark = markOf(table))
            sheets.push_back({*mark, SheetGrid(table)});
    }
    return sheets;
}

const MarkedSheet *sheetOf(const std::vector<MarkedSheet> &sheets, SheetKind kind)
{
    const auto found = std::find_if(sheets.begin(), sheets.end(),
                                    [kind](const MarkedSheet &sheet) { return sheet.mark.kind == kind; });
    return found == sheets.end() ? nullptr : &*found;
}

Status checkLayout(const std::vector<MarkedSheet> &sheets, const QString &name)
{
    for (const auto &sheet : sheets) {
        if (sheet.mark.version > LayoutVersion)
            return fail(ErrorCode::NewerVersion,
                        QCoreApplication::translate("ClientWorkbook",
                                                    "%1 is a workbook of a newer version; nothing was imported.")
                            .arg(name),
                        QCoreApplication::translate("ClientWorkbook", "Update the program."));
    }
    if (!sheetOf(sheets, SheetKind::Company))
        return fail(
            ErrorCode::Malformed,
            QCoreApplication::translate("ClientWorkbook", "%1 lacks the sheet Company; nothing was imported.")
                .arg(name),
            QCoreApplication::translate("ClientWorkbook",
                                        "Copy the figures into a new template: consultantos-cli template financials"));
    return {};
}

Fact marketValueFact(const CompanySheet &company, const Document &document, int page, const QDate &newest)
{
    Fact fact;
    fact.taxonomy = market_value::Taxonomy;
    fact.tag = market_value::Tag;
    fact.unit = company.currency;
    fact.end = company.marketValueDate.value_or(newest);
    fact.id = factId({}, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    fact.latest.value = *company.marketValue;
    fact.latest.filed = document.date.value_or(QDate());
    fact.latest.place = {document.id, company.marketValueCell, page, {}};
    fact.source = document.name;
    return fact;
}

/// The end of the newest fiscal year that has a figure; an invalid date if none has.
QDate newestEnd(const QList<Fact> &facts)
{
    QDate newest;
    for (const auto &fact : facts)
        newest = newest.isValid() ? std::max(newest, fact.end) : fact.end;
    return newest;
}

void setIdentity(const CompanySheet &company, const QDate &newest, ReportIdentity &identity)
{
    identity.company = company.name;
    identity.form = QString::fromUtf16(ClientWorkbookForm);
    identity.industry = company.industry;
    identity.country = company.country;
    identity.fiscalYearEnd = company.yearEnd.monthAndDay();
    identity.periodEnd = newest;
    identity.fiscalYear = newest.isValid() ? newest.year() : 0;
}

/// All reports of a workbook say which year it is of: the calendar numbers the company's years by that.
void setFiscalYear(QList<Fact> &facts, int fiscalYear)
{
    for (auto &fact : facts) {
        fact.latest.fiscalYear = fiscalYear;
        fact.latest.fiscalPeriod = QStringLiteral("FY");
    }
}

} // namespace

bool isClientWorkbook(const Document &document)
{
    return std::any_of(document.tables.cbegin(), document.tables.cend(),
                       [](const Table &table) { return markOf(table).has_value(); });
}

ClientWorkbookReader::ClientWorkbookReader(std::shared_ptr<const ConceptCatalogue> concepts,
                                           statements::LabelCatalogue labels, IndustryCatalogue industries,
                                           CountryCatalogue countries, FinancialEngine engine)
    : m_concepts(std::move(concepts))
    , m_labels(std::move(labels))
    , m_industries(std::move(industries))
    , m_countries(std::move(countries))
    , m_engine(std::move(engine))
{
}

Result<ClientWorkbookReader> ClientWorkbookReader::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    auto concepts = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    auto labels = statements::LabelCatalogue::load(folder.filePath(QStringLiteral("statement_labels.json")), *concepts);
    if (!labels)
        return tl::unexpected(labels.error());
    auto industries = IndustryCatalogue::load(resourceDir);
    if (!industries)
        return tl::unexpected(industries.error());
    auto countries = CountryCatalogue::load(resourceDir);
    if (!countries)
        return tl::unexpected(countries.error());
    auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    return ClientWorkbookReader(std::make_shared<const ConceptCatalogue>(std::move(*concepts)), std::move(*labels),
                                std::move(*industries), std::move(*countries), std::move(*engine));
}

Result<Document> ClientWorkbookReader::read(Document document) const
{
    const auto sheets = markedSheets(document);
    if (auto checked = checkLayout(sheets, document.name); !checked)
        return tl::unexpected(checked.error());
    WorkbookFindings findings;
    const auto &first = *sheetOf(sheets, SheetKind::Company);
    const auto company = readCompanySheet(first.grid, m_industries, m_countries, findings);
    if (findings.isRefused())
        return tl::unexpected(findings.error(document.name));

    const WorkbookContext context{document, company, *m_concepts, m_labels, m_countries, findings};
    QList<Fact> facts;
    QList<PeerFigures> peers;
    for (const auto &[mark, grid] : sheets) {
        if (!statementOf(mark.kind).isEmpty())
            facts += readStatementSheet(grid, mark.kind, context);
        else if (mark.kind == SheetKind::Segments)
            facts += readSegmentsSheet(grid, context);
        else if (mark.kind == SheetKind::Competitors)
            peers += readCompetitorsSheet(grid, context);
    }
    const auto newest = newestEnd(facts);
    if (facts.isEmpty() && peers.isEmpty())
        findings.refuse({}, QCoreApplication::translate("ClientWorkbook", "Its sheets hold no figure yet."));
    if (findings.isRefused())
        return tl::unexpected(findings.error(document.name));
    if (company.marketValue && (company.marketValueDate || newest.isValid()))
        facts.append(marketValueFact(company, document, first.grid.page(), newest));

    setIdentity(company, newest, document.identity);
    setFiscalYear(facts, document.identity.fiscalYear);
    for (auto &peer : peers)
        setFiscalYear(peer.facts, peer.identity.fiscalYear);
    Company checkedCompany;
    checkedCompany.name = company.name;
    document.warnings += findings.warnings() + identityWarnings(m_engine, checkedCompany, facts);
    document.facts = std::move(facts);
    document.peers = std::move(peers);
    keepUsersText(document); // last: the grids point into its tables
    return document;
}

} // namespace consultantos
