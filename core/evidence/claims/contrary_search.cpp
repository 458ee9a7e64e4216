// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/claims/contrary_search.h"

#include "storage/document_repository.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostCandidates = 40;

} // namespace

ContrarySearch::ContrarySearch(std::shared_ptr<const ClaimGate> gate,
                               std::shared_ptr<const DocumentRepository> documents)
    : m_gate(std::move(gate))
    , m_documents(std::move(documents))
{
}

Result<std::optional<ContrarySearch::Found>> ContrarySearch::against(const QString &text, const ClaimEvidence &evidence,
                                                                     bool withNumbers) const
{
    auto targets = contraryTargets(*m_gate, text, evidence);
    if (!withNumbers)
        targets.numbers.clear();
    return against(targets, evidence);
}

Result<std::optional<ContrarySearch::Found>> ContrarySearch::against(const ContraryTargets &targets,
                                                                     const ClaimEvidence &evidence) const
{
    if (targets.isEmpty() || evidence.mainCompany.isEmpty())
        return std::optional<Found>();
    PassageFilter filter;
    filter.text = contraryQuery(targets);
    filter.match = WordMatch::Any;
    filter.companyId = evidence.mainCompany;
    filter.limit = MostCandidates;
    const auto hits = m_documents->search(filter);
    if (!hits)
        return tl::unexpected(hits.error());
    QList<ContraryCandidate> candidates;
    for (const auto &hit : hits->hits)
        candidates.append({hit.placed.passage, hit.fiscalYear});
    const auto contrary = contraryPassage(*m_gate, targets, evidence, candidates);
    if (!contrary)
        return std::optional<Found>();
    for (const auto &hit : hits->hits) {
        if (hit.placed.passage.id != contrary->passage)
            continue;
        auto passage = hit.placed.passage;
        passage.section = hit.placed.section;
        return Found{*contrary, passage};
    }
    return std::optional<Found>();
}

Result<QString> ContrarySearch::version(const QString &companyId) const
{
    return m_documents->versionFor(companyId);
}

} // namespace consultantos
