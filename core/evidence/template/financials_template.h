// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDate>
#include <QString>
#include <QStringList>

namespace consultantos {

class ConceptCatalogue;

/// What the empty workbook is made for.
struct FinancialsTemplateOptions {
    static constexpr int LeastYears = 1;
    static constexpr int MostYears = 20;

    QString company;        ///< filled in; may be empty
    QString currency;       ///< ISO 4217, filled in; may be empty
    int years = 5;          ///< columns
    int newestYear = 0;     ///< calendar year in which the newest fiscal year ends
    QStringList industries; ///< titles to choose from; may be empty
};

/// What both programs begin with: the newest year that has ended everywhere by `today`, and the industries of
/// `resourceDir`. Does I/O.
[[nodiscard]] Result<FinancialsTemplateOptions> defaultTemplateOptions(const QString &resourceDir, const QDate &today);

/// Writes the workbook in which a company without filings gives its figures: sheets Read me, Company, Income, Balance
/// sheet, Cash flow, Segments and Competitors; the lines of the statements are those of `concepts`. A file at `path` is
/// replaced. Its texts are English, as those of reports. InvalidArgument for years or a currency that can't be; ReadOnly
/// or DiskFull leave nothing. Does I/O: never from the GUI thread.
[[nodiscard]] Status writeFinancialsTemplate(const QString &path, const FinancialsTemplateOptions &options,
                                             const ConceptCatalogue &concepts);

} // namespace consultantos
