// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/language/wording.h"
#include "report/outline/outline.h"

namespace consultantos {

/// Puts the words of an outline that was built from a translated report into its language, and its numbers and dates into
/// the language's style. What the report itself says is left alone. Pure and thread-safe.
void translate(outline::Outline &outline, const Wording &wording);

} // namespace consultantos
