// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/replay/recorded_analysis.h"

#include "agents/agent_scheduler.h"
#include "agents/standard_agents.h"
#include "evidence/fact_store.h"

namespace consultantos {

namespace {

template <typename T>
const T *outputOf(const AgentGraphResult &result, const QString &agent)
{
    const auto found = result.outputs.constFind(agent);
    return found == result.outputs.constEnd() ? nullptr : std::get_if<T>(found->output.get());
}

QList<RecordedContrary> contraryOf(const SynthesisOutput &synthesis)
{
    QList<RecordedContrary> found;
    for (const auto &claim : synthesis.summary.claims()) {
        if (!claim.contrary)
            continue;
        const auto passage = synthesis.evidence.passages().value(claim.contrary->passage);
        found.append({claim.id, *claim.contrary, passage});
    }
    return found;
}

} // namespace

Result<RecordedAnalysis> recordAnalysis(const RequestBasis &basis, const AgentGraphResult &result,
                                        const QHash<QString, Source> &documents, const FactStore &store)
{
    RecordedAnalysis recorded;
    recorded.basis = basis;
    recorded.documents = documents;
    recorded.agents = result.agents;
    recorded.own.company = basis.company;
    if (basis.isKnown) {
        auto facts = store.facts(basis.company.id);
        if (!facts)
            return tl::unexpected(facts.error());
        recorded.own.facts = *std::move(facts);
    }
    for (const auto &company : store.companies()) {
        if (company.sector.isEmpty() || company.sector != basis.company.sector || company.id == basis.company.id)
            continue;
        auto facts = store.facts(company.id);
        if (!facts)
            return tl::unexpected(facts.error());
        recorded.peers.append({company, *std::move(facts)});
    }
    if (!basis.company.industry.isEmpty())
        recorded.anchors = store.anchors(basis.company.industry);
    if (!basis.request.region.isEmpty())
        recorded.countryAnchors = store.countryAnchors(basis.request.region);
    if (const auto *research = outputOf<ResearchOutput>(result, agent_names::Research))
        recorded.research = *research;
    for (auto it = result.outputs.cbegin(); it != result.outputs.cend(); ++it) {
        const std::optional<ModelWriting> *writing = nullptr;
        if (const auto *framework = std::get_if<FrameworkOutput>(it->output.get()))
            writing = &framework->writing;
        else if (const auto *synthesis = std::get_if<SynthesisOutput>(it->output.get()))
            writing = &synthesis->writing;
        if (writing != nullptr && *writing)
            recorded.writings.insert(it.key(), **writing);
    }
    if (const auto *synthesis = outputOf<SynthesisOutput>(result, agent_names::Synthesis))
        recorded.contrary = contraryOf(*synthesis);
    return recorded;
}

} // namespace consultantos
