// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <optional>

namespace consultantos {

/// One figure for how far a report's basis carries, 0 to 1, rounded to hundredths: the mean confidence of its claims, times
/// the share of the weights of its frameworks' drivers that could be scored (all of them, where no framework has drivers).
/// Empty where the report makes no claim. A convention of our own: it says how well founded the report is, not how likely
/// it is to be right. Pure.
[[nodiscard]] std::optional<double> reportConfidence(const Report &report);

} // namespace consultantos
