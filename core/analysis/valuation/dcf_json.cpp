// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/dcf.h"
#include "base/json.h"

#include <QJsonArray>

namespace consultantos {

namespace {

QJsonValue valueJson(const std::optional<DcfValue> &value)
{
    if (!value)
        return {};
    const auto optional = [](const std::optional<Figure> &figure) {
        return figure ? QJsonValue(toJson(*figure)) : QJsonValue();
    };
    return QJsonObject{{QStringLiteral("terminal_value"), toJson(value->terminalValue)},
                       {QStringLiteral("present_terminal_value"), toJson(value->presentTerminalValue)},
                       {QStringLiteral("enterprise_value"), toJson(value->enterpriseValue)},
                       {QStringLiteral("terminal_share"), toJson(value->terminalShare)},
                       {QStringLiteral("equity_value"), optional(value->equityValue)},
                       {QStringLiteral("per_share"), optional(value->perShare)},
                       {QStringLiteral("implied"), optional(value->implied)}};
}

} // namespace

QJsonObject toJson(const Dcf &dcf)
{
    QJsonArray years;
    for (const auto &year : dcf.years) {
        years.append(QJsonObject{{QStringLiteral("period"), year.period.label()},
                                 {QStringLiteral("growth"), toJson(year.growth)},
                                 {QStringLiteral("revenue"), toJson(year.revenue)},
                                 {QStringLiteral("margin"), toJson(year.margin)},
                                 {QStringLiteral("ebit"), toJson(year.ebit)},
                                 {QStringLiteral("nopat"), toJson(year.nopat)},
                                 {QStringLiteral("reinvestment"), toJson(year.reinvestment)},
                                 {QStringLiteral("cash_flow"), toJson(year.cashFlow)},
                                 {QStringLiteral("present_value"), toJson(year.presentValue)}});
    }
    QJsonArray refusals;
    for (const auto &refusal : dcf.refusals) {
        refusals.append(QJsonObject{{QStringLiteral("what"), refusal.what},
                                    {QStringLiteral("why"), refusal.why},
                                    {QStringLiteral("missing"), json::fromStrings(refusal.missing)}});
    }
    return {{QStringLiteral("mid_year"), dcf.plan.isMidYear},
            {QStringLiteral("stages"), dcf.plan.fadeYears > 0 ? 3 : 2},
            {QStringLiteral("years"), years},
            {QStringLiteral("present_cash_flows"), toJson(dcf.presentCashFlows)},
            {QStringLiteral("by_growth"), valueJson(dcf.byGrowth)},
            {QStringLiteral("by_multiple"), valueJson(dcf.byMultiple)},
            {QStringLiteral("refusals"), refusals}};
}

QJsonObject toJson(const SensitivityGrid &grid)
{
    const auto list = [](const QList<double> &values) {
        QJsonArray array;
        for (const double value : values)
            array.append(value);
        return array;
    };
    QJsonArray rows;
    for (const auto &row : grid.values) {
        QJsonArray cells;
        for (const auto &cell : row)
            cells.append(json::fromOptional(cell));
        rows.append(cells);
    }
    return {{QStringLiteral("rows"), QStringLiteral("wacc")}, {QStringLiteral("columns"), grid.column},
            {QStringLiteral("wacc"), list(grid.waccs)},       {grid.column, list(grid.columns)},
            {QStringLiteral("per_share"), grid.isPerShare},   {QStringLiteral("values"), rows}};
}

} // namespace consultantos
