// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace consultantos {

/// The sentences of a text, word for word, without the blanks between them. Abbreviations ("U.S.", "Inc.", "No.") end
/// none. Pure.
[[nodiscard]] QStringList sentencesOf(const QString &text);

/// The first sentence that `pattern` matches and that can stand alone as a quotation: 40 to 450 characters, at most a
/// third of the letters capitals, closed by a full stop or the like. Empty if there is none. Pure.
[[nodiscard]] QString quotableSentence(const QString &text, const QRegularExpression &pattern);

} // namespace consultantos
