// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A driver's weight of a report, as something that may be changed.
struct ScoreWeight {
    QString framework; ///< title
    QString section;   ///< title
    QString driver;    ///< label
    QString key;       ///< "weight:porter/rivalry/growth"
    double value = 0;  ///< share of the section's score
};

/// The weights of all sections that have a score, in the report's order.
[[nodiscard]] QList<ScoreWeight> scoreWeights(const Report &report);

/// "weight:porter/rivalry/growth"
[[nodiscard]] QString weightKey(const QString &framework, const QString &section, const QString &driver);

/// A score's formula with variables in the place of its printed weights.
struct WeightedFormula {
    QString formula;
    QHash<QString, QString> keys; ///< of the weights, by variable: see weightKey()
};

/// The formulas of scores and of their bounds, by the id of their computation, with the weights as variables. Bounds are
/// divided by the sum of the weights, which is one until a weight is changed. Computations of which the formula isn't
/// made of the drivers' weights are left out.
[[nodiscard]] QHash<QString, WeightedFormula> weightedFormulas(const Report &report);

} // namespace consultantos
