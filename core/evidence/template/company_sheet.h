// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/template/fiscal_years.h"

#include <QDate>
#include <QString>

#include <optional>

namespace consultantos {
class CountryCatalogue;
class IndustryCatalogue;
} // namespace consultantos

namespace consultantos::client_workbook {

class WorkbookFindings;

/// What the sheet Company says: whose figures the other sheets hold and how they are to be read.
struct CompanySheet {
    QString name;
    QString industry; ///< id of industry/sectors.json; empty where none or an unknown one is given
    QString country;  ///< ISO 3166 alpha-2; empty where none or an unknown one is given
    FiscalYearEnd yearEnd;
    QString currency; ///< ISO 4217
    double scale = 1; ///< what money and share counts are multiplied by

    std::optional<double> marketValue; ///< of equity, in `currency`
    QString marketValueCell;
    std::optional<QDate> marketValueDate;
};

/// Refuses the workbook where name, fiscal year end, currency or scale is missing or can't be.
[[nodiscard]] CompanySheet readCompanySheet(const SheetGrid &sheet, const IndustryCatalogue &industries,
                                            const CountryCatalogue &countries, WorkbookFindings &findings);

} // namespace consultantos::client_workbook
