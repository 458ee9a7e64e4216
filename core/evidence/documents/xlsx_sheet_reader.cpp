// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/xlsx_sheet_reader.h"

#include "evidence/documents/cell_address.h"
#include "evidence/documents/delimited_text.h"
#include "evidence/documents/safe_xml_reader.h"

#include <algorithm>

namespace consultantos {

XlsxSheetReader::XlsxSheetReader(const XlsxWorkbook &workbook, ImportBudget &budget)
    : m_workbook(workbook)
    , m_budget(budget)
{
}

Table XlsxSheetReader::read(SafeXmlReader &xml)
{
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("sheetData"))
            readRows(xml);
        else if (xml.name() == QLatin1String("mergeCells"))
            readMerges(xml);
        else
            xml.skip();
    }
    return std::move(m_table);
}

void XlsxSheetReader::readRows(SafeXmlReader &xml)
{
    while (xml.nextChild()) { // row
        const int number = xml.attribute(QLatin1String("r")).toInt();
        m_row = number > 0 ? number - 1 : m_row + 1;
        m_column = -1;
        while (xml.nextChild()) { // c
            // One cell more than allowed, so that the limit is seen to be passed.
            if (m_table.cells.size() <= m_budget.limits().cells)
                readCell(xml);
            else
                xml.skip();
        }
    }
}

void XlsxSheetReader::readCell(SafeXmlReader &xml)
{
    const auto place = cellPlace(xml.attribute(QLatin1String("r")));
    m_row = place ? place->row : m_row;
    m_column = place ? place->column : m_column + 1;
    TableCell cell;
    cell.row = m_row;
    cell.column = m_column;
    cell.address = cellAddress(cell.row, cell.column);
    const auto type = xml.attribute(QLatin1String("t"));
    const int style = xml.attribute(QLatin1String("s")).toInt();
    QString raw;
    bool hasResult = false;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("v")) {
            raw = xml.text();
            hasResult = true;
        } else if (xml.name() == QLatin1String("is"))
            cell.text = xlsxRichText(xml);
        else if (xml.name() == QLatin1String("f"))
            cell.formula = readFormula(xml, cell);
        else
            xml.skip();
    }
    m_formulasWithoutResult += !cell.formula.isEmpty() && !hasResult ? 1 : 0;
    if (!raw.isEmpty())
        setValue(cell, type, raw, style);
    if (!cell.text.isEmpty() || cell.value || (m_keepsFormulas && !cell.formula.isEmpty()))
        m_table.cells.append(std::move(cell));
}

/// A shared formula is written out once; the other cells name it and read it from where they stand.
QString XlsxSheetReader::readFormula(SafeXmlReader &xml, const TableCell &cell)
{
    const bool isShared = xml.attribute(QLatin1String("t")) == QLatin1String("shared");
    const auto id = xml.attribute(QLatin1String("si"));
    const auto text = xml.text();
    if (!isShared)
        return text;
    if (!text.isEmpty()) {
        m_shared.insert(id, {text, cell.row, cell.column});
        return text;
    }
    const auto shared = m_shared.constFind(id);
    return shared == m_shared.constEnd()
               ? QString()
               : shiftedFormula(shared->text, cell.row - shared->row, cell.column - shared->column);
}

void XlsxSheetReader::setValue(TableCell &cell, const QString &type, const QString &raw, int style) const
{
    if (type == QLatin1String("s")) {
        cell.text = m_workbook.strings.value(raw.toInt());
        m_budget.takeExpanded(cell.text.size()); // one long string named by many cells is a bomb too
    } else if (type == QLatin1String("b")) {
        cell.text = raw == QLatin1String("1") ? QStringLiteral("TRUE") : QStringLiteral("FALSE");
    } else if (type == QLatin1String("d")) {
        cell.text = raw;
        cell.date = isoDate(raw);
    } else if (type.isEmpty() || type == QLatin1String("n")) {
        setNumber(cell, raw, style);
    } else { // "str", the text that a formula gave; "e", an error
        cell.text = raw;
    }
}

void XlsxSheetReader::setNumber(TableCell &cell, const QString &raw, int style) const
{
    bool isNumber = false;
    const double number = raw.toDouble(&isNumber);
    if (!isNumber) {
        cell.text = raw;
        return;
    }
    const bool isStyled = style >= 0 && style < int(m_workbook.formats.size());
    const auto format = isStyled ? m_workbook.formats[size_t(style)] : NumberFormat();
    cell.text = format.text(number, m_workbook.is1904);
    const auto time =
        format.kind() == NumberFormat::Kind::Date ? dateOfSerial(number, m_workbook.is1904) : std::nullopt;
    if (time)
        cell.date = time->date();
    else
        cell.value = number;
}

void XlsxSheetReader::readMerges(SafeXmlReader &xml)
{
    const auto isBefore = [](const TableCell &cell, const CellPlace &place) {
        return cell.row != place.row ? cell.row < place.row : cell.column < place.column;
    };
    std::stable_sort(m_table.cells.begin(), m_table.cells.end(), [&](const TableCell &left, const TableCell &right) {
        return isBefore(left, {right.row, right.column});
    });
    while (xml.nextChild()) {
        const auto range = cellRange(xml.attribute(QLatin1String("ref")));
        xml.skip();
        if (!range)
            continue;
        const auto cell = std::lower_bound(m_table.cells.begin(), m_table.cells.end(), range->first, isBefore);
        if (cell == m_table.cells.end() || cell->row != range->first.row || cell->column != range->first.column)
            continue;
        cell->rowSpan = range->last.row - range->first.row + 1;
        cell->columnSpan = range->last.column - range->first.column + 1;
    }
}

} // namespace consultantos
