// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextCursor>

namespace consultantos {

/// Id of the claim whose sentence holds the cursor: the grade at a sentence's end is the link that names it. Empty outside
/// of sentences.
[[nodiscard]] QString claimAt(const QTextCursor &cursor);

} // namespace consultantos
