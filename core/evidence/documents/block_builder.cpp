// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/block_builder.h"

#include "evidence/documents/import_budget.h"

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

int codePoints(const QString &text)
{
    // Surrogates stand in pairs only, so the second halves don't count.
    return int(std::count_if(text.begin(), text.end(), [](QChar character) { return !character.isLowSurrogate(); }));
}

/// Blanks mended; halves of surrogate pairs, which no encoding can store, replaced.
QString cleaned(const QString &text)
{
    auto clean = text.simplified();
    if (QStringView(clean).isValidUtf16())
        return clean;
    for (qsizetype i = 0; i < clean.size(); ++i) {
        const bool isPair = clean[i].isHighSurrogate() && i + 1 < clean.size() && clean[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (clean[i].isSurrogate())
            clean[i] = QChar::ReplacementCharacter;
    }
    return clean;
}

Block blockOf(BlockKind kind, const QString &text = {}, const QRectF &area = {})
{
    Block block;
    block.kind = kind;
    block.text = text;
    block.area = area;
    return block;
}

bool isBefore(const TableCell &left, const TableCell &right)
{
    return left.row != right.row ? left.row < right.row : left.column < right.column;
}

} // namespace

TableCell textCell(int row, int column, const QString &text)
{
    TableCell cell;
    cell.row = row;
    cell.column = column;
    cell.text = text;
    return cell;
}

BlockBuilder::BlockBuilder(Document &document, ImportBudget &budget)
    : m_document(document)
    , m_budget(budget)
{
}

bool BlockBuilder::beginPage(int page, const QString &section)
{
    m_isOpen = m_isOpen && m_budget.takePage();
    m_page = page;
    setSection(section);
    return m_isOpen;
}

void BlockBuilder::setSection(const QString &section)
{
    m_section = cleaned(section);
}

void BlockBuilder::add(BlockKind kind, const QString &text, const QRectF &area)
{
    append(blockOf(kind, cleaned(text), area));
}

void BlockBuilder::addHeading(const QString &text, int level, const QRectF &area)
{
    const auto heading = cleaned(text);
    if (heading.isEmpty())
        return;
    setSection(heading);
    auto block = blockOf(BlockKind::Heading, heading, area);
    block.level = std::max(level, 1);
    append(std::move(block));
}

void BlockBuilder::addTable(Table table)
{
    if (!m_isOpen)
        return;
    for (auto &cell : table.cells)
        cell.text = cleaned(cell.text);
    table.cells.removeIf([](const TableCell &cell) { return cell.text.isEmpty() && !cell.value && !cell.date; });
    if (table.cells.isEmpty())
        return;
    std::stable_sort(table.cells.begin(), table.cells.end(), isBefore);
    qsizetype kept = 0;
    while (kept < table.cells.size() && m_budget.takeCell())
        ++kept;
    table.cells.resize(kept);
    table.page = m_page;
    table.section = m_section;
    appendRows(table);
    if (!table.cells.isEmpty())
        m_document.tables.append(std::move(table));
}

void BlockBuilder::appendRows(const Table &table)
{
    auto row = blockOf(BlockKind::TableRow);
    for (qsizetype i = 0; i < table.cells.size(); ++i) {
        const auto &cell = table.cells[i];
        if (!row.text.isEmpty() && !cell.text.isEmpty())
            row.text += QLatin1Char('\t');
        row.text += cell.text;
        row.area |= cell.area;
        if (i + 1 == table.cells.size() || table.cells[i + 1].row != cell.row) {
            append(row);
            row = blockOf(BlockKind::TableRow);
        }
    }
}

void BlockBuilder::append(Block block)
{
    // Offsets are int: two thousand million characters are no document any more.
    const qint64 end = qint64(m_offset) + block.text.size() + 1;
    if (!m_isOpen || block.text.isEmpty())
        return;
    if (!m_budget.takeBlock() || end > std::numeric_limits<int>::max())
        return;
    block.page = m_page;
    block.section = m_section;
    block.offset = m_offset;
    m_offset += codePoints(block.text) + 1;
    m_document.blocks.append(std::move(block));
}

} // namespace consultantos
