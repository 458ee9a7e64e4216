// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/workbook_tables.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/safe_xml_reader.h"
#include "evidence/documents/xlsx_sheet_reader.h"

#include <QCoreApplication>

namespace consultantos {

Result<QList<Table>> readWorkbookTables(const QByteArray &content, const QString &name, const ImportLimits &limits,
                                        const CancellationToken &cancel)
{
    ImportBudget budget(name, limits, cancel);
    auto package = OfficePackage::open(content, budget);
    if (!package)
        return tl::unexpected(budget.status().error());
    const auto workbook = XlsxWorkbook::read(*package, budget);
    QList<Table> tables;
    for (const auto &sheet : workbook.sheets) {
        if (sheet.part.isEmpty())
            continue;
        const auto part = package->read(sheet.part);
        if (!part) {
            budget.fail(document_errors::damaged(name, sheet.part));
            break;
        }
        SafeXmlReader xml(*part, budget);
        XlsxSheetReader reader(workbook, budget);
        reader.keepFormulasWithoutResult();
        auto table = reader.read(xml);
        package->finish(xml, sheet.part);
        if (budget.isSpent())
            break;
        if (table.cells.size() > limits.cells)
            return fail(ErrorCode::Malformed,
                        QCoreApplication::translate("Documents", "%1 has more cells than can be read.").arg(name));
        table.name = sheet.name;
        tables.append(std::move(table));
    }
    if (const auto status = budget.status(); !status)
        return tl::unexpected(status.error());
    return tables;
}

} // namespace consultantos
