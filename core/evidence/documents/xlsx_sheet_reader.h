// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/xlsx_workbook.h"
#include "model/document.h"

#include <QHash>

namespace consultantos {

/// Reads the cells of one worksheet: text as shown, typed values, dates by number format, formulas with their cached
/// results, merged cells. Of one thread.
class XlsxSheetReader {
public:
    XlsxSheetReader(const XlsxWorkbook &workbook, ImportBudget &budget);

    /// `xml` stands before the root element of the sheet.
    [[nodiscard]] Table read(SafeXmlReader &xml);
    /// Cells of which the file has a formula and no result are in the table too, without value and text.
    void keepFormulasWithoutResult() { m_keepsFormulas = true; }
    /// Formulas of which the file has no result: the program that saved it doesn't compute.
    [[nodiscard]] int formulasWithoutResult() const { return m_formulasWithoutResult; }

private:
    struct SharedFormula {
        QString text;
        int row = 0;
        int column = 0;
    };

    void readRows(SafeXmlReader &xml);
    void readCell(SafeXmlReader &xml);
    QString readFormula(SafeXmlReader &xml, const TableCell &cell);
    void setValue(TableCell &cell, const QString &type, const QString &raw, int style) const;
    void setNumber(TableCell &cell, const QString &raw, int style) const;
    void readMerges(SafeXmlReader &xml);

    const XlsxWorkbook &m_workbook;
    ImportBudget &m_budget;
    Table m_table;
    QHash<QString, SharedFormula> m_shared;
    int m_formulasWithoutResult = 0;
    bool m_keepsFormulas = false;
    int m_row = -1;
    int m_column = -1;
};

} // namespace consultantos
