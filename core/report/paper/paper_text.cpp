// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/paper/paper_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

namespace consultantos::paper {

namespace {

const QColor Muted(0x5d, 0x69, 0x75);

} // namespace

SetText::SetText(const QString &text, const QList<Look> &looks, const TextStyle &style)
    : m_layout(text, style.font)
    , m_colour(style.colour)
    , m_indent(style.indent)
    , m_lineHeight(QFontMetricsF(style.font).height() * style.lineHeight)
{
    QTextOption option(style.alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const auto &look : looks) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(look.start);
        range.length = static_cast<int>(look.length);
        if (look.isStrong)
            range.format.setFontWeight(QFont::Bold);
        if (look.isMuted) {
            range.format.setForeground(Muted);
            range.format.setProperty(QTextFormat::FontPixelSize, qRound(style.font.pixelSize() * 0.85));
        }
        formats.append(range);
    }
    m_layout.setFormats(formats);
    m_layout.beginLayout();
    double top = 0;
    for (auto line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(style.width);
        line.setPosition({0, top});
        top += m_lineHeight;
    }
    m_layout.endLayout();
}

std::pair<qsizetype, qsizetype> SetText::range(int line) const
{
    const auto at = m_layout.lineAt(line);
    return {at.textStart(), at.textStart() + at.textLength()};
}

void SetText::draw(QPainter &painter, int line, double left, double top) const
{
    painter.setPen(m_colour);
    const auto at = m_layout.lineAt(line);
    at.draw(&painter, {left + m_indent, top - at.position().y()});
}

QString noteSign(int number)
{
    static const QString Digits = QStringLiteral("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079");
    QString sign;
    for (const auto digit : QString::number(number))
        sign += Digits[digit.digitValue()];
    return sign;
}

QList<NoteLine> noteLines(int number, const QString &text, const TextStyle &style)
{
    const auto set = std::make_shared<const SetText>(noteSign(number) + QLatin1Char(' ') + text, QList<Look>(), style);
    QList<NoteLine> lines;
    for (int i = 0; i < set->lineCount(); ++i)
        lines.append({set->lineHeight(), [set, i](QPainter &painter, double top) { set->draw(painter, i, 0, top); }});
    return lines;
}

} // namespace consultantos::paper
