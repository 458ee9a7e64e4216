// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/restatement.h"

#include <algorithm>
#include <tuple>

namespace consultantos {

bool reportedBefore(const FactReport &left, const FactReport &right)
{
    // An unknown filing date sorts before every known one: a dated report is the better evidence.
    const auto day = [](const FactReport &report) { return report.filed.isValid() ? report.filed.toJulianDay() : 0; };
    return std::forward_as_tuple(day(left), left.accession, left.form, left.fiscalYear, left.fiscalPeriod, left.value,
                                 left.place.document, left.place.page, left.place.cell)
           < std::forward_as_tuple(day(right), right.accession, right.form, right.fiscalYear, right.fiscalPeriod,
                                   right.value, right.place.document, right.place.page, right.place.cell);
}

void setReports(Fact &fact, QList<FactReport> reports)
{
    std::sort(reports.begin(), reports.end(), reportedBefore);
    fact.latest = reports.takeLast();
    fact.earlier.clear();
    for (qsizetype i = 0; i < reports.size(); ++i) {
        const double next = i + 1 < reports.size() ? reports[i + 1].value : fact.latest.value;
        if (reports[i].value != next)
            fact.earlier.append(reports[i]);
    }
}

void lendPlace(Fact &fact, const QList<FactReport> &reports)
{
    if (!fact.latest.place.isEmpty())
        return;
    const FactReport *lender = nullptr;
    for (const auto &report : reports) {
        const bool standsInADocument = !report.place.isEmpty() && report.value == fact.latest.value;
        if (standsInADocument && (!lender || reportedBefore(*lender, report)))
            lender = &report;
    }
    if (lender)
        fact.latest.place = lender->place;
}

QList<FactReport> reportsOf(const Fact &fact)
{
    auto reports = fact.earlier;
    reports.append(fact.latest);
    return reports;
}

Fact mergeFacts(const Fact &left, const Fact &right)
{
    Fact merged = left;
    if (reportedBefore(left.latest, right.latest))
        merged.source = right.source;
    else if (!reportedBefore(right.latest, left.latest))
        merged.source = std::min(left.source, right.source); // the same report read twice: any fixed choice will do
    const auto reports = reportsOf(left) + reportsOf(right);
    setReports(merged, reports);
    lendPlace(merged, reports);
    return merged;
}

} // namespace consultantos
