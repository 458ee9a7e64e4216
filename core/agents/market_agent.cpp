// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/market_agent.h"

#include "evidence/fact_store.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

/// Deep enough that a peer with newer filings still has the years of a company whose filings stop earlier.
constexpr int PeerYears = 12;

} // namespace

MarketAgent::MarketAgent(RequestBasis basis, AgentTools tools)
    : m_basis(std::move(basis))
    , m_tools(std::move(tools))
{
}

QString MarketAgent::name() const
{
    return agent_names::Market;
}

QList<Company> MarketAgent::candidates() const
{
    QList<Company> candidates;
    for (const auto &company : m_tools.store->companies()) {
        if (!company.sector.isEmpty() && company.sector == m_basis.company.sector && company.id != m_basis.company.id)
            candidates.append(company);
    }
    return candidates;
}

Result<std::optional<AgentInputs>> MarketAgent::cacheInputs() const
{
    QStringList ids;
    QStringList peers;
    for (const auto &company : candidates()) {
        ids.append(company.id);
        peers.append(cacheText(company));
    }
    const auto version = m_tools.store->version(ids);
    if (!version)
        return tl::unexpected(version.error());
    return AgentInputs{{QStringLiteral("company"), m_basis.company.id},
                       {QStringLiteral("peers"), peers.join(QLatin1Char('\n'))},
                       {QStringLiteral("facts"), *version},
                       {QStringLiteral("industry"), m_basis.company.industry},
                       {QStringLiteral("region"), m_basis.request.region}};
}

Result<AgentOutput> MarketAgent::run(const AgentContext &context) const
{
    MarketOutput output;
    const auto candidates = this->candidates();
    FinancialOptions options;
    options.annualPeriods = PeerYears;
    options.quarterlyPeriods = 0;
    options.isSplit = false;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        if (context.cancel().isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("MarketAgent", "Cancelled."));
        context.report(
            static_cast<double>(i) / static_cast<double>(candidates.size() + 1),
            QCoreApplication::translate("MarketAgent", "Deriving the figures of %1").arg(candidates[i].name));
        const auto facts = m_tools.store->facts(candidates[i].id);
        if (!facts)
            return tl::unexpected(facts.error());
        output.peers.append(m_tools.engine->derive(candidates[i], *facts, options));
    }
    context.report(0.9, QCoreApplication::translate("MarketAgent", "Looking up published industry averages"));
    if (!m_basis.company.industry.isEmpty())
        output.anchors = m_tools.store->anchors(m_basis.company.industry);
    if (!m_basis.request.region.isEmpty())
        output.countryAnchors = m_tools.store->countryAnchors(m_basis.request.region);
    return AgentOutput(std::move(output));
}

} // namespace consultantos
