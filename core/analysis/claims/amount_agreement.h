// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_mentions.h"

namespace consultantos {

/// Whether `actual`, in the unit in which the amount is written but without its scale, is what the amount says: within
/// the rounding of the digits shown, the words that loosen it ("about", "nearly"), its bound or its range. The amount
/// counts without its sign. Pure.
[[nodiscard]] bool agrees(const AmountMention &amount, double actual);

/// Half a unit of the last digit shown; of a round whole number ("1,200") half of its last digit that isn't nought, but
/// at most half a percent.
[[nodiscard]] double roundingOf(const AmountMention &amount);

} // namespace consultantos
