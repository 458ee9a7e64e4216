// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/traits.h"

namespace consultantos {

/// An opportunity or threat as SWOT shows it.
struct Outlook {
    FrameworkItem item;
    QStringList topics;
    QString impact; ///< "high", "medium", "low" or empty
};

/// One quadrant of the TOWS matrix: options that join a trait and an outlook which share a topic of business, ranked by
/// impact × feasibility, those that speak to the question first. `id`: "so", "st", "wo" or "wt". Each trait and outlook
/// is used once. Impact of an option: the outlook's. Feasibility: high from a strength of the limit "lasting_years" or more,
/// low where a weakness meets a threat, else medium. Both weigh by the limits "weight_…".
[[nodiscard]] FrameworkSection towsSection(Workbench &bench, const BlockWords &words, const QString &id,
                                           const QList<Trait> &traits, const QList<Outlook> &outlooks);

} // namespace consultantos
