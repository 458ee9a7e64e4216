// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"

namespace consultantos {

class SafeXmlReader;

/// The numbers that a chart of Office holds: a row for each category, a column for each series, the chart's title as the
/// table's name. Values are typed. `xml` stands before the root element of the chart's part.
[[nodiscard]] Table readChart(SafeXmlReader &xml);

} // namespace consultantos
