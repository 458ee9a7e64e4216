// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/year_row.h"

#include "evidence/template/workbook_findings.h"
#include "evidence/template/workbook_layout.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::client_workbook {

void warnOfText(const SheetGrid &sheet, int row, int column, WorkbookFindings &findings)
{
    constexpr qsizetype LongestShown = 60;
    findings.warn(sheet.reference(row, column),
                  QCoreApplication::translate("ClientWorkbook", "\"%1\" is no number; it was left out.")
                      .arg(sheet.text(row, column).left(LongestShown)));
}

QList<YearFigure> yearFigures(const SheetGrid &sheet, int row, const FiscalYears &years, WorkbookFindings &findings)
{
    QList<YearFigure> figures;
    for (const auto &year : years.years) {
        const auto number = sheet.number(row, year.column);
        if (number.value)
            figures.append({year.column, year.period, *number.value});
        else if (!number.isBlank)
            warnOfText(sheet, row, year.column, findings);
    }
    for (const int column : sheet.columns(row)) {
        // A column that names something else than a year has had its warning.
        if (column >= FirstYearColumn && sheet.number(row, column).value && !years.named.contains(column))
            findings.warn(sheet.reference(row, column),
                          QCoreApplication::translate("ClientWorkbook",
                                                      "No fiscal year stands above this figure; it was left out."));
    }
    return figures;
}

} // namespace consultantos::client_workbook
