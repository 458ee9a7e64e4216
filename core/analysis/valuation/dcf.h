// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/assumption_table.h"
#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// How cash flows are laid out. What they rest on are the assumptions by these names:
///   revenue (of the last year), growth, fade_growth (at the end of the fade; only with three stages), operating_margin,
///   target_margin (reached in the last explicit year along a line), tax_rate, sales_to_capital (revenue that a unit of new
///   capital brings), wacc;
///   by growth: terminal_growth, terminal_roic (return on new capital for ever);
///   by multiple: terminal_multiple of EBITDA (needs depreciation_share, of revenue) or of EBIT;
///   bridge: debt, cash, minority_interest (may be missing), shares (diluted; may be missing).
struct DcfPlan {
    static constexpr int MostYears = 40;

    int highYears = 5;        ///< of growth at `growth`
    int fadeYears = 0;        ///< along a line to fade_growth; 0: two stages
    bool isMidYear = true;    ///< cash comes in the middle of the year, not at its end
    bool isOfEbitda = true;   ///< what terminal_multiple multiplies; else EBIT
    bool isFinancial = false; ///< a bank or insurer: refused
};

/// One explicit year, each figure a computation.
struct DcfYear {
    int number = 0; ///< from 1
    Period period;
    Figure growth;
    Figure revenue;
    Figure margin;
    Figure ebit;
    Figure nopat;        ///< after tax
    Figure reinvestment; ///< new revenue / sales_to_capital
    Figure cashFlow;
    Figure presentValue;
};

/// A value by one way of the terminal value.
struct DcfValue {
    Figure terminalValue; ///< at the end of the explicit years
    Figure presentTerminalValue;
    Figure enterpriseValue;
    Figure terminalShare; ///< of the enterprise value
    std::optional<Figure> equityValue;
    std::optional<Figure> perShare;
    std::optional<Figure> implied; ///< by growth: the multiple it amounts to; by multiple: the growth for ever
};

/// What can't be said, and why.
struct ValuationRefusal {
    QString what;
    QString why;
    QStringList missing; ///< names of assumptions
    bool operator==(const ValuationRefusal &) const = default;
};

struct Dcf {
    DcfPlan plan;
    QList<DcfYear> years;
    Figure presentCashFlows;
    std::optional<DcfValue> byGrowth;
    std::optional<DcfValue> byMultiple;
    QList<ValuationRefusal> refusals;
    EvidenceBook evidence; ///< assumptions and all computations
};

/// Free cash flows to the firm, discounted (T. Koller, M. Goedhart, D. Wessels, "Valuation", 7th ed., 2020: key value driver
/// formula for the terminal value by growth; with mid-year cash flows that value is discounted by half a year less, one by
/// multiple from the year's end). NotDerivable: a financial company, a missing assumption of the cash flows, a cost of capital of
/// zero or less, neither terminal value. Refusals are for parts: growth that reaches the cost of capital or the return on new
/// capital, a terminal year without profit, an equity value below zero, unknown shares.
[[nodiscard]] Result<Dcf> discountCashFlows(const AssumptionTable &assumptions, const DcfPlan &plan);

/// Values over a grid of the cost of capital (rows) and terminal growth or multiple (columns), by the DCF's own formulas.
struct SensitivityGrid {
    QString column; ///< "terminal_growth" or "terminal_multiple"
    QList<double> waccs;
    QList<double> columns;
    QList<QList<std::optional<double>>> values; ///< empty where refused
    bool isPerShare = false;                    ///< else equity value
};
/// Steps of `waccStep` and `columnStep` around the assumptions' values, two to either side. NotDerivable as the DCF itself.
[[nodiscard]] Result<SensitivityGrid> sensitivityGrid(const AssumptionTable &assumptions, const DcfPlan &plan,
                                                      const QString &column, double waccStep, double columnStep);

[[nodiscard]] QJsonObject toJson(const Dcf &dcf);
[[nodiscard]] QJsonObject toJson(const SensitivityGrid &grid);

} // namespace consultantos
