// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "import_fixture.h"

namespace consultantos::test {

using Entries = QList<std::pair<QString, QByteArray>>;

/// A _rels part with relations "id type target", types by their last step.
inline QByteArray relationsXml(std::initializer_list<const char *> relations)
{
    QByteArray xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    for (const auto *relation : relations) {
        const auto parts = QByteArray(relation).split(' ');
        xml += "<Relationship Id=\"" + parts[0]
               + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + parts[1]
               + "\" Target=\"" + parts[2] + "\"/>";
    }
    return xml + "</Relationships>";
}

inline QByteArray coreProperties()
{
    return "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>The  title</dc:title>"
           "<dc:creator>A. Person</dc:creator><dcterms:created>2023-01-02T03:04:05Z</dcterms:created>"
           "<dcterms:modified>2024-05-06T07:08:09Z</dcterms:modified></cp:coreProperties>";
}

/// A DOCX with this body and further entries; relations to styles, comments and footnotes are there.
inline QByteArray docxOf(const QByteArray &body, const Entries &more = {})
{
    return zipOf(
        Entries{{QStringLiteral("_rels/.rels"),
                 relationsXml({"r1 officeDocument word/document.xml", "r2 core-properties docProps/core.xml"})},
                {QStringLiteral("docProps/core.xml"), coreProperties()},
                {QStringLiteral("word/_rels/document.xml.rels"),
                 relationsXml({"r1 styles styles.xml", "r2 comments comments.xml", "r3 footnotes footnotes.xml"})},
                {QStringLiteral("word/document.xml"),
                 "<w:document xmlns:w=\"w\" xmlns:mc=\"m\" xmlns:v=\"v\"><w:body>" + body + "</w:body></w:document>"}}
        + more);
}

/// An XLSX with one sheet named "Income" that holds `sheet` within its root element, and further entries; relations to
/// styles and shared strings are there.
inline QByteArray xlsxOf(const QByteArray &sheet, const Entries &more = {}, const QByteArray &workbookProperties = {})
{
    return zipOf(Entries{{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument xl/workbook.xml"})},
                         {QStringLiteral("xl/_rels/workbook.xml.rels"),
                          relationsXml({"r1 worksheet worksheets/sheet1.xml", "r2 styles styles.xml",
                                        "r3 sharedStrings /xl/sharedStrings.xml"})},
                         {QStringLiteral("xl/workbook.xml"),
                          "<workbook xmlns:r=\"r\">" + workbookProperties
                              + "<sheets><sheet name=\"Income\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
                         {QStringLiteral("xl/worksheets/sheet1.xml"), "<worksheet>" + sheet + "</worksheet>"}}
                 + more);
}

} // namespace consultantos::test
