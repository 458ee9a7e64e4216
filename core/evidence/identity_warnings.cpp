// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/identity_warnings.h"

#include "analysis/financial_engine.h"
#include "model/units.h"

#include <QCoreApplication>

#include <utility>

namespace consultantos {

namespace {
constexpr int TestedYears = 3;
}

QStringList identityWarnings(const FinancialEngine &engine, const Company &company, const QList<Fact> &facts)
{
    FinancialOptions options;
    options.annualPeriods = TestedYears;
    options.quarterlyPeriods = 0;
    const auto financials = engine.derive(company, facts, options);
    QStringList lines;
    for (const auto &check : std::as_const(financials.identities)) {
        if (check.passed)
            continue;
        lines.append(check.difference
                         ? QCoreApplication::translate("Evidence", "\"%1\" doesn't hold in %2: the sides differ by %3.")
                               .arg(check.title, check.period.label(),
                                    formatValue(check.difference->value, check.difference->unit))
                         : QCoreApplication::translate("Evidence", "\"%1\" doesn't hold in %2.")
                               .arg(check.title, check.period.label()));
    }
    return lines;
}

} // namespace consultantos
