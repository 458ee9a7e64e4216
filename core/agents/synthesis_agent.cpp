// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/synthesis_agent.h"

#include "agents/model/model_writer.h"

#include <QCoreApplication>

namespace consultantos {

SynthesisAgent::SynthesisAgent(RequestBasis basis, std::shared_ptr<const ModelWriter> writer)
    : m_basis(std::move(basis))
    , m_writer(std::move(writer))
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
    AgentInputs inputs{{QStringLiteral("company"), cacheText(m_basis.company)},
                       {QStringLiteral("request"), cacheText(m_basis.request)},
                       {QStringLiteral("frameworks"), m_basis.request.frameworks.join(QLatin1Char(','))}};
    if (m_writer)
        inputs.insert(QStringLiteral("model"), m_writer->cacheText());
    return inputs;
}

bool SynthesisAgent::isComplete(const AgentOutput &output) const
{
    const auto &writing = std::get<SynthesisOutput>(output).writing;
    return !writing || writing->use.failure.isEmpty();
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
    auto output = synthesise(input, frameworks);
    if (m_writer) {
        context.report(0.1, QCoreApplication::translate("SynthesisAgent", "The language model words the summary"));
        output.writing = m_writer->summary(output, input, m_basis.reportId, context.cancel());
    }
    return AgentOutput(std::move(output));
}

} // namespace consultantos
