// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/template/fiscal_years.h"

#include <QList>

namespace consultantos::client_workbook {

/// A figure of a row with its year.
struct YearFigure {
    int column = 0;
    Period period;
    double value = 0;
};

/// The numbers of a row by year. Text where a number belongs, and figures in a column without a year, are left out with a
/// warning.
[[nodiscard]] QList<YearFigure> yearFigures(const SheetGrid &sheet, int row, const FiscalYears &years,
                                            WorkbookFindings &findings);

/// "Income!D7: "much" is no number …".
void warnOfText(const SheetGrid &sheet, int row, int column, WorkbookFindings &findings);

} // namespace consultantos::client_workbook
