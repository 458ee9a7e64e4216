// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/synthesis_agent.h"

#include "agents/model/model_writer.h"
#include "evidence/claims/contrary_search.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

SynthesisAgent::SynthesisAgent(RequestBasis basis, std::shared_ptr<const ModelWriter> writer,
                               std::shared_ptr<const ContrarySearch> contrary)
    : m_basis(std::move(basis))
    , m_writer(std::move(writer))
    , m_contrary(std::move(contrary))
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
    if (!(m_basis.request.weights == RecommendationWeights{}))
        inputs.insert(QStringLiteral("weights"),
                      QString::fromUtf8(QJsonDocument(toJson(m_basis.request.weights)).toJson(QJsonDocument::Compact)));
    if (m_contrary) {
        const auto documents = m_contrary->version(m_basis.company.id);
        if (!documents)
            return tl::unexpected(documents.error());
        inputs.insert(QStringLiteral("documents"), *documents);
    }
    if (m_writer)
        inputs.insert(QStringLiteral("model"), m_writer->cacheText());
    return inputs;
}

bool SynthesisAgent::isComplete(const AgentOutput &output) const
{
    const auto &writing = std::get<SynthesisOutput>(output).writing;
    return !writing || (writing->use.failure.isEmpty() && writing->use.left == 0);
}

Status SynthesisAgent::addContrary(const FrameworkInput &input, SynthesisOutput &output,
                                   const CancellationToken &cancel) const
{
    ClaimEvidence evidence;
    evidence.known = {input.company};
    evidence.subjects = {{input.company, input.own.evidence.facts().values(), {}}};
    evidence.mainCompany = input.company.id;
    QList<Claim *> claims;
    for (auto *claim : {&output.summary.answer, &output.summary.situation, &output.summary.complication}) {
        if (*claim)
            claims.append(&**claim);
    }
    for (auto *list : {&output.summary.supports, &output.summary.risks}) {
        for (auto &claim : *list)
            claims.append(&claim);
    }
    for (auto *claim : std::as_const(claims)) {
        // A quotation is no claim of ours, whatever else stands in the documents.
        if (claim->grade == Grade::Quoted)
            continue;
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("SynthesisAgent", "Cancelled."));
        // Movements alone: the numbers of the engine's claims are the facts'.
        const auto found = m_contrary->against(claim->text, evidence, false);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            continue;
        claim->contrary = (*found)->contrary;
        output.evidence.add((*found)->passage);
    }
    return {};
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
    if (m_contrary) {
        context.report(0.05, QCoreApplication::translate("SynthesisAgent", "Looking for what speaks against it"));
        if (const auto added = addContrary(input, output, context.cancel()); !added)
            return tl::unexpected(added.error());
    }
    if (m_writer) {
        context.report(0.1, QCoreApplication::translate("SynthesisAgent", "The language model words the summary"));
        output.writing = m_writer->summary(output, input, m_basis.reportId, context.cancel());
    }
    return AgentOutput(std::move(output));
}

} // namespace consultantos
