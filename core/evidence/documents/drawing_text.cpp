// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/drawing_text.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/safe_xml_reader.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MaxSpan = 1'000;

std::optional<bool> readBullet(SafeXmlReader &xml)
{
    std::optional<bool> hasBullet;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("buNone"))
            hasBullet = false;
        else if (xml.name() == QLatin1String("buChar") || xml.name() == QLatin1String("buAutoNum")
                 || xml.name() == QLatin1String("buBlip"))
            hasBullet = true;
        xml.skip();
    }
    return hasBullet;
}

DrawingParagraph readParagraph(SafeXmlReader &xml)
{
    DrawingParagraph paragraph;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("pPr")) {
            paragraph.hasBullet = readBullet(xml);
        } else if (xml.name() == QLatin1String("r") || xml.name() == QLatin1String("fld")) {
            while (xml.nextChild()) {
                if (xml.name() == QLatin1String("t"))
                    paragraph.text += xml.text();
                else
                    xml.skip();
            }
        } else {
            if (xml.name() == QLatin1String("br"))
                paragraph.text += QLatin1Char('\n');
            xml.skip();
        }
    }
    return paragraph;
}

int spanOf(const SafeXmlReader &xml, QLatin1String name)
{
    return std::clamp(xml.attribute(name).toInt(), 1, MaxSpan);
}

TableCell readCell(SafeXmlReader &xml, int row, int column)
{
    auto cell = textCell(row, column, {});
    cell.columnSpan = spanOf(xml, QLatin1String("gridSpan"));
    cell.rowSpan = spanOf(xml, QLatin1String("rowSpan"));
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("txBody"))
            cell.text = readDrawingPlainText(xml);
        else
            xml.skip();
    }
    return cell;
}

} // namespace

QList<DrawingParagraph> readDrawingText(SafeXmlReader &xml)
{
    QList<DrawingParagraph> paragraphs;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("p"))
            paragraphs.append(readParagraph(xml));
        else
            xml.skip();
    }
    return paragraphs;
}

QString readDrawingPlainText(SafeXmlReader &xml)
{
    QStringList texts;
    for (const auto &paragraph : readDrawingText(xml))
        texts << paragraph.text;
    return texts.join(QLatin1Char('\n'));
}

Table readDrawingTable(SafeXmlReader &xml)
{
    Table table;
    for (int row = 0; xml.nextChild();) {
        if (xml.name() != QLatin1String("tr")) {
            xml.skip();
            continue;
        }
        // Every place of the grid has a cell; those that a merged one covers are empty or hidden.
        for (int column = 0; xml.nextChild();) {
            if (xml.name() == QLatin1String("tc"))
                table.cells.append(readCell(xml, row, column++));
            else
                xml.skip();
        }
        ++row;
    }
    return table;
}

} // namespace consultantos
