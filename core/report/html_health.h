// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The section of financial health: each figure with its light and rule, then against its peers. Empty where the report
/// judges none.
[[nodiscard]] QString htmlHealth(const HtmlContext &context);

} // namespace consultantos
