// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_reader.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/identity_warnings.h"
#include "evidence/statements/printed_lines.h"
#include "evidence/statements/statement_choice.h"
#include "evidence/statements/statement_facts.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

using namespace statements;

namespace {

/// Ends of the company's fiscal years that the document names anywhere near a statement.
QList<QDate> knownYearEnds(const QList<StatementRegion> &regions, const QDate &reported)
{
    constexpr qint64 SameEndDays = 10;
    constexpr qsizetype LongestLine = 250;
    QList<QDate> ends;
    const auto take = [&](const QString &line) {
        if (line.size() > LongestLine)
            return;
        const auto words = periodWords(line);
        for (const auto &date : words.dates) {
            const auto anniversary = reported.addYears(date.year() - reported.year());
            const auto isNear =
                std::min({std::abs(date.daysTo(anniversary)), std::abs(date.daysTo(anniversary.addYears(1))),
                          std::abs(date.daysTo(anniversary.addYears(-1)))})
                <= SameEndDays;
            if (isNear && !ends.contains(date))
                ends.append(date);
        }
    };
    for (const auto &region : regions) {
        if (!region.kind || *region.kind == StatementKind::Selected)
            continue;
        for (const auto &line : region.heading)
            take(line);
        for (const auto &row : region.rows)
            take(row.text);
    }
    return ends;
}

/// The newest date over a statement, for a document whose cover says nothing.
std::optional<QDate> newestEnd(const QList<StatementRegion> &regions)
{
    std::optional<QDate> newest;
    for (const auto &region : regions) {
        if (region.kind != StatementKind::Income && region.kind != StatementKind::Balance)
            continue;
        auto lines = region.heading;
        for (const auto &row : region.rows.mid(0, 6))
            lines.append(row.text);
        for (const auto &line : std::as_const(lines)) {
            for (const auto &date : periodWords(line).dates) {
                if (!newest || date > *newest)
                    newest = date;
            }
        }
    }
    return newest;
}

/// The name over a statement's title.
QString nameOverStatement(const QList<StatementRegion> &regions)
{
    for (const auto &region : regions) {
        if (!region.kind || *region.kind == StatementKind::Other || *region.kind == StatementKind::Selected)
            continue;
        for (auto line = region.before.crbegin(); line != region.before.crend(); ++line) {
            const auto hasLetters =
                std::count_if(line->cbegin(), line->cend(), [](QChar mark) { return mark.isLetter(); }) > 2;
            if (hasLetters && line->size() < 80 && !line->endsWith(QLatin1Char('.'))
                && !line->contains(QLatin1String("Table of")))
                return *line;
        }
    }
    return {};
}

QStringList missingStatements(const QList<StatementTable> &tables)
{
    QStringList missing;
    const auto has = [&tables](StatementKind kind) {
        return std::any_of(tables.cbegin(), tables.cend(),
                           [kind](const StatementTable &table) { return table.kind == kind; });
    };
    if (!has(StatementKind::Income))
        missing.append(QCoreApplication::translate("Statements", "income statement"));
    if (!has(StatementKind::Balance))
        missing.append(QCoreApplication::translate("Statements", "balance sheet"));
    if (!has(StatementKind::CashFlow))
        missing.append(QCoreApplication::translate("Statements", "cash flow statement"));
    return missing;
}

QStringList warningsOf(const QList<StatementTable> &tables)
{
    QStringList warnings;
    if (tables.isEmpty())
        return warnings;
    const auto missing = missingStatements(tables);
    if (!missing.isEmpty())
        warnings.append(QCoreApplication::translate("Statements", "Not found among the tables: %1.")
                            .arg(missing.join(QStringLiteral(", "))));
    for (const auto &table : tables) {
        if (!table.scale.isStated)
            warnings.append(QCoreApplication::translate("Statements",
                                                        "\"%1\" doesn't say whether its figures are in thousands or "
                                                        "millions: they are taken as they are.")
                                .arg(table.title));
    }
    return warnings;
}

/// A statement that doesn't state its scale has that of its neighbours.
void shareScale(QList<StatementTable> &tables)
{
    const auto stated =
        std::find_if(tables.cbegin(), tables.cend(), [](const StatementTable &table) { return table.scale.isStated; });
    if (stated == tables.cend())
        return;
    const auto scale = stated->scale;
    for (auto &table : tables) {
        if (table.scale.isStated)
            continue;
        table.scale.money = scale.money;
        table.scale.isStated = true;
    }
}

} // namespace

StatementReader::StatementReader(std::shared_ptr<const ConceptCatalogue> concepts, LabelCatalogue labels,
                                 FinancialEngine engine)
    : m_concepts(std::move(concepts))
    , m_labels(std::move(labels))
    , m_engine(std::move(engine))
{
}

Result<StatementReader> StatementReader::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    auto concepts = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    auto labels = LabelCatalogue::load(folder.filePath(QStringLiteral("statement_labels.json")), *concepts);
    if (!labels)
        return tl::unexpected(labels.error());
    auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    return StatementReader(std::make_shared<const ConceptCatalogue>(std::move(*concepts)), std::move(*labels),
                           std::move(*engine));
}

StatementReading StatementReader::read(const Document &document, const QString &companyId) const
{
    const auto regions = statementRegions(printedLines(document));
    YearEnds years{filingIdentity(document), {}};
    auto &filing = years.filing;
    if (!filing.periodEnd) {
        filing.periodEnd = newestEnd(regions);
        filing.fiscalYear = filing.periodEnd ? nominalYear(*filing.periodEnd) : 0;
    }
    if (filing.periodEnd)
        years.known = knownYearEnds(regions, *filing.periodEnd);
    auto tables = chosenStatements(regions, m_labels, years, document.id);
    shareScale(tables);

    StatementReading reading;
    reading.company = filing.company.isEmpty() ? nameOverStatement(regions) : filing.company;
    reading.form = filing.form;
    reading.periodEnd = filing.periodEnd;
    reading.fiscalYear = filing.fiscalYear;
    if (filing.periodEnd && filing.fiscalPeriod == QLatin1String("FY"))
        reading.fiscalYearEnd = filing.periodEnd->toString(QStringLiteral("MMdd"));
    const StatementFacts facts(*m_concepts, m_labels, document, filing, companyId);
    for (const auto &table : std::as_const(tables))
        facts.add(table, reading);
    if (!tables.isEmpty()) {
        reading.currency =
            tables.first().scale.currency.isEmpty() ? QStringLiteral("USD") : tables.first().scale.currency;
        reading.scale = tables.first().scale.money;
    }
    std::sort(reading.facts.begin(), reading.facts.end(),
              [](const Fact &left, const Fact &right) { return left.id < right.id; });
    Company company;
    company.id = companyId;
    company.name = reading.company;
    reading.warnings = warningsOf(tables) + identityWarnings(m_engine, company, reading.facts);
    return reading;
}

} // namespace consultantos
