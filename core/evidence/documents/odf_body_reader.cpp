// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/odf_body_reader.h"

#include "evidence/documents/cell_address.h"
#include "evidence/documents/delimited_text.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/safe_xml_reader.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace consultantos {

namespace {

constexpr int MaxRows = 1'048'576; // as spreadsheet programs have
constexpr int MaxColumns = 16'384;
constexpr int MaxHeadingLevel = 10;

int countOf(const SafeXmlReader &xml, QLatin1String name, int most)
{
    return std::clamp(xml.attribute(name).toInt(), 1, most);
}

/// Elements whose text is not part of what is read.
bool isLeftOut(QStringView name)
{
    static const QSet<QString> names{QStringLiteral("tracked-changes"),
                                     QStringLiteral("sequence-decls"),
                                     QStringLiteral("variable-decls"),
                                     QStringLiteral("user-field-decls"),
                                     QStringLiteral("forms"),
                                     QStringLiteral("calculation-settings"),
                                     QStringLiteral("content-validations"),
                                     QStringLiteral("named-expressions"),
                                     QStringLiteral("database-ranges"),
                                     QStringLiteral("shapes"),
                                     QStringLiteral("object"),
                                     QStringLiteral("image"),
                                     QStringLiteral("title"),
                                     QStringLiteral("desc"),
                                     QStringLiteral("event-listeners")};
    return names.contains(name.toString());
}

void setValue(TableCell &cell, const SafeXmlReader &xml)
{
    const auto type = xml.attribute(QLatin1String("value-type"));
    const bool isNumeric =
        type == QLatin1String("float") || type == QLatin1String("percentage") || type == QLatin1String("currency");
    bool isNumber = false;
    const double value = xml.attribute(QLatin1String("value")).toDouble(&isNumber);
    if (isNumeric && isNumber)
        cell.value = value;
    else if (type == QLatin1String("date"))
        cell.date = isoDate(xml.attribute(QLatin1String("date-value")));
}

} // namespace

OdfBodyReader::OdfBodyReader(BlockBuilder &builder, ImportBudget &budget, bool hasAddresses)
    : m_builder(builder)
    , m_budget(budget)
    , m_hasAddresses(hasAddresses)
{
}

void OdfBodyReader::readBlocks(SafeXmlReader &xml)
{
    while (xml.nextChild())
        readBlock(xml);
}

void OdfBodyReader::readBlock(SafeXmlReader &xml)
{
    const auto name = xml.name();
    if (name == QLatin1String("p") || name == QLatin1String("h")) {
        readParagraph(xml);
    } else if (name == QLatin1String("list")) {
        ++m_listDepth;
        readBlocks(xml);
        --m_listDepth;
    } else if (name == QLatin1String("table")) {
        readTable(xml);
    } else if (name == QLatin1String("page")) {
        readSlide(xml);
    } else if (name == QLatin1String("notes") || name == QLatin1String("annotation")) {
        readNote(xml);
    } else if (isLeftOut(name)) {
        xml.skip();
    } else {
        readBlocks(xml);
    }
}

void OdfBodyReader::readParagraph(SafeXmlReader &xml)
{
    const bool isHeading = xml.name() == QLatin1String("h");
    const int level = countOf(xml, QLatin1String("outline-level"), MaxHeadingLevel);
    const auto text = readInlines(xml);
    if (m_text) {
        if (!m_text->isEmpty() && !text.isEmpty())
            *m_text += QLatin1Char('\n');
        *m_text += text;
        return;
    }
    if (isHeading)
        m_builder.addHeading(text, level);
    else
        m_builder.add(m_listDepth > 0 ? BlockKind::ListItem : BlockKind::Paragraph, text);
    for (const auto &note : std::exchange(m_notes, {}))
        m_builder.add(BlockKind::Note, note);
}

QString OdfBodyReader::readInlines(SafeXmlReader &xml)
{
    QString text;
    while (xml.next() && !xml.isEnd()) {
        if (xml.isText()) {
            text += xml.characters();
            continue;
        }
        const auto name = xml.name();
        if (name == QLatin1String("s") || name == QLatin1String("tab") || name == QLatin1String("line-break")) {
            text += QLatin1Char(' ');
            xml.skip();
        } else if (name == QLatin1String("note") || name == QLatin1String("annotation")) {
            readNote(xml);
        } else if (name == QLatin1String("frame") || name == QLatin1String("custom-shape")) {
            readBlocks(xml); // a text box
        } else if (isLeftOut(name) || name == QLatin1String("ruby-text")) {
            xml.skip();
        } else {
            text += readInlines(xml);
        }
    }
    return text;
}

/// A footnote, a comment or the notes of a slide: what it says follows the text that it belongs to.
void OdfBodyReader::readNote(SafeXmlReader &xml)
{
    const bool isOfSlide = xml.name() == QLatin1String("notes");
    QString text;
    auto *outer = std::exchange(m_text, &text);
    while (xml.nextChild()) {
        const auto name = xml.name();
        if (name == QLatin1String("note-citation") || name == QLatin1String("creator") || name == QLatin1String("date")
            || name == QLatin1String("date-string") || name == QLatin1String("page-thumbnail"))
            xml.skip();
        else
            readBlock(xml);
    }
    m_text = outer;
    if (isOfSlide)
        m_builder.add(BlockKind::Note, text);
    else
        m_notes << text;
}

QString OdfBodyReader::readText(SafeXmlReader &xml)
{
    QString text;
    auto *outer = std::exchange(m_text, &text);
    readBlocks(xml);
    m_text = outer;
    return text;
}

void OdfBodyReader::readSlide(SafeXmlReader &xml)
{
    if (m_builder.beginPage(++m_pages, xml.attribute(QLatin1String("name"))))
        readBlocks(xml);
    else
        xml.skip();
}

void OdfBodyReader::readTable(SafeXmlReader &xml)
{
    Table table;
    table.name = xml.attribute(QLatin1String("name"));
    if (m_hasAddresses && !m_text && !m_builder.beginPage(++m_pages, table.name)) {
        xml.skip();
        return;
    }
    int row = 0;
    readRows(xml, table, row);
    if (m_text) { // a table within a cell is text of that cell
        for (const auto &cell : std::as_const(table.cells))
            *m_text += (m_text->isEmpty() ? QString() : QStringLiteral("\n")) + cell.text;
        return;
    }
    if (m_hasAddresses && !table.cells.isEmpty())
        m_builder.addHeading(table.name, 1);
    m_builder.addTable(std::move(table));
    for (const auto &note : std::exchange(m_notes, {}))
        m_builder.add(BlockKind::Note, note);
}

void OdfBodyReader::readRows(SafeXmlReader &xml, Table &table, int &row)
{
    while (xml.nextChild()) {
        const auto name = xml.name();
        if (name == QLatin1String("table-row")) {
            const int repeated = countOf(xml, QLatin1String("number-rows-repeated"), MaxRows);
            const auto cells = readRow(xml);
            const bool isFilled = std::any_of(cells.begin(), cells.end(), [](const Cell &cell) {
                return !cell.cell.text.isEmpty() || cell.cell.value;
            });
            for (int i = 0; isFilled && i < repeated && row + i < MaxRows && !m_budget.isSpent(); ++i) {
                if (table.cells.size() > m_budget.limits().cells)
                    break;
                addRow(table, cells, row + i);
            }
            row = std::min(row + repeated, MaxRows);
        } else if (name.startsWith(QLatin1String("table-row")) || name == QLatin1String("table-header-rows")) {
            readRows(xml, table, row);
        } else {
            xml.skip();
        }
    }
}

QList<OdfBodyReader::Cell> OdfBodyReader::readRow(SafeXmlReader &xml)
{
    QList<Cell> cells;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("table-cell") || xml.name() == QLatin1String("covered-table-cell"))
            cells.append(readCell(xml));
        else
            xml.skip();
    }
    return cells;
}

OdfBodyReader::Cell OdfBodyReader::readCell(SafeXmlReader &xml)
{
    Cell read;
    read.repeated = countOf(xml, QLatin1String("number-columns-repeated"), MaxColumns);
    read.cell.columnSpan = countOf(xml, QLatin1String("number-columns-spanned"), MaxColumns);
    read.cell.rowSpan = countOf(xml, QLatin1String("number-rows-spanned"), MaxRows);
    // "of:=SUM([.B2:.B5])": the language, an equals sign, the formula.
    const auto formula = xml.attribute(QLatin1String("formula"));
    read.cell.formula = formula.mid(formula.indexOf(QLatin1Char('=')) + 1);
    setValue(read.cell, xml);
    read.cell.text = readText(xml);
    return read;
}

void OdfBodyReader::addRow(Table &table, const QList<Cell> &cells, int row)
{
    int column = 0;
    for (const auto &[cell, repeated] : cells) {
        const bool isFilled = !cell.text.isEmpty() || cell.value;
        for (int i = 0; isFilled && i < repeated && column + i < MaxColumns; ++i) {
            if (table.cells.size() > m_budget.limits().cells || m_budget.isSpent())
                return;
            m_budget.takeExpanded(cell.text.size()); // a long text repeated is a bomb too
            auto placed = cell;
            placed.row = row;
            placed.column = column + i;
            if (m_hasAddresses)
                placed.address = cellAddress(row, column + i);
            table.cells.append(std::move(placed));
        }
        column = std::min(column + repeated, MaxColumns);
    }
}

} // namespace consultantos
