// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/fiscal_calendar.h"

#include <QMap>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

namespace consultantos {

namespace {

/// Year ends that lie closer together are one: some facts of a year are dated to the month's end.
constexpr int SameYearDays = 20;
constexpr int QuartersOfYear = 4;
/// Shortest and longest span in days of the first one, two and three quarters of a year. Twelve-week quarters included.
constexpr std::array<std::pair<int, int>, 3> YearToDate{{{77, 100}, {160, 200}, {245, 295}}};

bool isAnnualForm(const QString &form)
{
    return form.startsWith(QLatin1String("10-K")) || form.startsWith(QLatin1String("20-F"))
           || form.startsWith(QLatin1String("40-F"));
}

/// A printed statement that names no form (a private company's accounts, an earnings release) tells its years by their
/// length alone.
bool isOfStatement(const Fact &fact)
{
    return fact.taxonomy == QLatin1String("statement") && fact.latest.form.isEmpty();
}

/// What a filing expects of a year to come ("2024, scenario forecast") makes no year.
bool isReported(const Fact &fact)
{
    return fact.isOfWholeCompany() && (!fact.latest.filed.isValid() || fact.end <= fact.latest.filed);
}

bool isAnnual(const Fact &fact)
{
    return isReported(fact) && fact.start && isYearLong(*fact.start, fact.end)
           && (isAnnualForm(fact.latest.form) || isOfStatement(fact));
}

template <typename Key>
Key mostFrequent(const QMap<Key, int> &counts)
{
    Key best = counts.firstKey();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() >= counts[best])
            best = it.key();
    }
    return best;
}

/// The year and month that an end is named after: that of the month's end nearest to it, so that a year of 52 weeks
/// that ends on 2 January belongs to December.
int nominalYear(const QDate &end)
{
    constexpr int HalfAMonth = 15;
    return end.addDays(end.day() <= HalfAMonth ? -HalfAMonth : 0).year();
}

/// What the company calls its newest year, less the year that it ends in: 0, or −1 where the year is named after the
/// one that it began in. Only the newest can tell: older years stand in several filings, each of which carries its
/// own year.
int numberingOffset(const QList<Fact> &facts, const QDate &newest)
{
    QMap<int, int> offsets;
    for (const auto &fact : facts) {
        if (isAnnual(fact) && fact.end == newest && fact.latest.fiscalYear > 0)
            ++offsets[fact.latest.fiscalYear - nominalYear(newest)];
    }
    const int offset = offsets.isEmpty() ? 0 : mostFrequent(offsets);
    return std::abs(offset) <= 1 ? offset : 0;
}

QList<Period> fiscalYears(const QList<Fact> &facts)
{
    QMap<QDate, QMap<QDate, int>> startsOfEnd;
    QMap<QDate, int> factsOfEnd;
    for (const auto &fact : facts) {
        if (isAnnual(fact)) {
            ++startsOfEnd[fact.end][*fact.start];
            ++factsOfEnd[fact.end];
        }
    }
    QList<QDate> ends;
    for (auto it = factsOfEnd.cbegin(); it != factsOfEnd.cend(); ++it) {
        if (!ends.isEmpty() && ends.last().daysTo(it.key()) <= SameYearDays) {
            if (it.value() > factsOfEnd[ends.last()])
                ends.last() = it.key();
        } else if (!ends.isEmpty() && !isYearLong(ends.last().addDays(1), it.key())
                   && ends.last().daysTo(it.key()) < 350) {
            // A span of a year that ends inside another one is no fiscal year; the better attested one stands.
            if (it.value() > factsOfEnd[ends.last()])
                ends.last() = it.key();
        } else {
            ends.append(it.key());
        }
    }
    QList<Period> years;
    if (ends.isEmpty())
        return years;
    const int offset = numberingOffset(facts, ends.last());
    for (auto end = ends.crbegin(); end != ends.crend(); ++end) {
        Period year;
        year.start = mostFrequent(startsOfEnd[*end]);
        year.end = *end;
        year.fiscalYear = nominalYear(*end) + offset;
        year.fiscalPeriod = QStringLiteral("FY");
        years.append(year);
    }
    return years;
}

/// Ends of the first three quarters of the year that starts at `start`; an invalid date where none is known.
std::array<QDate, 3> quarterEnds(const QList<Fact> &facts, const QDate &start)
{
    std::array<QMap<QDate, int>, 3> counts;
    for (const auto &fact : facts) {
        if (!fact.start || std::abs(fact.start->daysTo(start)) > StartToleranceDays)
            continue;
        const auto length = lengthInDays(*fact.start, fact.end);
        for (std::size_t i = 0; i < YearToDate.size(); ++i) {
            if (length >= YearToDate[i].first && length <= YearToDate[i].second)
                ++counts[i][fact.end];
        }
    }
    std::array<QDate, 3> ends;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (!counts[i].isEmpty())
            ends[i] = mostFrequent(counts[i]);
    }
    return ends;
}

/// Quarters of one fiscal year, oldest first. `end` is invalid for a year that has not ended yet.
QList<Period> quartersOf(const QList<Fact> &facts, const QDate &start, const QDate &end, int fiscalYear)
{
    const auto firstEnds = quarterEnds(facts, start);
    QList<Period> quarters;
    for (int i = 0; i < QuartersOfYear; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto begins = i == 0 ? start : firstEnds[index - 1].addDays(1);
        const auto ends = i == QuartersOfYear - 1 ? end : firstEnds[index];
        if (!begins.isValid() || !ends.isValid() || !isQuarterLong(begins, ends))
            continue;
        Period quarter;
        quarter.start = begins;
        quarter.end = ends;
        quarter.fiscalYear = fiscalYear;
        quarter.fiscalPeriod = QStringLiteral("Q%1").arg(i + 1);
        quarters.append(quarter);
    }
    return quarters;
}

/// Parts of a company and what a filing expects of years to come tell nothing of its own calendar.
QList<Fact> ofWholeCompanySoFar(const QList<Fact> &facts)
{
    QList<Fact> kept;
    kept.reserve(facts.size());
    std::copy_if(facts.cbegin(), facts.cend(), std::back_inserter(kept), [](const Fact &fact) {
        const bool isExpected = fact.latest.filed.isValid() && fact.end > fact.latest.filed;
        return fact.isOfWholeCompany() && !isExpected;
    });
    return kept;
}

} // namespace

qint64 lengthInDays(const QDate &start, const QDate &end)
{
    return start.daysTo(end) + 1;
}

bool isYearLong(const QDate &start, const QDate &end)
{
    const auto length = lengthInDays(start, end);
    return length >= 350 && length <= 380;
}

bool isQuarterLong(const QDate &start, const QDate &end)
{
    const auto length = lengthInDays(start, end);
    return length >= 77 && length <= 100;
}

FiscalCalendar FiscalCalendar::of(const QList<Fact> &all)
{
    const auto facts = ofWholeCompanySoFar(all);
    FiscalCalendar calendar;
    calendar.years = fiscalYears(facts);
    if (calendar.years.isEmpty())
        return calendar;
    QList<Period> oldestFirst;
    for (auto year = calendar.years.crbegin(); year != calendar.years.crend(); ++year)
        oldestFirst += quartersOf(facts, *year->start, year->end, year->fiscalYear);
    const auto &newest = calendar.years.first();
    oldestFirst += quartersOf(facts, newest.end.addDays(1), {}, newest.fiscalYear + 1);
    calendar.quarters = QList<Period>(oldestFirst.crbegin(), oldestFirst.crend());
    return calendar;
}

} // namespace consultantos
