// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/standard_agents.h"

#include "agents/financial_agent.h"
#include "agents/forecasting_agent.h"
#include "agents/framework_agent.h"
#include "agents/market_agent.h"
#include "agents/peer_selection.h"
#include "agents/research_agent.h"
#include "agents/synthesis_agent.h"
#include "analysis/frameworks/data/framework_catalogue.h"

namespace consultantos {

QList<std::shared_ptr<const Agent>> readingAgents(const RequestBasis &basis, const AgentTools &tools)
{
    return {std::make_shared<ResearchAgent>(basis, tools), std::make_shared<MarketAgent>(basis, tools),
            std::make_shared<FinancialAgent>(basis, tools)};
}

QList<std::shared_ptr<const Agent>> standardAgents(const RequestBasis &basis, const AgentTools &tools)
{
    auto agents = readingAgents(basis, tools);
    if (basis.request.forecastYears > 0)
        agents.append(std::make_shared<ForecastingAgent>(basis, tools));
    const auto all = tools.frameworks ? tools.frameworks->frameworks() : builtInFrameworks();
    const auto fingerprint = tools.frameworks ? tools.frameworks->fingerprint() : QByteArray();
    for (const auto &framework : all) {
        if (basis.request.frameworks.contains(framework->id()))
            agents.append(std::make_shared<FrameworkAgent>(basis, framework, tools.writer, fingerprint));
    }
    agents.append(std::make_shared<SynthesisAgent>(basis, tools.writer, tools.contrary));
    return agents;
}

FrameworkInput frameworkInput(const RequestBasis &basis, const ResearchOutput *research, const MarketOutput *market,
                              const Financials *own)
{
    FrameworkInput input;
    input.request = basis.request;
    input.company = basis.company;
    input.edits = basis.edits;
    if (own != nullptr)
        input.own = *own;
    if (market != nullptr) {
        const auto periods = input.own.annualPeriods();
        input.peers =
            comparablePeers(market->peers, periods.isEmpty() ? std::nullopt : std::optional(periods.first().end));
        input.anchors = market->anchors;
        input.countryAnchors = market->countryAnchors;
    }
    if (research != nullptr) {
        input.playbook = research->playbook;
        input.passages = research->passages;
        input.found = research->found;
        input.riskNews = research->riskNews;
        input.news = research->news;
        input.countryAnchors += research->countryFacts;
        input.topics = research->topics;
    }
    return input;
}

} // namespace consultantos
