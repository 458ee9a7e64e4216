// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/table_finder.h"

#include "evidence/pdf/part_name.h"
#include "evidence/pdf/value_text.h"

#include <algorithm>
#include <limits>

namespace consultantos::pdf {

namespace {

/// Share of the text's width from the left in which a number is a label.
constexpr double MarginShare = 0.1;
/// A row of one text with this many words is prose.
constexpr qsizetype ProseWords = 14;
/// Rows without figures that may stand within a table, one after the other.
constexpr int MaxRowsBetween = 5;
constexpr int MaxHeadRows = 9;
/// Gaps between rows of a table and of its head, in heights of a row.
constexpr double MaxGap = 3.5;
constexpr double MaxHeadGap = 3.5;
constexpr double MaxTotalGap = 0.8;
constexpr int MinRows = 2;
/// A row of more is no row of a table, but a drawing's labels or worse.
constexpr qsizetype MaxCells = 100;
/// A heading of columns begins this many ems right of the labels.
constexpr double HeadIndent = 3;
constexpr qsizetype IntroductionWords = 7;
/// Lines of a paragraph stand closer than this many heights of a line, in print of one size.
constexpr double ParagraphGap = 0.5;
constexpr double SameSize = 0.6; ///< points

qsizetype wordCount(const QString &text)
{
    return text.isEmpty() ? 0 : text.count(QLatin1Char(' ')) + 1;
}

bool isOneText(const TableLine &line)
{
    return line.values == 0 && line.cells.size() == 1;
}

/// A line of running text, wherever columns stand; a mark may stand before it.
bool isProse(const TableLine &line)
{
    return line.values == 0 && line.cells.size() <= 2 && wordCount(line.cells.last().text) >= ProseWords;
}

/// A line of running text over the columns, and no label: a long one only introduces what is below it.
bool isProseOver(const TableLine &line, const Columns &columns)
{
    return isProse(line) && line.area.right() > columns.center() && !line.cells.first().text.endsWith(QLatin1Char(':'));
}

/// Texts over columns, none beside them: the heading of another table.
bool headsTexts(const TableLine &line, const Columns &columns, double labelLeft)
{
    return line.values == 0 && line.area.left() > labelLeft + HeadIndent * line.fontSize
           && std::any_of(line.cells.begin(), line.cells.end(),
                          [&columns](const Cell &cell) { return cell.area.center().x() > columns.left(); });
}

/// Dates over columns, perhaps with "(in millions)" beside them.
bool headsDates(const TableLine &line)
{
    return line.values == 0
           && std::any_of(line.cells.begin() + 1, line.cells.end(), [](const Cell &cell) { return isDate(cell.text); });
}

/// "The following table shows … as follows (in millions):": it names the table, but is text.
bool isIntroduction(const TableLine &line)
{
    const auto &text = line.cells.last().text;
    return isOneText(line) && !text.startsWith(QLatin1Char('(')) && wordCount(text) >= IntroductionWords
           && (text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char(';')) || text.endsWith(QLatin1Char(':')));
}

bool holdsFigures(const TableLine &line)
{
    return line.values > 0 && !line.headsColumns() && (line.values > 1 || line.cells.size() > 1);
}

double gapBetween(const TableLine &above, const TableLine &below)
{
    return (below.area.top() - above.area.bottom()) / qMax(1.0, qMin(above.area.height(), below.area.height()));
}

/// A figure in a column without a label, close below the row before it: a page's number stands farther off.
bool isLoneTotal(const TableLine &above, const TableLine &line, const Columns &columns)
{
    return line.values == 1 && line.cells.size() == 1 && columns.overlapping(line.cells.first().column) >= 0
           && gapBetween(above, line) < MaxTotalGap;
}

class Finder {
public:
    explicit Finder(const QList<TableLine> &lines)
        : m_lines(lines)
    {
    }

    QList<TableRegion> regions()
    {
        int at = 0;
        while (at < m_lines.size()) {
            if (!holdsFigures(m_lines[at])) {
                ++at;
                continue;
            }
            const auto region = regionFrom(at);
            if (isTable(region))
                m_regions.append(region);
            at = region.last + 1;
        }
        return m_regions;
    }

private:
    TableRegion regionFrom(int body) const
    {
        TableRegion region;
        region.body = body;
        region.last = body;
        region.columns.add(m_lines[body].cells);
        double labelLeft = m_lines[body].area.left();
        for (int at = body + 1; at < m_lines.size() && at - region.last <= MaxRowsBetween + 1; ++at) {
            const auto &line = m_lines[at];
            if (gapBetween(m_lines[at - 1], line) > MaxGap || isProseOver(line, region.columns) || line.headsColumns()
                || headsDates(line) || headsTexts(line, region.columns, labelLeft))
                break;
            labelLeft = qMin(labelLeft, line.area.left());
            if (!holdsFigures(line)
                && !(at == region.last + 1 && isLoneTotal(m_lines[region.last], line, region.columns)))
                continue;
            if (!region.columns.accept(line.cells))
                break;
            region.columns.add(line.cells);
            region.last = at;
        }
        region.last = withWrappedEnd(region);
        region.first = headOf(region);
        return region;
    }

    /// The last row's label may go on below its figures.
    int withWrappedEnd(const TableRegion &region) const
    {
        const int next = region.last + 1;
        if (next >= m_lines.size())
            return region.last;
        const auto &line = m_lines[next];
        const bool goesOn = line.values == 0 && line.cells.size() == 1 && line.cells.first().text.front().isLower()
                            && line.area.right() < region.columns.left()
                            && gapBetween(m_lines[region.last], line) < 0.6;
        return goesOn ? next : region.last;
    }

    int headOf(const TableRegion &region) const
    {
        const int stop = qMax(m_regions.isEmpty() ? 0 : m_regions.last().last + 1, region.body - MaxHeadRows);
        int first = region.body;
        while (first > stop) {
            const auto &line = m_lines[first - 1];
            if (isProse(line) || isIntroduction(line) || beginsPart(line.cells.first().text) || isTailOfProse(first - 1)
                || gapBetween(line, m_lines[first]) > MaxHeadGap)
                break;
            --first;
        }
        return first;
    }

    /// The last line of a paragraph is short; the one above it says what it is.
    bool isTailOfProse(int at) const
    {
        const auto &line = m_lines[at];
        if (at == 0 || !isOneText(line) || line.cells.first().text.startsWith(QLatin1Char('(')))
            return false;
        const auto &above = m_lines[at - 1];
        return isProse(above) && gapBetween(above, line) < ParagraphGap && above.bold == line.bold
               && qAbs(above.fontSize - line.fontSize) < SameSize
               && line.area.left() <= above.area.left() + HeadIndent * line.fontSize;
    }

    bool isTable(const TableRegion &region) const
    {
        int rows = 0;
        for (int at = region.body; at <= region.last; ++at)
            rows += holdsFigures(m_lines[at]) ? 1 : 0;
        return rows >= MinRows && region.columns.highest() >= MinRows;
    }

    const QList<TableLine> &m_lines;
    QList<TableRegion> m_regions;
};

} // namespace

bool TableLine::headsColumns() const
{
    return values > 0 && std::all_of(cells.begin(), cells.end(), [](const Cell &cell) {
               return !cell.value || isYear(cell.text);
           });
}

QList<TableLine> tableLines(const QList<Row> &rows)
{
    double left = std::numeric_limits<double>::max();
    double right = 0;
    for (const auto &row : rows) {
        left = qMin(left, row.area.left());
        right = qMax(right, row.area.right());
    }
    const auto marginEnd = left + MarginShare * (right - left);
    QList<TableLine> lines;
    lines.reserve(rows.size());
    for (const auto &row : rows) {
        TableLine line{row.area, row.fontSize, row.bold, cellsOf(row, marginEnd), 0};
        if (line.cells.size() <= MaxCells)
            line.values =
                int(std::count_if(line.cells.begin(), line.cells.end(), [](const Cell &cell) { return cell.value; }));
        lines.append(line);
    }
    return lines;
}

QList<TableRegion> findTables(const QList<TableLine> &lines)
{
    return Finder(lines).regions();
}

} // namespace consultantos::pdf
