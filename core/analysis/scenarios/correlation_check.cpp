// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/correlation_check.h"

#include "analysis/scenarios/correlation_matrix.h"

#include <QStringList>

#include <cmath>

namespace consultantos {

CorrelationCheck checkCorrelations(const ScenarioModel &model)
{
    QStringList names;
    for (const auto &pair : model.correlations) {
        for (const auto &name : {pair.left, pair.right}) {
            if (!names.contains(name))
                names.append(name);
        }
    }
    CorrelationCheck check;
    if (names.isEmpty())
        return check;
    const int size = static_cast<int>(names.size());
    CorrelationMatrix matrix(size);
    for (const auto &pair : model.correlations)
        matrix.set(static_cast<int>(names.indexOf(pair.left)), static_cast<int>(names.indexOf(pair.right)),
                   pair.isOfRanks ? CorrelationMatrix::fromRank(pair.value) : pair.value);
    check.isPossible = matrix.factor().has_value();
    if (check.isPossible)
        return check;
    // Drawn a little towards none, so that rounded ones hold together, too.
    constexpr double Inwards = 0.998;
    constexpr double Decimals = 1e4;
    const auto nearest = matrix.nearest();
    double most = -1.0;
    for (int row = 0; row < size; ++row) {
        for (int column = row + 1; column < size; ++column) {
            const double allowed =
                std::round(Decimals * CorrelationMatrix::toRank(Inwards * nearest.at(row, column))) / Decimals;
            const double given = CorrelationMatrix::toRank(matrix.at(row, column));
            if (std::abs(given - allowed) > most) {
                most = std::abs(given - allowed);
                check.left = names[row];
                check.right = names[column];
                check.given = given;
                check.allowed = allowed;
            }
            if (allowed != 0.0)
                check.nearest.append({names[row], names[column], allowed, true, 0});
        }
    }
    return check;
}

} // namespace consultantos
