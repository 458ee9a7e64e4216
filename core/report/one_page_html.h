// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/outline/outline.h"

#include <QString>

namespace consultantos {

/// A one-page outline as a page for a browser, which prints on one sheet of A4 or Letter. Pure, like those below.
[[nodiscard]] QString onePageHtml(const outline::Outline &page);
/// For Qt's rich text on its way to paper.
[[nodiscard]] QString onePagePaperHtml(const outline::Outline &page);
[[nodiscard]] QString onePageMarkdown(const outline::Outline &page);

} // namespace consultantos
