// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/text_blocks.h"

#include "evidence/pdf/part_name.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// Lines of a paragraph stand closer than this many heights of a line.
constexpr double ParagraphGap = 0.55;
/// A line shorter than this share of the text's width that ends a sentence ends its paragraph.
constexpr double ShortLine = 0.8;
constexpr double LargerPrint = 1.12;
constexpr double SameSize = 0.6; ///< points
constexpr qsizetype MaxHeading = 160;
constexpr int MaxHeadingLines = 3;

/// Rows that make one block.
struct Part {
    QString text;
    QRectF area;
    double fontSize = 0;
    bool bold = false;
    int lines = 0;
    double lastRight = 0;
    double lastBottom = 0;
};

bool endsSentence(const QString &text)
{
    return text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char(':')) || text.endsWith(QLatin1Char(';'))
           || text.endsWith(QChar(0x201d));
}

bool startsItem(const QString &text)
{
    static const QRegularExpression mark(
        QStringLiteral("^(?:[•●▪◦–·*]|\\(?[a-z0-9]{1,3}[.)]|item\\s+\\d+[a-c]?[.:]?)\\s"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return mark.match(text).hasMatch();
}

bool isListItem(const QString &text)
{
    static const QRegularExpression mark(QStringLiteral("^(?:[•●▪◦–·*]|\\([a-z0-9]{1,3}\\)|[0-9]{1,2}[.)])\\s"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return mark.match(text).hasMatch();
}

bool isUpperCase(const QString &text)
{
    const auto letters = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    return letters > 3 && text == text.toUpper();
}

QString joined(const QString &first, const QString &second)
{
    const bool split = first.endsWith(QLatin1Char('-')) && second.front().isLower();
    return split ? first + second : first + QLatin1Char(' ') + second;
}

class Paragraphs {
public:
    Paragraphs(const QList<Row> &rows, double bodySize)
        : m_bodySize(bodySize)
    {
        for (const auto &row : rows)
            m_width = m_width | row.area;
    }

    void add(const Row &row)
    {
        const auto text = row.text();
        if (!m_part.text.isEmpty() && goesOn(row, text)) {
            m_part.text = joined(m_part.text, text);
            m_part.area |= row.area;
            ++m_part.lines;
        } else {
            finish();
            m_part = {text, row.area, row.fontSize, row.bold, 1, 0, 0};
        }
        m_part.lastRight = row.area.right();
        m_part.lastBottom = row.area.bottom();
    }

    QList<Block> finished()
    {
        finish();
        return m_blocks;
    }

private:
    bool goesOn(const Row &row, const QString &text) const
    {
        if (row.bold != m_part.bold || qAbs(row.fontSize - m_part.fontSize) > SameSize || startsItem(text))
            return false;
        if (row.area.top() - m_part.lastBottom > ParagraphGap * row.area.height())
            return false;
        const bool shortLine = m_part.lastRight < m_width.left() + ShortLine * m_width.width();
        return !(shortLine && endsSentence(m_part.text));
    }

    bool isHeading() const
    {
        if (m_part.lines > MaxHeadingLines || m_part.text.size() > MaxHeading
            || std::none_of(m_part.text.begin(), m_part.text.end(), [](QChar c) { return c.isLetter(); }))
            return false;
        const bool stands = m_part.bold || m_part.fontSize > LargerPrint * m_bodySize || isUpperCase(m_part.text);
        return stands && (!m_part.text.endsWith(QLatin1Char('.')) || beginsPart(m_part.text));
    }

    int level() const
    {
        if (beginsPart(m_part.text))
            return 1;
        return m_part.fontSize > LargerPrint * m_bodySize || isUpperCase(m_part.text) ? 2 : 3;
    }

    void finish()
    {
        if (m_part.text.isEmpty())
            return;
        Block block;
        block.text = m_part.text;
        block.area = m_part.area;
        if (isHeading()) {
            block.kind = BlockKind::Heading;
            block.level = level();
        } else if (isListItem(m_part.text)) {
            block.kind = BlockKind::ListItem;
        }
        m_blocks.append(block);
        m_part = {};
    }

    QRectF m_width; ///< of the whole text
    double m_bodySize;
    Part m_part;
    QList<Block> m_blocks;
};

} // namespace

QList<Block> textBlocks(const QList<Row> &rows, double bodySize)
{
    Paragraphs paragraphs(rows, bodySize);
    for (const auto &row : rows)
        paragraphs.add(row);
    return paragraphs.finished();
}

} // namespace consultantos::pdf
