// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/html_context.h"

namespace consultantos {

/// The options with their scores, what would have to be true of each, its first hundred days, and what would put another one
/// first; empty without any.
[[nodiscard]] QString htmlRecommendations(const HtmlContext &context);

} // namespace consultantos
