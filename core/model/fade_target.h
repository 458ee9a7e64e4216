// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <optional>

namespace consultantos {

/// To what growth fades that is published, as ids of GrowthAnchor.
namespace growth_anchors {
inline const QString Industry = QStringLiteral("industry"); ///< what its industry is expected to grow by
inline const QString Economy = QStringLiteral("economy");   ///< its country's gross domestic product
inline const QString World = QStringLiteral("world");       ///< the world's
} // namespace growth_anchors

/// To what a company's growth is to fade: a published rate, or one of the user's.
struct FadeTarget {
    std::optional<double> rate;                ///< as a ratio; empty: the anchor's
    QString anchor = growth_anchors::Industry; ///< where there is no rate

    static constexpr double Greatest = 0.5; ///< of rates, and the least is its negative

    bool operator==(const FadeTarget &) const = default;
};

/// "industry", "gdp" (of the company's country), "world", or a percentage like "4.5%". InvalidArgument for others, and for
/// rates beyond ±50 %.
[[nodiscard]] Result<FadeTarget> fadeTarget(const QString &text);
/// What fadeTarget() reads as that; a rate to a hundredth of a percent.
[[nodiscard]] QString fadeTargetText(const FadeTarget &target);

} // namespace consultantos
