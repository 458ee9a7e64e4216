// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/workbook_text.h"

#include "base/cancellation.h"
#include "evidence/documents/block_builder.h"
#include "evidence/documents/import_budget.h"
#include "evidence/template/sheet_grid.h"
#include "evidence/template/workbook_layout.h"

#include <QMultiMap>
#include <QSet>

namespace consultantos::client_workbook {

namespace {

/// Whether a column of the sheet holds our words alone.
bool isOurColumn(SheetKind kind, int column)
{
    if (column == IdColumn)
        return true;
    if (kind == SheetKind::Company)
        return column > ValueColumn;
    return kind != SheetKind::Competitors && column == NoteColumn;
}

/// The first column that the user writes in, but for the names of parts.
int firstOwnColumn(SheetKind kind)
{
    switch (kind) {
    case SheetKind::Company:
        return ValueColumn;
    case SheetKind::Competitors:
        return LabelColumn;
    default:
        return FirstYearColumn;
    }
}

Table usersPart(const Table &table, SheetKind kind)
{
    const SheetGrid sheet(table);
    const int titles = kind == SheetKind::Competitors ? sheet.rowOf(ids::Columns) : MarkRow + 1;
    QSet<int> rows;
    for (const auto &cell : table.cells) {
        const auto id = sheet.id(cell.row);
        if (cell.row > titles && id != ids::Check && cell.column >= firstOwnColumn(kind)
            && !isOurColumn(kind, cell.column))
            rows.insert(cell.row);
    }
    Table part = table;
    part.cells.removeIf(
        [&](const TableCell &cell) { return !rows.contains(cell.row) || isOurColumn(kind, cell.column); });
    return part;
}

} // namespace

void keepUsersText(Document &document)
{
    Document kept;
    // What the importer has taken is within its limits already.
    ImportBudget budget(document.name, {}, CancellationToken());
    BlockBuilder builder(kept, budget);
    QMultiMap<int, QString> notes;
    for (const auto &block : document.blocks) {
        if (block.kind == BlockKind::Note)
            notes.insert(block.page, block.text);
    }
    for (const auto &table : document.tables) {
        const SheetGrid sheet(table);
        const auto mark = markIn(sheet.text(MarkRow, IdColumn));
        if (!builder.beginPage(table.page, table.name) || (mark && mark->kind == SheetKind::ReadMe))
            continue;
        auto part = mark ? usersPart(table, mark->kind) : table;
        if (!part.cells.isEmpty())
            builder.addHeading(table.name, 1);
        builder.addTable(std::move(part));
        const auto ofPage = notes.values(table.page); // newest first
        for (auto note = ofPage.crbegin(); note != ofPage.crend(); ++note)
            builder.add(BlockKind::Note, *note);
    }
    document.blocks = std::move(kept.blocks);
    document.tables = std::move(kept.tables);
}

} // namespace consultantos::client_workbook
