// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/recommending/option.h"
#include "model/recommendation.h"

namespace consultantos {

/// An option with what is recommended of it.
struct Recommended {
    Option option;
    Recommendation recommendation;
};

/// The options that the frameworks found, best first by OptionScore: `limit` at most. The first is the best of all; of the
/// rest those come first that use no figure, opening or threat that a better one uses already. In a company without figures
/// the options have no score and stand in the frameworks' order.
[[nodiscard]] QList<Recommended> recommend(Workbench &bench, const QList<FrameworkOutput> &frameworks, int limit);

} // namespace consultantos
