// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/text_style.h"

#include <QString>
#include <QStringView>

namespace consultantos {

/// A line of text while it is gathered, with how much of it is set off by its style.
class TextLine {
public:
    /// Runs of blanks, also the unbreakable ones, become one; characters that nobody sees are dropped.
    void append(QStringView piece, const TextStyle &style);
    void appendBlank() { m_hasBlank = !m_text.isEmpty(); }
    void append(const TextLine &other);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] const QString &text() const { return m_text; }
    void setText(const QString &text) { m_text = text; }
    /// How many characters from the beginning are a heading that runs into its paragraph: bold, and a sentence of their
    /// own. 0 if there is none, or nothing behind it.
    [[nodiscard]] qsizetype runInHeading() const;

    /// The rank of a heading that looks like this, 2 the highest: bold capitals, bold, bold and slanted or underlined,
    /// only slanted or underlined. 0 for running text.
    [[nodiscard]] int headingLevel() const;

private:
    QString m_text;
    bool m_hasBlank = false;   ///< to be written before the next character
    qsizetype m_boldStart = 0; ///< characters of the text up to the first that isn't bold
    qsizetype m_characters = 0;
    qsizetype m_bold = 0;
    qsizetype m_italic = 0;
    qsizetype m_underlined = 0;
};

/// Whether the text is a mark that begins an item of a list: "•", "–", "(a)", "1.", "iv)".
[[nodiscard]] bool isListMark(QStringView text);
/// "• text" and "•text" without the bullet; empty where none begins it.
[[nodiscard]] QString withoutBullet(const QString &text);

} // namespace consultantos
