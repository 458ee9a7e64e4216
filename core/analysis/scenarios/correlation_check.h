// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"

#include <QList>
#include <QString>

namespace consultantos {

/// Whether a model's correlations can hold together: whether their matrix is positive definite, or nearly so.
struct CorrelationCheck {
    bool isPossible = true;
    // Of correlations that contradict each other:
    QList<ScenarioCorrelation> nearest; ///< of ranks, in place of all: the nearest that can hold, to four decimals
    QString left;                       ///< the pair that they change most
    QString right;
    double given = 0.0;   ///< of that pair, by ranks
    double allowed = 0.0; ///< of that pair among the nearest
};

/// For a model whose correlations name drivers that it has, each pair once. Pure.
[[nodiscard]] CorrelationCheck checkCorrelations(const ScenarioModel &model);

} // namespace consultantos
