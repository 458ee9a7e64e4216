// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "agents/request_basis.h"
#include "base/result.h"
#include "model/model_writing.h"
#include "model/report.h"

#include <QHash>
#include <QList>
#include <QMap>

namespace consultantos {

class FactStore;
struct AgentGraphResult;

/// All facts of a company as the analysis read them.
struct RecordedCompany {
    Company company;
    QList<Fact> facts;
};

/// What speaks against a claim, as it was found in the documents.
struct RecordedContrary {
    QString claim; ///< its id
    ContraryPassage contrary;
    Passage passage;
};

/// Everything that an analysis was derived from: from it alone replayAnalysis() makes the same report again, with no store,
/// no network and no language model.
struct RecordedAnalysis {
    RequestBasis basis;
    RecordedCompany own;
    QList<RecordedCompany> peers; ///< all companies of its sector, in the store's order
    QList<IndustryAnchor> anchors;
    QList<Fact> countryAnchors;
    std::optional<ResearchOutput> research; ///< empty if that agent failed
    QHash<QString, Source> documents;       ///< what was known of each document
    QList<RecordedContrary> contrary;       ///< of the summary's claims
    QMap<QString, ModelWriting> writings;   ///< by agent: what a language model's checked replies came to
    QList<AgentRecord> agents;              ///< how each fared, and how long it took
};

/// Of an analysis that has just ended. Reads the facts from `store`: what the agents took from a cache rests on the same
/// ones. Errors: those of the store.
[[nodiscard]] Result<RecordedAnalysis> recordAnalysis(const RequestBasis &basis, const AgentGraphResult &result,
                                                      const QHash<QString, Source> &documents, const FactStore &store);

} // namespace consultantos
