// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/xlsx_workbook.h"

#include "evidence/documents/safe_xml_reader.h"

#include <QHash>

namespace consultantos {

namespace {

void readSheets(SafeXmlReader &xml, const QList<OfficeRelation> &relations, XlsxWorkbook &workbook)
{
    while (xml.nextChild()) {
        XlsxSheet sheet;
        sheet.name = xml.attribute(QLatin1String("name"));
        const auto state = xml.attribute(QLatin1String("state"));
        sheet.isHidden = state == QLatin1String("hidden") || state == QLatin1String("veryHidden");
        const auto id = xml.attribute(QLatin1String("id"));
        for (const auto &relation : relations) {
            if (relation.id == id && relation.type == QLatin1String("worksheet"))
                sheet.part = relation.target;
        }
        workbook.sheets.append(sheet);
        xml.skip();
    }
}

void readWorkbook(OfficePackage &package, const QByteArray &content, ImportBudget &budget, XlsxWorkbook &workbook)
{
    const auto relations = package.relations(package.mainPart());
    SafeXmlReader xml(content, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("sheets")) {
            readSheets(xml, relations, workbook);
            continue;
        }
        if (xml.name() == QLatin1String("workbookPr")) {
            const auto is1904 = xml.attribute(QLatin1String("date1904"));
            workbook.is1904 = is1904 == QLatin1String("1") || is1904 == QLatin1String("true");
        }
        xml.skip();
    }
    package.finish(xml, package.mainPart());
}

void readStrings(OfficePackage &package, const QString &part, ImportBudget &budget, XlsxWorkbook &workbook)
{
    const auto content = package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, budget);
    xml.nextChild();
    while (xml.nextChild())
        workbook.strings.append(xlsxRichText(xml));
    package.finish(xml, part);
}

using Codes = QHash<int, QString>;

NumberFormat formatOf(const Codes &codes, int id)
{
    const auto code = codes.constFind(id);
    return code == codes.constEnd() ? NumberFormat::builtIn(id) : NumberFormat(*code);
}

void readStyles(OfficePackage &package, const QString &part, ImportBudget &budget, XlsxWorkbook &workbook)
{
    const auto content = package.read(part);
    if (!content)
        return;
    Codes codes;
    SafeXmlReader xml(*content, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        const bool areCodes = xml.name() == QLatin1String("numFmts");
        if (!areCodes && xml.name() != QLatin1String("cellXfs")) {
            xml.skip();
            continue;
        }
        while (xml.nextChild()) {
            const int id = xml.attribute(QLatin1String("numFmtId")).toInt();
            if (areCodes)
                codes.insert(id, xml.attribute(QLatin1String("formatCode")));
            else
                workbook.formats.push_back(formatOf(codes, id));
            xml.skip();
        }
    }
    package.finish(xml, part);
}

} // namespace

XlsxWorkbook XlsxWorkbook::read(OfficePackage &package, ImportBudget &budget)
{
    XlsxWorkbook workbook;
    const auto content = package.read(package.mainPart());
    if (!content)
        return workbook;
    readWorkbook(package, *content, budget, workbook);
    const auto relations = package.relations(package.mainPart());
    readStyles(package, targetOfType(relations, QLatin1String("styles")), budget, workbook);
    readStrings(package, targetOfType(relations, QLatin1String("sharedStrings")), budget, workbook);
    return workbook;
}

QString xlsxRichText(SafeXmlReader &xml)
{
    QString text;
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("t"))
            text += xml.text();
        else if (xml.name() == QLatin1String("r"))
            text += xlsxRichText(xml);
        else
            xml.skip();
    }
    return text;
}

} // namespace consultantos
