// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_table.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MaxColumnSpan = 1000; // the HTML standard's own limits
constexpr int MaxRowSpan = 65'534;
constexpr int MaxColumns = 16'384;

} // namespace

HtmlTableBuilder::HtmlTableBuilder(bool isLayout)
    : m_isLayout(isLayout)
{
}

void HtmlTableBuilder::beginRow()
{
    ++m_row;
    m_column = 0;
    m_isInCell = false;
}

void HtmlTableBuilder::beginCell(int columnSpan, int rowSpan)
{
    if (m_row < 0)
        beginRow();
    while (m_column < int(m_blocked.size()) && m_blocked[size_t(m_column)] > m_row)
        ++m_column;
    m_column = std::min(m_column, MaxColumns);
    Cell cell;
    cell.place.row = m_row;
    cell.place.column = m_column;
    cell.place.columnSpan = std::clamp(columnSpan, 1, MaxColumnSpan);
    cell.place.rowSpan = std::clamp(rowSpan, 1, MaxRowSpan);
    const auto end = std::min(m_column + cell.place.columnSpan, MaxColumns);
    if (cell.place.rowSpan > 1) {
        m_blocked.resize(std::max(m_blocked.size(), size_t(end)), 0);
        std::fill(m_blocked.begin() + m_column, m_blocked.begin() + end, m_row + cell.place.rowSpan);
    }
    m_column = end;
    m_cells.push_back(std::move(cell));
    m_isInCell = true;
}

void HtmlTableBuilder::endCell()
{
    m_isInCell = false;
}

void HtmlTableBuilder::add(HtmlPiece piece)
{
    (m_isInCell ? m_cells.back().pieces : m_outside).append(std::move(piece));
}

bool HtmlTableBuilder::isData() const
{
    const auto filled =
        std::count_if(m_cells.begin(), m_cells.end(), [](const Cell &cell) { return !cell.pieces.isEmpty(); });
    return !m_isLayout && filled > 1;
}

Table HtmlTableBuilder::table() const
{
    Table table;
    table.name = m_caption.simplified();
    for (const auto &cell : m_cells) {
        auto place = cell.place;
        for (const auto &piece : cell.pieces)
            place.text += (place.text.isEmpty() ? QString() : QStringLiteral(" ")) + piece.text;
        if (!place.text.isEmpty())
            table.cells.append(place);
    }
    return table;
}

QList<HtmlPiece> HtmlTableBuilder::takePieces()
{
    auto pieces = std::move(m_outside);
    if (!isData()) {
        for (auto &cell : m_cells)
            pieces += std::move(cell.pieces);
        return pieces;
    }
    HtmlPiece piece{.kind = BlockKind::TableRow, .table = table()};
    const auto isMain = [](const Cell &cell) { return !cell.pieces.isEmpty() && cell.pieces.constFirst().isMain; };
    const auto isAside = [](const Cell &cell) { return cell.pieces.isEmpty() || cell.pieces.constFirst().isAside; };
    piece.isMain = std::any_of(m_cells.begin(), m_cells.end(), isMain);
    piece.isAside = std::all_of(m_cells.begin(), m_cells.end(), isAside);
    pieces.append(std::move(piece));
    return pieces;
}

} // namespace consultantos
