// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The review: verdict and score, what each rule looked at, what was found, contradictions. Empty for a report without one.
[[nodiscard]] QString htmlQuality(const HtmlContext &context);

} // namespace consultantos
