// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_table_builder.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int LargestSpan = 1000; // as in HTML
constexpr int MostColumns = 10'000;

/// "$", "US$", "€ (" …: goes with the number behind it.
bool isLeadingSign(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^(?:[A-Z]{0,3}\\p{Sc}|USD|EUR|GBP|JPY|CNY|RMB|CHF|CAD|AUD|INR|SEK|NOK|DKK|\\p{Sc}?\\s?\\()$"));
    return shape.match(text).hasMatch();
}

/// ")", "%", ")%" …: goes with the number before it.
bool isTrailingSign(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("^[)%]{1,2}$|^\\) ?%$|^bps$|^pts?$"));
    return shape.match(text).hasMatch();
}

bool isNumberLike(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("^[(\\-\u2212\u2013\u2014]?\\s?\\p{Sc}?\\s?\\(?[\\d.,\u2014\u2013-]"));
    return shape.match(text).hasMatch();
}

void join(FilingTableBuilder::Cell &left, const FilingTableBuilder::Cell &right, const QString &text)
{
    const auto end = std::max(left.column + left.columnSpan, right.column + right.columnSpan);
    left.columnSpan = end - left.column;
    left.line.append(right.line);
    left.line.setText(text);
    left.numbers += right.numbers;
    if (!left.value)
        left.value = right.value;
}

} // namespace

void FilingTableBuilder::beginRow()
{
    ++m_row;
    m_column = 0;
}

void FilingTableBuilder::beginCell(int columnSpan, int rowSpan)
{
    if (m_row < 0)
        beginRow();
    while (m_covered.value(m_column, -1) >= m_row)
        ++m_column;
    Cell cell;
    cell.row = m_row;
    cell.column = std::min(m_column, MostColumns);
    cell.columnSpan = std::clamp(columnSpan, 1, LargestSpan);
    cell.rowSpan = std::clamp(rowSpan, 1, LargestSpan);
    if (cell.rowSpan > 1) {
        for (int i = 0; i < cell.columnSpan; ++i)
            m_covered.insert(cell.column + i, m_row + cell.rowSpan - 1);
    }
    m_column = cell.column + cell.columnSpan;
    m_cells.append(std::move(cell));
}

TextLine *FilingTableBuilder::line()
{
    return m_cells.isEmpty() ? nullptr : &m_cells.last().line;
}

void FilingTableBuilder::setValue(double value)
{
    if (m_cells.isEmpty())
        return;
    auto &cell = m_cells.last();
    ++cell.numbers;
    cell.value = cell.numbers == 1 ? std::optional(value) : std::nullopt;
}

void FilingTableBuilder::finish()
{
    m_cells.removeIf([](const Cell &cell) { return cell.line.isEmpty(); });
    joinSigns();
    closeColumns();
}

void FilingTableBuilder::joinSigns()
{
    QList<Cell> joined;
    joined.reserve(m_cells.size());
    for (const auto &cell : std::as_const(m_cells)) {
        const auto &text = cell.line.text();
        const bool hasLeft = !joined.isEmpty() && joined.last().row == cell.row;
        if (hasLeft && isLeadingSign(joined.last().line.text()) && isNumberLike(text)) {
            join(joined.last(), cell, joined.last().line.text() + text);
        } else if (hasLeft && isTrailingSign(text) && isNumberLike(joined.last().line.text())) {
            join(joined.last(), cell, joined.last().line.text() + text);
        } else {
            joined.append(cell);
        }
    }
    m_cells = joined;
}

void FilingTableBuilder::closeColumns()
{
    QMap<int, int> rank;
    for (const auto &cell : std::as_const(m_cells))
        rank.insert(cell.column, 0);
    int next = 0;
    for (auto &place : rank)
        place = next++;
    for (auto &cell : m_cells) {
        const auto behind = rank.lowerBound(cell.column + cell.columnSpan);
        const int end = behind == rank.end() ? next : *behind;
        cell.column = rank[cell.column];
        cell.columnSpan = std::max(1, end - cell.column);
    }
}

bool FilingTableBuilder::isData() const
{
    int rowsWithSeveral = 0;
    int bulletRows = 0;
    for (qsizetype i = 0; i < m_cells.size();) {
        qsizetype end = i;
        while (end < m_cells.size() && m_cells[end].row == m_cells[i].row)
            ++end;
        if (end - i >= 2) {
            ++rowsWithSeveral;
            bulletRows += end - i == 2 && isListMark(m_cells[i].line.text()) ? 1 : 0;
        }
        i = end;
    }
    return rowsWithSeveral >= 2 && bulletRows < rowsWithSeveral;
}

Table FilingTableBuilder::table() const
{
    Table table;
    table.cells.reserve(m_cells.size());
    // Rows that held nothing leave no gap.
    int row = -1;
    int sourceRow = -1;
    for (const auto &cell : m_cells) {
        if (cell.row != sourceRow) {
            sourceRow = cell.row;
            ++row;
        }
        TableCell out;
        out.row = row;
        out.column = cell.column;
        out.columnSpan = cell.columnSpan;
        out.rowSpan = cell.rowSpan;
        out.text = cell.line.text();
        out.value = cell.value;
        table.cells.append(out);
    }
    return table;
}

} // namespace consultantos
