// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/paper/paper_flow.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QString>
#include <QTextLayout>

#include <memory>

namespace consultantos::paper {

/// A stretch of a text that looks otherwise than the rest.
struct Look {
    qsizetype start = 0;
    qsizetype length = 0;
    bool isStrong = false;
    bool isMuted = false;
};

/// How a text is set.
struct TextStyle {
    QFont font;
    QColor colour = Qt::black;
    double indent = 0;        ///< of all lines
    double width = 0;         ///< from the indent
    double lineHeight = 1.25; ///< of the font's height
    Qt::Alignment alignment = Qt::AlignLeading;
};

/// A text broken into lines; a text from right to left begins at the right. Shared by the pieces that draw it.
class SetText {
public:
    SetText(const QString &text, const QList<Look> &looks, const TextStyle &style);

    [[nodiscard]] int lineCount() const { return m_layout.lineCount(); }
    [[nodiscard]] double lineHeight() const { return m_lineHeight; }
    /// First character of a line, and the one behind its last.
    [[nodiscard]] std::pair<qsizetype, qsizetype> range(int line) const;
    void draw(QPainter &painter, int line, double left, double top) const;

private:
    QTextLayout m_layout;
    QColor m_colour;
    double m_indent;
    double m_lineHeight;
};

/// The number of a note, as stands in a text: digits above the line, which no reader takes for a part of the number before.
[[nodiscard]] QString noteSign(int number);

/// The lines of a note with its number.
[[nodiscard]] QList<NoteLine> noteLines(int number, const QString &text, const TextStyle &style);

} // namespace consultantos::paper
