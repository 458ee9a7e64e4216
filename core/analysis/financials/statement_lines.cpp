// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/statement_lines.h"

#include "analysis/computation_builder.h"
#include "analysis/expression.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace consultantos {

namespace {

/// The fact among `facts` with this end whose span fits: an instant, or the one whose start is nearest to `start`.
const Fact *fitting(const QList<const Fact *> &facts, bool isInstant, const QDate &start, const QDate &end,
                    qint64 tolerance)
{
    const Fact *best = nullptr;
    qint64 bestDistance = 0;
    for (const auto *fact : facts) {
        if (fact->end != end || fact->start.has_value() == isInstant)
            continue;
        if (isInstant)
            return fact;
        const auto distance = std::abs(fact->start->daysTo(start));
        if (distance <= tolerance && (!best || distance < bestDistance)) {
            best = fact;
            bestDistance = distance;
        }
    }
    return best;
}

/// Two values of one thing, apart by more than the rounding of a filing in millions.
bool differ(double left, double right)
{
    constexpr double Share = 0.001;
    return std::abs(left - right) > Share * std::max(std::abs(left), std::abs(right));
}

} // namespace

StatementLines::StatementLines(const ConceptCatalogue &concepts, QString companyId, QString currency,
                               const QList<Fact> &facts)
    : m_concepts(concepts)
    , m_companyId(std::move(companyId))
    , m_currency(std::move(currency))
{
    for (const auto &fact : facts) {
        if (fact.isOfWholeCompany())
            m_facts[fact.taxonomy + QLatin1Char(':') + fact.tag].append(&fact);
    }
}

QString StatementLines::unitOf(const ConceptDefinition &line) const
{
    switch (line.measure) {
    case Measure::Money:
        return m_currency;
    case Measure::PerShare:
        return m_currency + QStringLiteral("/shares");
    case Measure::Shares:
        return units::Shares;
    }
    return {};
}

QList<const Fact *> StatementLines::factsOf(const QString &tag, const QString &unit) const
{
    auto facts = m_facts.value(tag);
    facts.removeIf([&unit](const Fact *fact) { return fact->unit != unit; });
    return facts;
}

const Fact *StatementLines::fittingOf(const ConceptDefinition &line, const QString &tag, const QDate &start,
                                      const QDate &end, qint64 tolerance) const
{
    const auto *fact = fitting(factsOf(tag, unitOf(line)), line.isInstant, start, end, tolerance);
    // Facts files of some years give amounts per share in the currency alone.
    if (!fact && line.measure == Measure::PerShare)
        fact = fitting(factsOf(tag, m_currency), line.isInstant, start, end, tolerance);
    return fact;
}

std::optional<Figure> StatementLines::reportedYear(const ConceptDefinition &line, const Period &year,
                                                   EvidenceBook &book)
{
    // Starts of a year may lie a fortnight apart where a company moved from calendar months to weeks.
    constexpr qint64 YearStartTolerance = 15;
    const Fact *chosen = nullptr;
    for (const auto &tag : line.tags) {
        const auto *fact = fittingOf(line, tag, *year.start, year.end, YearStartTolerance);
        if (!fact)
            continue;
        if (!chosen)
            chosen = fact;
        else if (line.tellsConflicts && differ(chosen->value(), fact->value()) && !m_conflicts.contains(line.label))
            m_conflicts.append(line.label);
    }
    return chosen ? std::optional(book.add(*chosen, year)) : std::nullopt;
}

std::optional<Figure> StatementLines::reportedQuarter(const ConceptDefinition &line, const Period &quarter,
                                                      const QDate &yearStart, EvidenceBook &book) const
{
    for (const auto &tag : line.tags) {
        if (const auto *fact = fittingOf(line, tag, *quarter.start, quarter.end, StartToleranceDays))
            return book.add(*fact, quarter);
    }
    // Averages of shares and values per share don't add up over quarters.
    if (line.isInstant || line.measure != Measure::Money)
        return std::nullopt;
    for (const auto &tag : line.tags) {
        if (const auto figure = differenceOf(line, tag, quarter, yearStart, book))
            return figure;
    }
    return std::nullopt;
}

std::optional<Figure> StatementLines::differenceOf(const ConceptDefinition &line, const QString &tag,
                                                   const Period &quarter, const QDate &yearStart,
                                                   EvidenceBook &book) const
{
    if (quarter.fiscalPeriod == QLatin1String("Q1"))
        return std::nullopt;
    const auto facts = factsOf(tag, unitOf(line));
    const auto *longer = fitting(facts, false, yearStart, quarter.end, StartToleranceDays);
    const auto *shorter = fitting(facts, false, yearStart, quarter.start->addDays(-1), StartToleranceDays);
    if (!longer || !shorter)
        return std::nullopt;
    const bool isFourth = quarter.fiscalPeriod == QLatin1String("Q4");
    const bool isThird = quarter.fiscalPeriod == QLatin1String("Q3");
    const auto longerName = isFourth  ? QStringLiteral("year")
                            : isThird ? QStringLiteral("nine_months")
                                      : QStringLiteral("six_months");
    const auto shorterName = isFourth  ? QStringLiteral("nine_months")
                             : isThird ? QStringLiteral("six_months")
                                       : QStringLiteral("three_months");
    // English, as all texts of a report.
    const auto title = isFourth  ? QStringLiteral("%1, derived: the year less its first nine months")
                       : isThird ? QStringLiteral("%1, derived: nine months less six months")
                                 : QStringLiteral("%1, derived: six months less three months");
    ComputationBuilder builder(m_companyId, line.id, title.arg(line.label));
    builder.period(quarter).bind(longerName, book.add(*longer)).bind(shorterName, book.add(*shorter));
    const auto figure = builder.evaluate(longerName + QStringLiteral(" - ") + shorterName, unitOf(line), book);
    return figure ? std::optional(*figure) : std::nullopt;
}

void StatementLines::deriveMissing(Row &row, const Period &period, EvidenceBook &book) const
{
    // A derived line may be an input of another one: repeated until nothing new comes out. What is reported stands
    // first, so no circle can arise.
    for (bool hasChanged = true; hasChanged;) {
        hasChanged = false;
        for (const auto &line : m_concepts.concepts()) {
            if (row.contains(line.id))
                continue;
            for (const auto &[formula, title] : line.derive) {
                const auto expression = Expression::parse(formula);
                if (!expression)
                    continue; // load() has checked it
                const auto &variables = expression->variables();
                if (!std::all_of(variables.cbegin(), variables.cend(),
                                 [&row](const QString &name) { return row.contains(name); }))
                    continue;
                // A line that is the same as another one under a different name needs no computation.
                if (formula == variables.first()) {
                    const auto same = row[formula]; // a copy: inserting moves what the hash holds
                    row.insert(line.id, same);
                } else {
                    ComputationBuilder builder(m_companyId, line.id, title);
                    builder.period(period);
                    for (const auto &name : variables)
                        builder.bind(name, row[name]);
                    const auto figure = builder.evaluate(formula, unitOf(line), book);
                    if (!figure)
                        continue;
                    row.insert(line.id, *figure);
                }
                hasChanged = true;
                break;
            }
        }
    }
}

void StatementLines::leaveOutImplausible(Row &row, const Period &period)
{
    QHash<QString, ExpressionValue> values;
    for (auto entry = row.cbegin(); entry != row.cend(); ++entry)
        values.insert(entry.key(), entry->value);
    for (const auto &line : m_concepts.concepts()) {
        if (line.plausibleIf.isEmpty() || !row.contains(line.id))
            continue;
        const auto condition = Expression::parse(line.plausibleIf);
        // What can't be told for want of another line is taken as it is.
        const auto holds = condition ? condition->evaluate(values) : Result<double>(1.0);
        if (holds && *holds == 0.0) {
            row.remove(line.id);
            m_leftOut[line.label + QStringLiteral(": ") + line.otherwise].append(period.label());
        }
    }
}

void StatementLines::resolveYears(const QList<Period> &years, EvidenceBook &book)
{
    for (const auto &year : years) {
        Row row;
        for (const auto &line : m_concepts.concepts()) {
            if (const auto figure = reportedYear(line, year, book))
                row.insert(line.id, *figure);
        }
        leaveOutImplausible(row, year);
        deriveMissing(row, year, book);
        leaveOutImplausible(row, year);
        m_rows.insert(year.label(), row);
    }
}

void StatementLines::resolveQuarters(const QList<Period> &quarters, const QList<Period> &years, EvidenceBook &book)
{
    for (const auto &quarter : quarters) {
        const auto year = std::find_if(years.cbegin(), years.cend(), [&quarter](const Period &candidate) {
            return candidate.fiscalYear == quarter.fiscalYear;
        });
        // The year under way starts the day after the newest one.
        const auto yearStart = year != years.cend() ? *year->start
                               : years.isEmpty()    ? *quarter.start
                                                    : years.first().end.addDays(1);
        Row row;
        for (const auto &line : m_concepts.concepts()) {
            if (const auto figure = reportedQuarter(line, quarter, yearStart, book))
                row.insert(line.id, *figure);
        }
        deriveMissing(row, quarter, book);
        m_rows.insert(quarter.label(), row);
    }
}

std::optional<Figure> StatementLines::value(const QString &conceptId, const Period &period) const
{
    const auto row = m_rows.constFind(period.label());
    if (row == m_rows.cend())
        return std::nullopt;
    const auto figure = row->constFind(conceptId);
    return figure == row->cend() ? std::nullopt : std::optional(*figure);
}

QStringList StatementLines::warnings() const
{
    QStringList warnings;
    if (!m_conflicts.isEmpty())
        warnings.append(QStringLiteral("More than one tag gives a value, and not the same one, for: %1. The order of "
                                       "the mapping decides.")
                            .arg(m_conflicts.join(QStringLiteral(", "))));
    for (auto entry = m_leftOut.cbegin(); entry != m_leftOut.cend(); ++entry)
        warnings.append(QStringLiteral("%1 (%2).").arg(entry.key(), entry->join(QStringLiteral(", "))));
    return warnings;
}

} // namespace consultantos
