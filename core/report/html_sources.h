// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The list of what the report's evidence comes from; empty without evidence.
[[nodiscard]] QString htmlSources(const HtmlContext &context);

} // namespace consultantos
