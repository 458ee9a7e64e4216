// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/language/wording.h"
#include "report/outline/outline.h"

#include <QString>

namespace consultantos {

/// A one-page outline as a page for a browser, which prints on one sheet of A4 or Letter. Pure, like the one below.
[[nodiscard]] QString onePageHtml(const outline::Outline &page, const Wording &wording = {});
[[nodiscard]] QString onePageMarkdown(const outline::Outline &page, const Wording &wording = {});

} // namespace consultantos
