// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/sheet_grid.h"

#include "evidence/documents/cell_address.h"
#include "evidence/template/workbook_layout.h"

#include <QRegularExpression>

#include <cmath>

namespace consultantos::client_workbook {

SheetGrid::SheetGrid(const Table &table)
    : m_table(&table)
{
    for (const auto &cell : table.cells)
        m_rows[cell.row].insert(cell.column, &cell);
}

const TableCell *SheetGrid::at(int row, int column) const
{
    const auto cells = m_rows.constFind(row);
    return cells == m_rows.cend() ? nullptr : cells->value(column, nullptr);
}

QString SheetGrid::text(int row, int column) const
{
    const auto *cell = at(row, column);
    return cell ? cell->text.simplified() : QString();
}

CellNumber SheetGrid::number(int row, int column) const
{
    static const QRegularExpression nothing(QStringLiteral("^(?:[-–—.?]*|n\\.?\\s?/?a\\.?|k\\.\\s?a\\.)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    // Digits alone read the same in every country; with points and commas they don't.
    static const QRegularExpression plain(QStringLiteral("^[+-]?[0-9]{1,15}$"));
    const auto *cell = at(row, column);
    if (!cell)
        return {};
    if (cell->value)
        return std::isfinite(*cell->value) ? CellNumber{cell->value, false} : CellNumber{std::nullopt, false};
    const auto shown = cell->text.simplified();
    if (!cell->date && nothing.match(shown).hasMatch())
        return {};
    if (!cell->date && plain.match(shown).hasMatch())
        return {shown.toDouble(), false};
    return {std::nullopt, false};
}

QString SheetGrid::id(int row) const
{
    return text(row, IdColumn);
}

int SheetGrid::rowOf(const QString &id) const
{
    for (auto cells = m_rows.cbegin(); cells != m_rows.cend(); ++cells) {
        const auto *first = cells->value(IdColumn, nullptr);
        if (first && first->text.simplified() == id)
            return cells.key();
    }
    return -1;
}

QString SheetGrid::reference(int row, int column) const
{
    return cellReference(m_table->name, cellAddress(row, column));
}

} // namespace consultantos::client_workbook
