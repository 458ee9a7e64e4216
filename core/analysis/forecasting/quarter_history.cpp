// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/quarter_history.h"

#include <algorithm>

namespace consultantos::forecasting {

namespace {

constexpr int QuartersPerYear = 4;

/// Counted in quarters; negative for what is none.
int placeOf(const Period &period)
{
    const int quarter = period.fiscalPeriod.startsWith(QLatin1Char('Q')) ? period.fiscalPeriod.mid(1).toInt() : 0;
    return quarter < 1 || quarter > QuartersPerYear ? -1 : period.fiscalYear * QuartersPerYear + quarter - 1;
}

QList<Figure> unbroken(const QList<std::optional<Figure>> &newestFirst)
{
    QList<Figure> quarters;
    for (const auto &figure : newestFirst) {
        if (!figure && quarters.isEmpty())
            continue;
        if (!figure || placeOf(figure->period) < 0)
            break;
        if (!quarters.isEmpty()
            && (placeOf(figure->period) != placeOf(quarters.last().period) - 1 || figure->unit != quarters.last().unit))
            break;
        quarters.append(*figure);
    }
    std::reverse(quarters.begin(), quarters.end());
    return quarters;
}

} // namespace

KeptSeries quarterHistory(const Financials &financials, const QString &concept_)
{
    KeptSeries series{financials.companyId, concept_, concept_, {}, QuartersPerYear, {}, {}};
    for (const auto &statement : financials.statements) {
        if (statement.frequency != QLatin1String("quarterly"))
            continue;
        for (const auto &line : statement.lines) {
            if (line.concept_ != concept_)
                continue;
            series.label = line.label;
            series.history = unbroken(line.values);
            return series;
        }
    }
    return series;
}

} // namespace consultantos::forecasting
