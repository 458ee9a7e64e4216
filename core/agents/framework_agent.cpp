// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/framework_agent.h"

#include "agents/model/model_writer.h"

#include <QCoreApplication>

namespace consultantos {

FrameworkAgent::FrameworkAgent(RequestBasis basis, std::shared_ptr<const Framework> framework,
                               std::shared_ptr<const ModelWriter> writer, QByteArray fingerprint)
    : m_basis(std::move(basis))
    , m_framework(std::move(framework))
    , m_writer(std::move(writer))
    , m_fingerprint(std::move(fingerprint))
{
}

QString FrameworkAgent::name() const
{
    return agent_names::FrameworkPrefix + m_framework->id();
}

QStringList FrameworkAgent::uses() const
{
    QStringList names{agent_names::Research, agent_names::Market, agent_names::Financial};
    for (const auto &id : m_framework->reads()) {
        if (m_basis.request.frameworks.contains(id))
            names.append(agent_names::FrameworkPrefix + id);
    }
    return names;
}

Result<std::optional<AgentInputs>> FrameworkAgent::cacheInputs() const
{
    QStringList read;
    for (const auto &id : m_framework->reads()) {
        if (m_basis.request.frameworks.contains(id))
            read.append(id);
    }
    AgentInputs inputs{{QStringLiteral("company"), cacheText(m_basis.company)},
                       {QStringLiteral("request"), cacheText(m_basis.request)},
                       {QStringLiteral("reads"), read.join(QLatin1Char(','))}};
    if (!m_fingerprint.isEmpty())
        inputs.insert(QStringLiteral("frameworks"), QString::fromLatin1(m_fingerprint));
    if (const auto edits = cacheText(m_basis.edits, m_framework->id()); !edits.isEmpty())
        inputs.insert(QStringLiteral("edits"), edits);
    if (m_writer)
        inputs.insert(QStringLiteral("model"), m_writer->cacheText());
    return inputs;
}

bool FrameworkAgent::isComplete(const AgentOutput &output) const
{
    // A model that couldn't be asked may answer the next time.
    const auto &writing = std::get<FrameworkOutput>(output).writing;
    return !writing || (writing->use.failure.isEmpty() && writing->use.left == 0);
}

Result<AgentOutput> FrameworkAgent::run(const AgentContext &context) const
{
    context.report(0, QCoreApplication::translate("FrameworkAgent", "Scoring %1").arg(m_framework->title()));
    QList<FrameworkOutput> earlier;
    for (const auto &id : m_framework->reads()) {
        if (const auto *output = context.input<FrameworkOutput>(agent_names::FrameworkPrefix + id))
            earlier.append(*output);
    }
    const auto input = frameworkInput(m_basis, context.input<ResearchOutput>(agent_names::Research),
                                      context.input<MarketOutput>(agent_names::Market),
                                      context.input<Financials>(agent_names::Financial));
    auto output = m_framework->derive(input, earlier, context.cancel());
    if (!output)
        return tl::unexpected(output.error());
    if (m_writer) {
        context.report(
            0.1,
            QCoreApplication::translate("FrameworkAgent", "The language model words %1").arg(m_framework->title()));
        output->writing = m_writer->framework(*output, input, m_basis.reportId, context.cancel());
    }
    return AgentOutput(std::move(*output));
}

} // namespace consultantos
