// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/financials_template.h"

#include "evidence/industry_catalogue.h"

#include "evidence/template/currency_codes.h"
#include "evidence/template/template_sheets.h"
#include "evidence/template/xlsx_book.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

Status checked(const FinancialsTemplateOptions &options)
{
    using Options = FinancialsTemplateOptions;
    if (options.years < Options::LeastYears || options.years > Options::MostYears)
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("ClientWorkbook", "%1 years can't be given a column each; nothing was written.")
                .arg(options.years),
            QCoreApplication::translate("ClientWorkbook", "Choose %1 to %2 years.")
                .arg(Options::LeastYears)
                .arg(Options::MostYears));
    if (!options.currency.isEmpty() && !isKnownCurrency(options.currency))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("ClientWorkbook", "\"%1\" is no currency; nothing was written.")
                        .arg(options.currency),
                    QCoreApplication::translate("ClientWorkbook", "Give its code of three letters, such as EUR."));
    return {};
}

} // namespace

Status writeFinancialsTemplate(const QString &path, const FinancialsTemplateOptions &options,
                               const ConceptCatalogue &concepts)
{
    using namespace client_workbook;
    if (auto valid = checked(options); !valid)
        return valid;
    auto book = XlsxBook::create(path);
    if (!book)
        return tl::unexpected(book.error());
    (*book)->setTitle(QStringLiteral("Client figures"));
    addReadMe(**book);
    addCompanySheet(**book, options);
    for (const auto kind : {SheetKind::Income, SheetKind::Balance, SheetKind::CashFlow})
        addStatementSheet(**book, kind, options, concepts);
    addSegmentsSheet(**book, options);
    addCompetitorsSheet(**book, concepts);
    return (*book)->save();
}

Result<FinancialsTemplateOptions> defaultTemplateOptions(const QString &resourceDir, const QDate &today)
{
    const auto industries = IndustryCatalogue::load(resourceDir);
    if (!industries)
        return tl::unexpected(industries.error());
    FinancialsTemplateOptions options;
    options.newestYear = today.year() - 1;
    for (const auto &industry : industries->industries())
        options.industries.append(industry.title);
    options.industries.sort();
    return options;
}

} // namespace consultantos
