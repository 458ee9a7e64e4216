// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/template/sheet_grid.h"
#include "model/period.h"

#include <QDate>
#include <QList>
#include <QSet>

#include <optional>

namespace consultantos::client_workbook {

class WorkbookFindings;

/// The day on which a company's fiscal years end.
struct FiscalYearEnd {
    int month = 12;
    int day = 31;

    /// A month's last day is that of each year, also in February.
    [[nodiscard]] QDate in(int year) const;
    [[nodiscard]] QString monthAndDay() const; ///< MMDD
    bool operator==(const FiscalYearEnd &) const = default;
};

/// A date, "31 December", "Dec 31", "31. Dezember", "December" (its last day), "31.12.", "12-31" or "12/31". Empty for
/// anything else, for a day that no month has, and for two numbers with a slash that both may be the month.
[[nodiscard]] std::optional<FiscalYearEnd> fiscalYearEndIn(const TableCell &cell);

/// A fiscal year named in a cell: a year such as 2024 in which it ends, "FY2024", "2023/24", or the date of its end.
[[nodiscard]] std::optional<Period> fiscalYearIn(const TableCell &cell, const FiscalYearEnd &end);

struct YearColumn {
    int column = 0;
    Period period;
};

/// What a sheet's row of years says.
struct FiscalYears {
    int row = -1;            ///< −1: there is none
    QSet<int> named;         ///< columns of which the row says something
    QList<YearColumn> years; ///< those of which it says a year, each once
};

/// A column that names no year, or one for the second time, is left out with a warning; so is a sheet without the row.
[[nodiscard]] FiscalYears fiscalYearsOf(const SheetGrid &sheet, const FiscalYearEnd &end, WorkbookFindings &findings);

} // namespace consultantos::client_workbook
