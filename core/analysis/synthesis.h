// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"
#include "model/report.h"

namespace consultantos {

struct SynthesisOutput {
    ExecutiveSummary summary;
    QList<Recommendation> recommendations;
    QList<Condition> tippingPoints; ///< of the first of them
    EvidenceBook evidence;
    QList<DataRequest> requests;
    std::optional<ModelWriting> writing{}; ///< put there by the agent, where a language model is on
};

/// The executive summary, answer first, and the recommendations, from what the frameworks found. The question's topics
/// decide which figures answer it. Pure, deterministic, thread-safe.
[[nodiscard]] SynthesisOutput synthesise(const FrameworkInput &input, const QList<FrameworkOutput> &frameworks);

} // namespace consultantos
