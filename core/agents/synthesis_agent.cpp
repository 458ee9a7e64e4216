// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/synthesis_agent.h"

#include <QCoreApplication>

namespace consultantos {

SynthesisAgent::SynthesisAgent(RequestBasis basis)
    : m_basis(std::move(basis))
{
}

QString SynthesisAgent::name() const
{
    return agent_names::Synthesis;
}

QStringList SynthesisAgent::uses() const
{
    QStringList names{agent_names::Research, agent_names::Market, agent_names::Financial};
    for (const auto &id : m_basis.request.frameworks)
        names.append(agent_names::FrameworkPrefix + id);
    return names;
}

Result<std::optional<AgentInputs>> SynthesisAgent::cacheInputs() const
{
    return AgentInputs{{QStringLiteral("company"), cacheText(m_basis.company)},
                       {QStringLiteral("request"), cacheText(m_basis.request)},
                       {QStringLiteral("frameworks"), m_basis.request.frameworks.join(QLatin1Char(','))}};
}

Result<AgentOutput> SynthesisAgent::run(const AgentContext &context) const
{
    context.report(0, QCoreApplication::translate("SynthesisAgent", "Writing the executive summary"));
    QList<FrameworkOutput> frameworks;
    for (const auto &id : m_basis.request.frameworks) {
        if (const auto *output = context.input<FrameworkOutput>(agent_names::FrameworkPrefix + id))
            frameworks.append(*output);
    }
    const auto input = frameworkInput(m_basis, context.input<ResearchOutput>(agent_names::Research),
                                      context.input<MarketOutput>(agent_names::Market),
                                      context.input<Financials>(agent_names::Financial));
    return AgentOutput(synthesise(input, frameworks));
}

} // namespace consultantos
