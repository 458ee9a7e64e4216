// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_reader.h"

#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/fiscal_calendar.h"
#include "evidence/identity_warnings.h"
#include "evidence/statements/printed_lines.h"
#include "evidence/statements/selected_data.h"
#include "evidence/statements/statement_choice.h"
#include "evidence/statements/statement_facts.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace consultantos {

using namespace statements;

namespace {

/// Whether a day lies where the company's fiscal years end, which in years of 52 weeks moves by days.
bool endsAYear(const QDate &date, const QDate &reported)
{
    constexpr qint64 SameEndDays = 10;
    const auto anniversary = reported.addYears(date.year() - reported.year());
    return std::min({std::abs(date.daysTo(anniversary)), std::abs(date.daysTo(anniversary.addYears(1))),
                     std::abs(date.daysTo(anniversary.addYears(-1)))})
           <= SameEndDays;
}

/// Ends of the company's fiscal years that the document names anywhere near a statement.
QList<QDate> knownYearEnds(const QList<StatementRegion> &regions, const QDate &reported)
{
    constexpr qsizetype LongestLine = 250;
    QList<QDate> ends;
    const auto take = [&](const QString &line) {
        if (line.size() > LongestLine)
            return;
        const auto words = periodWords(line);
        for (const auto &date : words.dates) {
            if (endsAYear(date, reported) && !ends.contains(date))
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

/// The end of a fiscal year as the statements themselves tell it: that of the newest year-long column, or of an interim
/// balance sheet's other column, which is held against the last year's end and not against the same day a year before.
std::optional<QDate> yearEndOf(const QList<StatementTable> &tables)
{
    std::optional<QDate> newest;
    std::optional<QDate> compared;
    for (const auto &table : tables) {
        for (const auto &period : table.periods) {
            const bool isYear = period.start && isYearLong(*period.start, period.end);
            if (isYear && (!newest || period.end > *newest))
                newest = period.end;
        }
        if (table.kind == StatementKind::Balance && table.periods.size() == 2) {
            const auto &[later, earlier] = std::minmax(table.periods[0].end, table.periods[1].end, std::greater<>());
            if (!isYearLong(earlier, later))
                compared = earlier;
        }
    }
    return newest ? newest : compared;
}

std::optional<QDate> newestEnd(const QList<StatementTable> &tables)
{
    std::optional<QDate> newest;
    for (const auto &table : tables) {
        for (const auto &period : table.periods) {
            if (!newest || period.end > *newest)
                newest = period.end;
        }
    }
    return newest;
}

/// The name over a statement's title, or before it on its line.
QString nameOverStatement(const QList<StatementRegion> &regions)
{
    static const QRegularExpression title(
        QStringLiteral(
            "\\b(?:(?:interim|condensed|consolidated|unaudited|summary)\\s+)*(?:statements?\\s+of|balance\\s+sheets?"
            "|income\\s+statements?|cash\\s+flows?)\\b.*$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression noName(
        QStringLiteral(
            "^(?:part|item|page|note|schedule|table)\\b|[.:;]$|\\bgaap\\b|financial statements|^[^a-z]{0,3}$"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype LongestName = 80;
    for (const auto &region : regions) {
        if (!region.kind || *region.kind == StatementKind::Other || *region.kind == StatementKind::Selected)
            continue;
        auto lines = region.before;
        lines.append(QString(region.title).remove(title).trimmed());
        for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
            if (!line->isEmpty() && line->size() <= LongestName && !noName.match(*line).hasMatch())
                return *line;
        }
    }
    return {};
}

/// The number of the reported year, where its column bears it and it differs from the one that the cover gave.
int namedYear(const QList<StatementTable> &tables, int fiscalYear)
{
    for (const auto &table : tables) {
        if (table.kind != StatementKind::Balance && std::abs(table.namedYear - fiscalYear) == 1)
            return table.namedYear;
    }
    return fiscalYear;
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

/// Years before those of the statements, from tables of selected figures.
QList<Fact> selectedFacts(const QList<StatementRegion> &regions, const LabelCatalogue &labels, const YearEnds &years,
                          const Document &document, const StatementFacts &maker, const QList<Fact> &known)
{
    QList<Fact> found;
    for (const auto &region : regions) {
        if (region.kind != StatementKind::Selected)
            continue;
        StatementReading selected;
        for (const auto kind : {StatementKind::Income, StatementKind::Balance, StatementKind::CashFlow})
            maker.add(statementTable(region, kind, labels, years, document.id), selected);
        // A column that another day nearby dated is of a period that nobody knows.
        selected.facts.removeIf(
            [&years](const Fact &fact) { return years.reference && !endsAYear(fact.end, *years.reference); });
        found += borneOut(selected.facts, known + found);
    }
    return found;
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
    auto filing = filingIdentity(document);
    YearEnds years;
    if (filing.fiscalPeriod == QLatin1String("FY"))
        years = {filing.periodEnd, filing.fiscalYear, {}};
    if (!years.reference) {
        const auto undated = chosenStatements(regions, m_labels, years, document.id);
        years.reference = yearEndOf(undated);
        years.fiscalYear = years.reference ? nominalYear(*years.reference) : 0;
        // Without a form's cover the first pages may speak of any period.
        const auto newest = newestEnd(undated);
        if (newest && (filing.form.isEmpty() || !filing.periodEnd))
            filing.periodEnd = newest;
        if (filing.periodEnd)
            filing.fiscalYear = years.fiscalYearOf(*filing.periodEnd);
    }
    if (years.reference)
        years.known = knownYearEnds(regions, *years.reference);
    auto tables = chosenStatements(regions, m_labels, years, document.id);
    const auto ownNumber = namedYear(tables, years.fiscalYear);
    if (ownNumber != years.fiscalYear) {
        years.fiscalYear = filing.fiscalYear = ownNumber;
        tables = chosenStatements(regions, m_labels, years, document.id);
    }
    shareScale(tables);

    StatementReading reading;
    reading.company = filing.company.isEmpty() ? nameOverStatement(regions) : filing.company;
    reading.form = filing.form;
    reading.periodEnd = filing.periodEnd;
    reading.fiscalYear = filing.fiscalYear;
    if (years.reference)
        reading.fiscalYearEnd = years.reference->toString(QStringLiteral("MMdd"));
    const StatementFacts facts(*m_concepts, m_labels, document, filing, companyId);
    for (const auto &table : std::as_const(tables))
        facts.add(table, reading);
    reading.facts += selectedFacts(regions, m_labels, years, document, facts, reading.facts);
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
