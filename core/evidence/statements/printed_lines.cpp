// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/printed_lines.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::statements {

namespace {

QList<TableCell> sorted(const Table &table)
{
    auto cells = table.cells;
    std::stable_sort(cells.begin(), cells.end(), [](const TableCell &left, const TableCell &right) {
        return std::pair(left.row, left.column) < std::pair(right.row, right.column);
    });
    return cells;
}

QString rowText(QList<TableCell>::const_iterator first, QList<TableCell>::const_iterator last)
{
    QStringList texts;
    for (; first != last; ++first)
        texts.append(first->text.simplified());
    return texts.join(QLatin1Char(' ')).simplified();
}

PrintedCell printedCell(const TableCell &cell)
{
    PrintedCell printed;
    printed.first = cell.column;
    printed.last = cell.column + std::clamp(cell.columnSpan, 1, 1000) - 1;
    printed.text = cell.text.simplified();
    printed.area = cell.area;
    printed.address = cell.address;
    if (cell.date) {
        printed.text = cell.date->toString(Qt::ISODate);
    } else if (cell.value) {
        printed.number = parsePrintedNumber(printed.text).value_or(PrintedNumber{});
        printed.number->value = *cell.value;
        printed.number->isDash = false;
        const bool isYear = *cell.value == static_cast<int>(*cell.value) && *cell.value >= 1980 && *cell.value < 2100;
        printed.number->isPlainYear = isYear && !printed.text.contains(QLatin1Char(','));
    } else {
        printed.number = parsePrintedNumber(printed.text);
    }
    return printed;
}

bool opens(const QString &text)
{
    static const QRegularExpression opening(QStringLiteral("^(?:(?:US|C|A)?\\$|[\u20ac\u00a3\u00a5]|\\(|\\s)+$"));
    return opening.match(text).hasMatch();
}

bool closes(const QString &text)
{
    static const QRegularExpression closing(QStringLiteral("^[)%\\s]+$"));
    return closing.match(text).hasMatch();
}

void widen(PrintedCell &cell, const PrintedCell &part)
{
    cell.first = std::min(cell.first, part.first);
    cell.last = std::max(cell.last, part.last);
    if (part.area.isValid())
        cell.area = cell.area.isValid() ? cell.area.united(part.area) : part.area;
}

/// The figures of a cell into which a reader of the page has put several, each with its share of the area.
QList<PrintedCell> split(const PrintedCell &cell)
{
    const auto parts = cell.number ? QStringList() : splitPrintedNumbers(cell.text);
    if (parts.isEmpty())
        return {cell};
    QList<PrintedCell> cells;
    const auto share = cell.area.width() / static_cast<double>(parts.size());
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto part = cell;
        part.text = parts[i];
        part.number = parsePrintedNumber(parts[i]);
        part.first = part.last = cell.first + static_cast<int>(i);
        part.area.setLeft(cell.area.left() + share * static_cast<double>(i));
        part.area.setWidth(share);
        cells.append(part);
    }
    return cells;
}

/// Puts marks of currency, parentheses and percent signs that stand in cells of their own to their figures.
QList<PrintedCell> joined(const QList<PrintedCell> &cells)
{
    QList<PrintedCell> result;
    std::optional<PrintedCell> opening;
    for (const auto &part : cells) {
        if (part.text.isEmpty() && !part.number)
            continue;
        if (!part.number && opens(part.text)) {
            if (opening) {
                opening->text += part.text;
                widen(*opening, part);
            } else {
                opening = part;
            }
            continue;
        }
        if (!part.number && closes(part.text)) {
            if (!result.isEmpty() && result.last().number) {
                auto &figure = result.last();
                const auto whole = parsePrintedNumber(figure.text + part.text);
                if (whole)
                    figure.number = whole;
                figure.text += part.text;
                widen(figure, part);
            }
            continue;
        }
        auto cell = part;
        if (opening && cell.number) {
            const auto whole = parsePrintedNumber(opening->text + cell.text);
            if (whole)
                cell.number = whole;
            cell.text = opening->text + cell.text;
            widen(cell, *opening);
        }
        opening.reset();
        result += split(cell);
    }
    return result;
}

PrintedLine lineOf(const Table &table, int index, QList<TableCell>::const_iterator first,
                   QList<TableCell>::const_iterator last)
{
    PrintedLine line;
    line.table = index;
    line.page = table.page;
    line.section = table.section.isEmpty() ? table.name : table.section;
    line.text = rowText(first, last);
    QList<PrintedCell> cells;
    for (; first != last; ++first) {
        cells.append(printedCell(*first));
        if (first->area.isValid())
            line.area = line.area.isValid() ? line.area.united(first->area) : first->area;
    }
    line.cells = joined(cells);
    return line;
}

QList<PrintedLine> linesOf(const Table &table, int index)
{
    QList<PrintedLine> lines;
    const auto cells = sorted(table);
    for (auto first = cells.cbegin(); first != cells.cend();) {
        const auto last =
            std::find_if(first, cells.cend(), [&first](const auto &cell) { return cell.row != first->row; });
        lines.append(lineOf(table, index, first, last));
        first = last;
    }
    return lines;
}

PrintedLine lineOf(const Block &block)
{
    PrintedLine line;
    line.page = block.page;
    line.section = block.section;
    line.text = block.text.simplified();
    line.area = block.area;
    return line;
}

/// Where among the blocks a table begins: at the block that shows its first row, else by its place on the pages.
qsizetype placeOf(const QList<PrintedLine> &rows, const QList<Block> &blocks, qsizetype from)
{
    if (rows.isEmpty())
        return from;
    const auto &first = rows.first();
    for (auto i = from; i < blocks.size(); ++i) {
        if (first.page > 0 && blocks[i].page > first.page)
            break;
        const bool isOnPage = first.page == 0 || blocks[i].page == first.page;
        if (isOnPage && blocks[i].kind == BlockKind::TableRow && blocks[i].text.simplified() == first.text)
            return i;
    }
    if (first.page == 0)
        return blocks.size();
    for (auto i = from; i < blocks.size(); ++i) {
        const bool isBelow = blocks[i].page == first.page && blocks[i].area.isValid() && first.area.isValid()
                             && blocks[i].area.top() >= first.area.top();
        if (blocks[i].page > first.page || isBelow)
            return i;
    }
    return blocks.size();
}

} // namespace

bool PrintedLine::hasAmount() const
{
    return std::any_of(cells.cbegin(), cells.cend(), [](const PrintedCell &cell) { return cell.isAmount(); });
}

QList<PrintedLine> printedLines(const Document &document)
{
    QList<PrintedLine> lines;
    qsizetype block = 0;
    const auto copyUntil = [&](qsizetype end) {
        for (; block < end; ++block) {
            // A row of a table comes with the table.
            if (document.blocks[block].kind != BlockKind::TableRow)
                lines.append(lineOf(document.blocks[block]));
        }
    };
    for (qsizetype i = 0; i < document.tables.size(); ++i) {
        const auto rows = linesOf(document.tables[i], static_cast<int>(i));
        copyUntil(placeOf(rows, document.blocks, block));
        lines += rows;
        // Past its own rows: the next table may begin with the same words.
        for (qsizetype row = 0;
             row < rows.size() && block < document.blocks.size() && document.blocks[block].kind == BlockKind::TableRow;
             ++row)
            ++block;
    }
    copyUntil(document.blocks.size());
    return lines;
}

} // namespace consultantos::statements
