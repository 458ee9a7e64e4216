// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/line_notes.h"

#include <QHash>

namespace consultantos::client_workbook {

QString noteOnLine(const QString &conceptId)
{
    static const auto Cost = QStringLiteral("A cost: as a positive number");
    static const auto Payment = QStringLiteral("A payment: as a positive number");
    static const auto Shares = QStringLiteral("In the scale of the sheet Company");
    static const QHash<QString, QString> Notes{
        {QStringLiteral("revenue"), QStringLiteral("Net of sales taxes and discounts")},
        {QStringLiteral("cost_of_revenue"), Cost},
        {QStringLiteral("research_and_development"), Cost},
        {QStringLiteral("selling_general_admin"), Cost},
        {QStringLiteral("operating_income"), QStringLiteral("Before interest and tax; a loss is negative")},
        {QStringLiteral("interest_expense"), Cost},
        {QStringLiteral("income_tax"), QStringLiteral("Positive as an expense, negative as a refund")},
        {QStringLiteral("profit"), QStringLiteral("With the share of minorities")},
        {QStringLiteral("net_income"), QStringLiteral("Without the share of minorities; a loss is negative")},
        {QStringLiteral("eps_diluted"), QStringLiteral("In the currency itself, whatever the scale")},
        {QStringLiteral("shares_basic"), Shares},
        {QStringLiteral("shares_diluted"), Shares},
        {QStringLiteral("ppe_net"), QStringLiteral("After depreciation")},
        {QStringLiteral("deferred_revenue"), QStringLiteral("Paid by customers, not yet earned")},
        {QStringLiteral("short_term_debt"), QStringLiteral("Loans and bonds due within 12 months")},
        {QStringLiteral("long_term_debt"), QStringLiteral("Loans and bonds due later")},
        {QStringLiteral("total_liabilities"), QStringLiteral("All liabilities, provisions too, without equity")},
        {QStringLiteral("equity"), QStringLiteral("Without minorities")},
        {QStringLiteral("total_equity"), QStringLiteral("With minorities; the same if there are none")},
        {QStringLiteral("depreciation_amortization"), Cost},
        {QStringLiteral("capex"), Payment},
        {QStringLiteral("dividends_paid"), Payment},
        {QStringLiteral("share_repurchases"), Payment},
        {QStringLiteral("investing_cash_flow"), QStringLiteral("Negative if more is invested than sold")},
        {QStringLiteral("net_change_in_cash"), QStringLiteral("The sum of the cash flows")}};
    return Notes.value(conceptId);
}

} // namespace consultantos::client_workbook
