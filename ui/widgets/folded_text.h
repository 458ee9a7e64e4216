// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// The text without case and accents, for finding what is typed without them. Each character of it stands for the one at
/// the same place: what has no plain letter stays as it is.
[[nodiscard]] QString foldedText(const QString &text);

} // namespace consultantos
