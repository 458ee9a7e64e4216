// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/valuation_basis.h"

#include "analysis/financial_engine.h"
#include "evidence/fact_store.h"
#include "evidence/valuation_anchors.h"

namespace consultantos {

Result<ValuationBasis> valuationBasis(const FactStore &store, const QString &company, const QString &resourceDir,
                                      QDate date)
{
    const auto found = store.findCompany(company);
    if (!found)
        return tl::unexpected(found.error());
    const auto facts = store.facts(found->id);
    if (!facts)
        return tl::unexpected(facts.error());
    const auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    const auto anchors = ValuationAnchors::load(resourceDir);
    if (!anchors)
        return tl::unexpected(anchors.error());
    const auto industry = store.findIndustry(found->industry);
    if (!industry)
        return tl::unexpected(industry.error());
    ValuationBasis basis;
    basis.company = *found;
    basis.sources.financials = engine->derive(*found, *facts);
    basis.sources.industry = anchors->ofRow(industry->anchorIndustry);
    basis.sources.market = anchors->market();
    basis.sources.country = store.countryAnchors(found->country);
    basis.sources.date = date;
    // Payment networks stand among financials, but don't work with debt as a bank does.
    basis.sources.isFinancial = !engine->kindOf(*found).isEmpty();
    return basis;
}

} // namespace consultantos
