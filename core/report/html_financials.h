// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// Statements, ratios and identity checks as tables with sparklines; empty when there are no figures at all.
[[nodiscard]] QString htmlFinancials(const HtmlContext &context);

} // namespace consultantos
