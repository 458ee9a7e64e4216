// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace consultantos {

/// How much two folded names look alike, 0 … 1: typing errors (Damerau's distance: a letter wrong, missing, too many or
/// two swapped), beginnings, and words in common. 1 for equal ones only. Pure.
[[nodiscard]] double nameSimilarity(const QStringList &leftWords, const QStringList &rightWords);

} // namespace consultantos
