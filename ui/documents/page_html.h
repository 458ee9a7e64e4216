// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "documents/document_page.h"

#include <QPalette>
#include <QString>

namespace consultantos {

/// The anchor that stands at the marked passage.
inline constexpr const char *MarkAnchor = "mark";

/// A page's text as rich text: headings as such, table rows as rows, the marked
/// passage on another ground.
[[nodiscard]] QString pageToHtml(const DocumentPage &page, const QPalette &palette);

} // namespace consultantos
