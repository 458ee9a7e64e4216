// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/xlsx_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/document_errors.h"
#include "evidence/documents/safe_xml_reader.h"
#include "evidence/documents/xlsx_sheet_reader.h"
#include "evidence/documents/zip_listing.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

void addComments(OfficePackage &package, const QString &part, BlockBuilder &builder, ImportBudget &budget)
{
    const auto content = package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() != QLatin1String("commentList")) {
            xml.skip();
            continue;
        }
        while (xml.nextChild()) { // comment
            while (xml.nextChild()) {
                if (xml.name() == QLatin1String("text"))
                    builder.add(BlockKind::Note, xlsxRichText(xml));
                else
                    xml.skip();
            }
        }
    }
    package.finish(xml, part);
}

void addSheet(OfficePackage &package, const XlsxSheet &sheet, const XlsxWorkbook &workbook, BlockBuilder &builder,
              ImportBudget &budget, int &formulasWithoutResult)
{
    const auto content = package.read(sheet.part);
    if (!content) {
        budget.fail(document_errors::damaged(budget.name(), sheet.part));
        return;
    }
    SafeXmlReader xml(*content, budget);
    XlsxSheetReader reader(workbook, budget);
    auto table = reader.read(xml);
    formulasWithoutResult += reader.formulasWithoutResult();
    package.finish(xml, sheet.part);
    if (budget.isSpent())
        return;
    table.name = sheet.name;
    if (!table.cells.isEmpty())
        builder.addHeading(sheet.name, 1);
    builder.addTable(std::move(table));
    addComments(package, targetOfType(package.relations(sheet.part), QLatin1String("comments")), builder, budget);
}

} // namespace

bool XlsxImporter::accepts(const QByteArray &head, const QString &name) const
{
    return isOfficePackage(head, name, "xl/workbook.xml", QLatin1String("xls"));
}

void XlsxImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    auto package = OfficePackage::open(content, budget);
    if (!package)
        return;
    package->readProperties(document);
    const auto workbook = XlsxWorkbook::read(*package, budget);
    BlockBuilder builder(document, budget);
    int hidden = 0;
    int formulasWithoutResult = 0;
    for (const auto &sheet : workbook.sheets) {
        if (budget.isSpent())
            return;
        ++document.pages;
        if (!builder.beginPage(document.pages, sheet.name))
            continue;
        hidden += sheet.isHidden ? 1 : 0;
        if (!sheet.part.isEmpty())
            addSheet(*package, sheet, workbook, builder, budget, formulasWithoutResult);
    }
    if (formulasWithoutResult > 0)
        document.warnings << QCoreApplication::translate(
            "Documents",
            "%n formula(s) have no stored result and were left out: open and save the file in a spreadsheet program.",
            nullptr, formulasWithoutResult);
    if (hidden > 0)
        document.warnings << QCoreApplication::translate("Documents", "%n hidden sheet(s) were read too.", nullptr,
                                                         hidden);
}

} // namespace consultantos
