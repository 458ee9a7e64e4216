// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <functional>
#include <optional>

namespace consultantos {

/// Where a verdict changes: the farthest change tried at which it holds, and the nearest at which it doesn't.
struct Bracket {
    double before = 0;
    double tip = 0;
};

/// The smallest relative change, up to `farthest`, at which `verdict` differs from `now`: steps that grow by a quarter from a
/// thousandth, then bisection down to a relative width of one in a million. Empty where there is none, or where the verdict
/// stops being defined before.
[[nodiscard]] inline std::optional<Bracket> searchBracket(const QString &now, double farthest,
                                                          const std::function<std::optional<QString>(double)> &verdict)
{
    constexpr double Step = 1.25;
    constexpr double Nearest = 0.001;
    constexpr double Width = 1e-6;
    double before = 0;
    for (double change = Nearest; before < farthest; change *= Step) {
        double tip = std::min(change, farthest);
        const auto there = verdict(tip);
        if (!there)
            return std::nullopt;
        if (*there == now) {
            before = tip;
            continue;
        }
        while (tip - before > Width * tip) {
            const double middle = (before + tip) / 2;
            const auto halfway = verdict(middle);
            if (!halfway)
                break;
            (*halfway == now ? before : tip) = middle;
        }
        return Bracket{before, tip};
    }
    return std::nullopt;
}

} // namespace consultantos
