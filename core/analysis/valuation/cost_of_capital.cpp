// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/cost_of_capital.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <initializer_list>
#include <utility>

namespace consultantos {

using valuation_words::inWords;

namespace {

Status check(const AssumptionTable &table)
{
    for (const auto *name : {"risk_free_rate", "equity_risk_premium", "industry_beta", "industry_debt_share",
                             "debt_share", "tax_rate", "cost_of_debt"}) {
        if (!table.find(QLatin1String(name)))
            return fail(ErrorCode::NotDerivable,
                        inWords(QT_TRANSLATE_NOOP("Valuation", "The cost of capital lacks an assumption: %1."))
                            .arg(QLatin1String(name)));
    }
    for (const auto *name : {"industry_debt_share", "debt_share"}) {
        const double share = *table.value(QLatin1String(name));
        if (share < 0 || share >= 1)
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP("Valuation", "%1 must be at least 0 and below 1.")).arg(QLatin1String(name)));
    }
    if (*table.value(QStringLiteral("industry_beta")) < 0)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "A negative beta has no meaning here.")));
    return {};
}

} // namespace

Result<CostOfCapital> costOfCapital(const AssumptionTable &table)
{
    if (const auto sound = check(table); !sound)
        return tl::unexpected(sound.error());
    CostOfCapital result;
    result.evidence = table.evidence();
    Period period;
    period.end = table.date();
    Status status;
    const auto compute = [&](const char *method, const char *title, const char *formula, const QString &unit,
                             std::initializer_list<std::pair<const char *, Figure>> bindings) -> Figure {
        if (!status)
            return {};
        ComputationBuilder builder(table.companyId(), QLatin1String(method), QLatin1String(title));
        builder.period(period);
        for (const auto &[name, figure] : bindings)
            builder.bind(QLatin1String(name), figure);
        const auto figure = builder.evaluate(QLatin1String(formula), unit, result.evidence);
        if (!figure) {
            status = tl::unexpected(figure.error());
            return {};
        }
        return *figure;
    };
    const auto given = [&](const char *name) { return *table.find(QLatin1String(name)); };
    result.industryDebtToEquity =
        compute("industry_debt_to_equity", "Debt to equity of the industry", "debt_share / (1 - debt_share)",
                units::Ratio, {{"debt_share", given("industry_debt_share")}});
    result.unleveredBeta = compute("unlevered_beta", "Unlevered beta",
                                   "levered_beta / (1 + (1 - tax_rate) * debt_to_equity)", units::Score,
                                   {{"levered_beta", given("industry_beta")},
                                    {"tax_rate", given("tax_rate")},
                                    {"debt_to_equity", result.industryDebtToEquity}});
    result.debtToEquity = compute("target_debt_to_equity", "Target debt to equity", "debt_share / (1 - debt_share)",
                                  units::Ratio, {{"debt_share", given("debt_share")}});
    result.beta = compute("relevered_beta", "Relevered beta", "unlevered_beta * (1 + (1 - tax_rate) * debt_to_equity)",
                          units::Score,
                          {{"unlevered_beta", result.unleveredBeta},
                           {"tax_rate", given("tax_rate")},
                           {"debt_to_equity", result.debtToEquity}});
    result.costOfEquity =
        compute("cost_of_equity", "Cost of equity", "risk_free_rate + beta * equity_risk_premium", units::Ratio,
                {{"risk_free_rate", given("risk_free_rate")},
                 {"beta", result.beta},
                 {"equity_risk_premium", given("equity_risk_premium")}});
    result.afterTaxCostOfDebt =
        compute("after_tax_cost_of_debt", "Cost of debt after tax", "cost_of_debt * (1 - tax_rate)", units::Ratio,
                {{"cost_of_debt", given("cost_of_debt")}, {"tax_rate", given("tax_rate")}});
    result.wacc = compute("wacc", "Weighted average cost of capital",
                          "(1 - debt_share) * cost_of_equity + debt_share * after_tax_cost_of_debt", units::Ratio,
                          {{"debt_share", given("debt_share")},
                           {"cost_of_equity", result.costOfEquity},
                           {"after_tax_cost_of_debt", result.afterTaxCostOfDebt}});
    if (!status)
        return tl::unexpected(status.error());
    return result;
}

} // namespace consultantos
