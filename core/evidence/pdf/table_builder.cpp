// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/table_builder.h"

#include "evidence/pdf/head_columns.h"
#include "evidence/pdf/label_wrap.h"

#include <algorithm>

namespace consultantos::pdf {

namespace {

/// Rows that must share a place for texts to be a column of their own.
constexpr int MinTexts = 2;

class Builder {
public:
    Builder(const QList<TableLine> &lines, const TableRegion &region)
        : m_lines(lines)
        , m_region(region)
        , m_columns(withTextColumns())
        , m_labelLeft(labelLeft())
    {
    }

    BuiltTable built()
    {
        const int body = bodyBegin();
        for (int at = m_region.first; at < body; ++at)
            addHead(m_lines[at]);
        const int headRows = m_row;
        for (const auto &line : joinedLines(m_lines.mid(body, m_region.last - body + 1), m_columns.left()))
            addBody(line);
        m_table.name = caption();
        std::stable_sort(m_table.cells.begin(), m_table.cells.end(), [](const TableCell &left, const TableCell &right) {
            return std::pair(left.row, left.column) < std::pair(right.row, right.column);
        });
        return {m_table, headRows, m_columns};
    }

private:
    Columns withTextColumns() const
    {
        Columns texts;
        for (int at = m_region.body; at <= m_region.last; ++at) {
            const auto &cells = m_lines[at].cells;
            for (int index = 1; index < cells.size(); ++index) {
                if (!cells[index].value && m_region.columns.overlapping(cells[index].area) < 0)
                    texts.addTexts({cells[index]});
            }
        }
        auto columns = m_region.columns;
        for (const auto &band : texts.bands()) {
            const QRectF area(band.left, 0, band.right - band.left, 1);
            if (band.cells >= MinTexts && columns.overlapping(area) < 0 && !isUnderLabels(area))
                columns.addTexts({{{}, area, area, false}});
        }
        return columns;
    }

    bool isUnderLabels(const QRectF &area) const
    {
        const auto *begin = m_lines.constData() + m_region.body;
        return std::any_of(begin, m_lines.constData() + m_region.last + 1, [&area](const TableLine &line) {
            const auto &first = line.cells.first();
            return !first.value && first.area.left() < area.right() && first.area.right() > area.left();
        });
    }

    void put(int column, int span, const Cell &cell)
    {
        auto &cells = m_table.cells;
        for (auto same = cells.rbegin(); same != cells.rend() && same->row == m_row; ++same) {
            if (same->column != column)
                continue;
            same->text += QLatin1Char(' ') + cell.text;
            same->area |= cell.area;
            return;
        }
        TableCell placed;
        placed.row = m_row;
        placed.column = column;
        placed.columnSpan = span;
        placed.text = cell.text;
        placed.area = cell.area;
        cells.append(placed);
    }

    /// A heading that begins where the labels do, rather than where the first column of figures stands.
    bool isOverLabels(const Cell &cell) const
    {
        return !cell.value && qAbs(cell.area.left() - m_labelLeft) < qAbs(cell.area.center().x() - firstCenter());
    }

    double firstCenter() const
    {
        const auto &band = m_columns.bands().first();
        return (band.outerLeft + band.right) / 2;
    }

    double labelLeft() const
    {
        double left = m_columns.left();
        for (int at = m_region.body; at <= m_region.last; ++at)
            left = qMin(left, m_lines[at].area.left());
        return left;
    }

    void addHead(const TableLine &line)
    {
        QList<Cell> headings;
        for (const auto &cell : line.cells) {
            if (isTitle(line))
                put(0, cell.area.right() > m_columns.left() ? m_columns.count() + 1 : 1, cell);
            else if (isOverLabels(cell))
                put(0, 1, cell);
            else
                headings.append(cell);
        }
        putHeadings(headings);
        ++m_row;
    }

    void putHeadings(const QList<Cell> &headings)
    {
        QList<QRectF> areas;
        for (const auto &heading : headings)
            areas.append(heading.area);
        const auto spans = spansOf(areas, m_columns.bands());
        for (int index = 0; index < headings.size(); ++index) {
            const auto &heading = headings[index];
            if (spans.isEmpty())
                put(1 + m_columns.nearest(heading.area), 1, heading);
            else
                put(1 + spans[index].first, spans[index].last - spans[index].first + 1, heading);
        }
    }

    void addBody(const TableLine &line)
    {
        if (line.headsColumns() || (isTitle(line) && line.area.right() > m_columns.left())) {
            addHead(line);
            return;
        }
        for (const auto &cell : line.cells) {
            const auto column = cell.value ? m_columns.overlapping(cell.column) : m_columns.overlapping(cell.area);
            const bool label = !cell.value && (cell.area.left() < m_columns.left() || &cell == &line.cells.first());
            if (label && (column < 0 || &cell == &line.cells.first()))
                put(0, 1, cell);
            else
                put(1 + (column >= 0 ? column : m_columns.nearest(cell.column)), 1, cell);
        }
        ++m_row;
    }

    /// A line that stands over labels and figures alike, or beside them: not in the middle of the columns.
    bool isTitle(const TableLine &line) const
    {
        if (line.cells.size() != 1 || line.cells.first().value)
            return false;
        const auto &area = line.cells.first().area;
        const auto middle = area.center().x();
        return area.left() < m_columns.left()
               || qAbs(middle - (m_labelLeft + m_columns.right()) / 2) < qAbs(middle - m_columns.center());
    }

    /// Labels below the headings of columns belong to the body, which may begin with one that wraps.
    int bodyBegin() const
    {
        for (int at = m_region.body; at > m_region.first; --at) {
            if (!isTitle(m_lines[at - 1]))
                return at;
        }
        return m_region.body;
    }

    /// The titles above the first heading of a column, but for what stands in brackets.
    QString caption() const
    {
        QStringList titles;
        for (int at = m_region.first; at < m_region.body && isTitle(m_lines[at]); ++at) {
            const auto &text = m_lines[at].cells.first().text;
            if (!text.startsWith(QLatin1Char('(')))
                titles.append(text);
        }
        return titles.join(QLatin1Char(' '));
    }

    const QList<TableLine> &m_lines;
    const TableRegion &m_region;
    Columns m_columns;
    double m_labelLeft;
    Table m_table;
    int m_row = 0;
};

} // namespace

bool BuiltTable::headsColumns() const
{
    return std::any_of(table.cells.begin(), table.cells.end(),
                       [this](const TableCell &cell) { return cell.row < headRows && cell.column > 0; });
}

BuiltTable buildTable(const QList<TableLine> &lines, const TableRegion &region)
{
    return Builder(lines, region).built();
}

bool goesOn(const BuiltTable &before, const BuiltTable &built)
{
    const auto &left = before.columns.bands();
    const auto &right = built.columns.bands();
    return before.headsColumns() && !built.headsColumns()
           && std::equal(left.begin(), left.end(), right.begin(), right.end(),
                         [](const Columns::Band &one, const Columns::Band &other) {
                             return one.left < other.right && other.left < one.right;
                         });
}

void repeatHeadings(Table &table, const BuiltTable &before)
{
    for (auto &cell : table.cells)
        cell.row += before.headRows;
    QList<TableCell> headings;
    for (auto cell : before.table.cells) {
        if (cell.row >= before.headRows)
            break;
        cell.area = {};
        headings.append(cell);
    }
    table.cells = headings + table.cells;
    table.name = before.table.name;
}

QList<Block> rowBlocks(const Table &table)
{
    QList<Block> blocks;
    int row = -1;
    for (const auto &cell : table.cells) {
        if (cell.row != row) {
            Block block;
            block.kind = BlockKind::TableRow;
            blocks.append(block);
            row = cell.row;
        } else {
            blocks.last().text += QLatin1Char('\t');
        }
        blocks.last().text += cell.text;
        blocks.last().area |= cell.area;
    }
    return blocks;
}

} // namespace consultantos::pdf
