// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/paper/paper_grid.h"

#include "report/outline/paper_table.h"
#include "report/paper/paper_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace consultantos::paper {

namespace {

constexpr double Padding = 4;
constexpr double RowGap = 3;
constexpr int SmallestFont = 6;
/// A row of more lines may go on on the next page.
constexpr int KeptLines = 14;

using Cells = QList<outline::Cell>;

double longestWord(const QString &text, const QFontMetricsF &metrics)
{
    double longest = 0;
    for (const auto &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        longest = std::max(longest, metrics.horizontalAdvance(word));
    return longest;
}

/// What a column can't do without: its longest word, and of numbers the whole text.
QList<double> leastWidths(const outline::Table &table, const QFont &font)
{
    QFont bold(font);
    bold.setBold(true);
    const QFontMetricsF metrics(font);
    const QFontMetricsF boldMetrics(bold);
    QList<double> least;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        double width = longestWord(table.columns[i].title, boldMetrics);
        for (const auto &row : table.rows) {
            const auto cell = row.value(i);
            width = std::max(width, outline::isNumberCell(table.columns[i], cell) ? metrics.horizontalAdvance(cell.text)
                                                                                  : longestWord(cell.text, metrics));
        }
        least.append(width + 2 * Padding);
    }
    return least;
}

/// The shares that the table asks for, but nobody below what it needs as long as there is room for all.
QList<double> widthsOf(const outline::Table &table, QList<double> least, double width)
{
    // A word that would take half of the page is broken.
    for (auto &one : least)
        one = std::min(one, width / 2);
    double shares = 0;
    for (const auto &column : table.columns)
        shares += column.width;
    QList<double> widths;
    for (const auto &column : table.columns)
        widths.append(width * column.width / std::max(1.0, shares));
    const double needed = std::accumulate(least.cbegin(), least.cend(), 0.0);
    if (needed >= width) {
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = width * least[i] / needed;
        return widths;
    }
    double missing = 0;
    double spare = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        missing += std::max(0.0, least[i] - widths[i]);
        spare += std::max(0.0, widths[i] - least[i]);
    }
    for (qsizetype i = 0; i < widths.size(); ++i)
        widths[i] =
            widths[i] < least[i] ? least[i] : widths[i] - missing * (widths[i] - least[i]) / std::max(spare, 1.0);
    return widths;
}

class GridSetter {
public:
    GridSetter(const outline::Table &table, const GridStyle &style, int number)
        : m_table(table)
        , m_style(style)
        , m_number(number)
    {
        auto least = leastWidths(table, m_style.font);
        while (m_style.font.pixelSize() > SmallestFont
               && std::accumulate(least.cbegin(), least.cend(), 0.0) > style.width) {
            m_style.font.setPixelSize(m_style.font.pixelSize() - 1);
            least = leastWidths(table, m_style.font);
        }
        m_widths = widthsOf(table, least, style.width);
    }

    QList<Piece> pieces()
    {
        Cells head;
        for (const auto &column : m_table.columns)
            head.append({column.title});
        addRow(head, true);
        for (const auto &row : m_table.rows)
            addRow(row, false);
        if (!m_pieces.isEmpty())
            m_pieces.last().keepsWithNext = false;
        return std::move(m_pieces);
    }

private:
    void addRow(const Cells &row, bool isHead)
    {
        auto font = m_style.font;
        font.setBold(isHead);
        QList<std::pair<double, std::shared_ptr<const SetText>>> cells;
        double left = 0;
        int lines = 1;
        for (qsizetype i = 0; i < m_table.columns.size(); ++i) {
            const auto &column = m_table.columns[i];
            const bool isRight = isHead ? column.isNumber : outline::isNumberCell(column, row.value(i));
            const TextStyle style{
                font,    Qt::black,
                Padding, m_widths[i] - 2 * Padding,
                1.2,     isRight ? Qt::AlignRight | Qt::AlignAbsolute : Qt::Alignment(Qt::AlignLeading)};
            cells.append({left, std::make_shared<const SetText>(row.value(i).text, QList<Look>(), style)});
            lines = std::max(lines, cells.last().second->lineCount());
            left += m_widths[i];
        }
        const double lineHeight = cells.isEmpty() ? 0 : cells.first().second->lineHeight();
        for (int line = 0; line < lines; ++line) {
            const bool isLast = line + 1 == lines;
            Piece piece;
            piece.height = lineHeight + (line == 0 ? RowGap : 0) + (isLast ? RowGap : 0);
            piece.table = m_number;
            piece.isHead = isHead;
            piece.keepsWithNext = isHead || (!isLast && lines <= KeptLines);
            const auto rule = isHead ? m_style.headColour : QColor(0xd5, 0xda, 0xe0);
            const double width = m_style.width;
            piece.draw = [cells, line, isLast, isHead, rule, width, height = piece.height](QPainter &painter,
                                                                                           double top) {
                if (isHead)
                    painter.fillRect(QRectF(0, top, width, height), QColor(0xf1, 0xf4, 0xf7));
                for (const auto &[at, text] : cells) {
                    if (line < text->lineCount())
                        text->draw(painter, line, at, top + (line == 0 ? RowGap : 0));
                }
                if (isLast) {
                    painter.setPen(QPen(rule, isHead ? 1 : 0.6));
                    painter.drawLine(QPointF(0, top + height), QPointF(width, top + height));
                }
            };
            m_pieces.append(piece);
        }
    }

    const outline::Table &m_table;
    GridStyle m_style;
    int m_number;
    QList<double> m_widths;
    QList<Piece> m_pieces;
};

} // namespace

QList<Piece> gridPieces(const outline::Table &table, const GridStyle &style, int number)
{
    return GridSetter(table, style, number).pieces();
}

} // namespace consultantos::paper
