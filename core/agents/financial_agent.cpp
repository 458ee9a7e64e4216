// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/financial_agent.h"

#include "agents/market_price.h"
#include "agents/network_research.h"
#include "evidence/fact_store.h"
#include "evidence/market_value.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// How many periods the statements of a report show.
FinancialOptions optionsFor(Depth depth)
{
    FinancialOptions options;
    switch (depth) {
    case Depth::Quick:
        options.annualPeriods = 3;
        options.quarterlyPeriods = 0;
        break;
    case Depth::Standard:
        options.annualPeriods = 6;
        options.quarterlyPeriods = 8;
        break;
    case Depth::Deep:
        options.annualPeriods = 10;
        options.quarterlyPeriods = 12;
        break;
    }
    return options;
}

/// The user's market value as a fact of its own, in the currency that most facts are in and as of the newest fact.
Fact marketValueFact(const Company &company, double value, const QList<Fact> &facts)
{
    QDate newest;
    for (const auto &fact : facts) {
        if (fact.taxonomy != QLatin1String("dei"))
            newest = std::max(newest, fact.end);
    }
    Fact fact;
    fact.companyId = company.id;
    fact.taxonomy = market_value::Taxonomy;
    fact.tag = market_value::Tag;
    fact.unit = reportingCurrency(facts);
    fact.end = newest;
    fact.latest.value = value;
    fact.source = QStringLiteral("given with the request");
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return fact;
}

} // namespace

FinancialAgent::FinancialAgent(RequestBasis basis, AgentTools tools)
    : m_basis(std::move(basis))
    , m_tools(std::move(tools))
{
}

QString FinancialAgent::name() const
{
    return agent_names::Financial;
}

/// Research asks for the price, so that everything of the network comes in at one place.
QStringList FinancialAgent::uses() const
{
    return m_tools.network && m_tools.network->givesPrices() ? QStringList{agent_names::Research} : QStringList();
}

Result<AgentOutput> FinancialAgent::run(const AgentContext &context) const
{
    Financials empty;
    empty.companyId = m_basis.company.id;
    empty.companyName = m_basis.company.name;
    if (!m_basis.isKnown)
        return AgentOutput(std::move(empty));

    context.report(0, QCoreApplication::translate("FinancialAgent", "Reading the company's facts"));
    const auto facts = m_tools.store->facts(m_basis.company.id);
    if (!facts)
        return tl::unexpected(facts.error());
    auto options = optionsFor(m_basis.request.depth);
    if (m_basis.request.marketCap && !facts->isEmpty())
        options.marketCap = options.given.add(marketValueFact(m_basis.company, *m_basis.request.marketCap, *facts));
    else if (const auto *stored = storedMarketValue(*facts))
        options.marketCap = options.given.add(*stored);
    else if (const auto *research = context.input<ResearchOutput>(agent_names::Research); research && research->price)
        options.marketCap = marketValueFrom(*research->price, m_basis.company, *facts, options.given);
    context.report(0.3, QCoreApplication::translate("FinancialAgent", "Deriving statements and ratios"));
    return AgentOutput(m_tools.engine->derive(m_basis.company, *facts, options));
}

} // namespace consultantos
