// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A folded word without its endings of number, person and tense, so that "companies" and "company" are one. Takes off
/// less than Porter's stemmer: endings that make another word ("operat-or", "operat-ion") stay. Pure.
[[nodiscard]] QString wordStem(const QString &word, bool isGerman);

} // namespace consultantos
