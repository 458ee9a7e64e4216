// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/kept_forecast.h"
#include "model/financials.h"

#include <QString>

namespace consultantos::forecasting {

/// A line's fiscal quarters from the newest back to the first that is missing, oldest first, of one unit. No history where the
/// quarterly statements don't have the line.
[[nodiscard]] KeptSeries quarterHistory(const Financials &financials, const QString &concept_);

} // namespace consultantos::forecasting
