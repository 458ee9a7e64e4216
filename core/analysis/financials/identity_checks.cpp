// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/identity_checks.h"

#include "analysis/computation_builder.h"
#include "analysis/expression.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Tolerance = 0.001;

/// One way of writing an identity as a difference that must be nothing; the first variable is its left side.
struct Identity {
    const char *id;
    const char *title;
    const char *difference;
    const char *failure;
};

/// Of those with the same id the first whose parts are all reported is tested.
const Identity Identities[] = {
    {"balance", "Assets are liabilities and equity",
     "total_assets - total_liabilities - total_equity - redeemable_equity",
     "the assets differ from liabilities and equity"},
    {"balance", "Assets are liabilities and equity", "total_assets - total_liabilities - total_equity",
     "the assets differ from liabilities and equity"},
    {"balance", "Assets are liabilities and equity", "total_assets - liabilities_and_equity",
     "the assets differ from liabilities and equity"},
    {"cash_flow", "The cash flows sum to the change in cash",
     "net_change_in_cash - operating_cash_flow - investing_cash_flow - financing_cash_flow - exchange_rate_effect - "
     "discontinued_cash_flow",
     "the cash flows don't sum to the change in cash"},
    {"cash_flow", "The cash flows sum to the change in cash",
     "net_change_in_cash - operating_cash_flow - investing_cash_flow - financing_cash_flow - exchange_rate_effect",
     "the cash flows don't sum to the change in cash"},
    {"cash_flow", "The cash flows sum to the change in cash",
     "net_change_in_cash - operating_cash_flow - investing_cash_flow - financing_cash_flow - discontinued_cash_flow",
     "the cash flows don't sum to the change in cash"},
    {"cash_flow", "The cash flows sum to the change in cash",
     "net_change_in_cash - operating_cash_flow - investing_cash_flow - financing_cash_flow",
     "the cash flows don't sum to the change in cash"},
    {"gross_profit", "Revenue less cost of revenue is gross profit", "revenue - cost_of_revenue - gross_profit",
     "revenue less cost of revenue differs from gross profit"},
};

bool isFact(const Figure &figure)
{
    return figure.ref.startsWith(QLatin1String("f/"));
}

} // namespace

QList<IdentityCheck> checkIdentities(const QString &companyId, const StatementLines &lines, const QList<Period> &years,
                                     EvidenceBook &book)
{
    QList<IdentityCheck> checks;
    for (const auto &year : years) {
        QString done;
        for (const auto &identity : Identities) {
            const auto id = QString::fromLatin1(identity.id);
            const auto expression = Expression::parse(QString::fromLatin1(identity.difference));
            if (id == done || !expression)
                continue;
            ComputationBuilder builder(companyId, QStringLiteral("identity_") + id,
                                       QString::fromLatin1(identity.title));
            builder.period(year);
            double size = 0;
            bool isComplete = true;
            for (const auto &name : expression->variables()) {
                const auto figure = lines.value(name, year);
                isComplete = isComplete && figure && isFact(*figure);
                if (!isComplete)
                    break;
                builder.bind(name, *figure);
                size = std::max(size, std::abs(figure->value));
            }
            if (!isComplete)
                continue;
            done = id;
            const auto unit = lines.value(expression->variables().first(), year)->unit;
            const auto difference = builder.evaluate(expression->text(), unit, book);
            if (!difference)
                continue;
            IdentityCheck check;
            check.id = id;
            check.title = QString::fromLatin1(identity.title);
            check.period = year;
            check.difference = *difference;
            check.passed = std::abs(difference->value) <= Tolerance * size;
            if (!check.passed)
                check.note = QString::fromLatin1(identity.failure);
            checks.append(check);
        }
    }
    return checks;
}

} // namespace consultantos
