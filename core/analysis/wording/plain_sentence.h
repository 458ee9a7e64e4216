// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// A text of a language model, made fit for a report.
struct PlainSentence {
    QString text;  ///< empty if there is a fault
    QString fault; ///< in English, for the model: why the text can't be used
};

/// The longest statement of a model, in UTF-16 units.
inline constexpr qsizetype MostLettersOfStatement = 600;

/// Takes off what does no harm (emphasis of Markdown, control and invisible characters, double blanks; compatibility forms
/// of letters and digits are written plainly) and refuses what a sentence for readers never has: tags, brackets of code,
/// addresses, quotation marks (quoting is not for models), digits of other scripts, thoughts, more than
/// MostLettersOfStatement. Pure.
[[nodiscard]] PlainSentence plainSentence(const QString &text);

/// `text` as data for a prompt: nothing in it can end the part it stands in, or look like the evidence's numbering or a
/// tag of a chat format. Its words stay. Pure.
[[nodiscard]] QString defusedText(const QString &text);

/// Without control and invisible characters, each run of blanks one blank. Pure.
[[nodiscard]] QString visibleText(const QString &text);

} // namespace consultantos
