// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recommending/option.h"

namespace consultantos {

/// What an option is worth and how it stands on four criteria, each from one to five.
///
/// Impact: what the option moves in money a year, from 1 for nothing over 3 for about 3.6 % of revenue to 5 for a fifth of it:
/// 1 + 4 · ln(1 + 100 · impact / revenue) / ln 21 (our convention: each further per cent counts less). The amount is the gap
/// to the reference times its base; for growth at the gross margin; for days at the industry's cost of capital, as cash
/// comes free once only; for the return on capital times invested capital. Its interval follows the reference's own spread,
/// one robust deviation each way.
/// Feasibility: the share of the company's own years in which it was at the reference or better; for moves of other
/// frameworks the score of their section, which tells the means.
/// Risk (5: least): a class by kind of move, moved by at most one by the share of years in which the ratio got worse.
/// Time (5: soonest): by the horizon of what the option answers.
/// What isn't derivable is left open over the whole scale. An option that speaks to the question gets half a point.
struct OptionScore {
    std::optional<Figure> impact;
    std::optional<Figure> impactLow;
    std::optional<Figure> impactHigh;
    std::optional<Figure> freed;     ///< of days: the cash that comes free once
    QString basis;                   ///< of the reference: "peers", "anchor", "history" or "floor"
    std::optional<Figure> own;       ///< of the option's ratio
    std::optional<Figure> reference; ///< that it was held against
    std::optional<Figure> share;     ///< of own years at the reference or better
    QList<Driver> criteria;          ///< impact, feasibility, risk, time
    Score total;
};

/// Empty where the company has no figures.
[[nodiscard]] std::optional<OptionScore> scoreOption(Workbench &bench, const Option &option);

/// "high", "medium", "low" by thirds of the scale.
[[nodiscard]] QString wordOf(double score);
/// Whether a higher value of the ratio is better for the company.
[[nodiscard]] bool isBetterHigher(const QString &ratioId);

} // namespace consultantos
