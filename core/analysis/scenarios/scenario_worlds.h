// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/simulation.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace consultantos {

/// One of the four worlds that two axes make.
struct ScenarioWorld {
    QString name;
    QString first;  ///< what the first axis calls its end here
    QString second; ///< and the second
    double probability = 0;
    QList<DrawSummary> outputs; ///< within this world, in the model's order; empty where it has no draws
};

/// An observable quantity that tells early on which side of an axis the world will be.
struct Signpost {
    QString quantity;
    int axis = 0; ///< 0 or 1
    /// The probability that it is higher in a draw of the axis's high side than in one of its low side (Mann and Whitney's U
    /// over n₁n₂): 0.5 tells nothing, 1 and 0 tell all.
    double separation = 0.5;
    double threshold = 0;      ///< that tells the sides apart best (Youden's index)
    bool highMeansHigh = true; ///< above the threshold speaks for the axis's high side
    double hitsWhenAbove = 0;  ///< share of draws above the threshold in which the side it speaks for has come
    double hitsWhenBelow = 0;
};

struct ScenarioWorlds {
    double splits[2] = {0, 0};
    QList<ScenarioWorld> worlds; ///< low/low, high/low, low/high, high/high
    QList<Signpost> signposts;   ///< by axis, the most telling first
    Simulation simulation;       ///< outputs, axes and observables
};

/// Divides the draws of a model with two axes into four worlds. NotDerivable where the model has none. What it says of a world
/// is conditional on the draws in it: correlations and formulas between drivers count.
[[nodiscard]] Result<ScenarioWorlds> scenarioWorlds(const ScenarioModel &model, SimulationOptions options = {});

[[nodiscard]] QJsonObject toJson(const ScenarioWorlds &worlds, const ScenarioModel &model);

} // namespace consultantos
