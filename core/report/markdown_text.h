// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A text that Markdown shows as it is, on one line.
[[nodiscard]] QString escapedMarkdown(const QString &text);

} // namespace consultantos
