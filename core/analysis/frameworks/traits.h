// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/definitions.h"

namespace consultantos {

/// A strength or weakness: a ratio that stands out for two years or more.
struct Trait {
    FrameworkItem item;
    const SwotMeasure *measure = nullptr;
    Figure own;
    std::optional<Figure> reference;
    QString basis;
    std::optional<Figure> worth; ///< in money; its sign is the gap's
    bool isStrength = true;
    int persistence = 0;
    QStringList topics;
};

/// Finds the ratios that stand out: |robust z| of the limit "deviation" or more against the reference (comparison.h) for the
/// limit "years" or more, or below their floor or above their ceiling for as long (resources/frameworks/swot.json). Of one
/// family of ratios only the most telling is kept; out of these bounds a ratio is never a strength. Sorted by the question's topics, then by worth, then by distance.
[[nodiscard]] QList<Trait> findTraits(Workbench &bench, const FrameworkDefinitions &definitions);

} // namespace consultantos
