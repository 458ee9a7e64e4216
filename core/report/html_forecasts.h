// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The section of forecasts: of each a chart with its fan, the table of its steps, what is to be known of it. Empty where
/// the report has none.
[[nodiscard]] QString htmlForecasts(const HtmlContext &context);

} // namespace consultantos
