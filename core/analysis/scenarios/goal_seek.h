// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace consultantos {

struct ScenarioModel;

/// A zero of a function between two values where it has opposite signs: R. Brent, "Algorithms for Minimization without
/// Derivatives", 1973, chapter 4. An undefined value is an empty optional and ends the search with NotDerivable.
[[nodiscard]] Result<double> brentRoot(const std::function<std::optional<double>(double)> &function, double low,
                                       double high, double tolerance = 1e-12);

struct GoalSeekRequest {
    QString output;
    double target = 0;
    QString driver;
    std::optional<double>
        low; ///< of the search; the driver's 0.1 % quantile, or its value less as much again, where empty
    std::optional<double> high;
};

/// The values of one driver at which an output has the target's value, all others at their medians.
struct GoalSeek {
    GoalSeekRequest request;
    double base = 0;         ///< the driver's median
    double baseOutput = 0;   ///< the output there
    QList<double> solutions; ///< nearest to the median first
};

/// Looks for changes of sign on a grid of 400 parts of the range, then closes in by Brent's method: two solutions within one
/// part may be missed. NotDerivable where there is none, with what the output reaches over the range. With the target 0 of a
/// profit it finds the break-even.
[[nodiscard]] Result<GoalSeek> goalSeek(const ScenarioModel &model, const GoalSeekRequest &request);

[[nodiscard]] QJsonObject toJson(const GoalSeek &found);

} // namespace consultantos
