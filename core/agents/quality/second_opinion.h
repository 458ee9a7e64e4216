// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_gate.h"
#include "base/cancellation.h"
#include "base/settings.h"
#include "llm/language_model.h"
#include "model/report.h"

#include <QString>

#include <chrono>
#include <memory>

namespace consultantos {

/// Version of instructions, schema and checks: part of the keys of reports that have one.
inline constexpr int SecondOpinionVersion = 1;

/// Of a reply; what comes beyond is struck.
inline constexpr int MostObjections = 12;

/// Asks a language model, once for a report, which of its statements it holds unsupported by their evidence or contradictory
/// to others. It is shown statements and what they rest on, nothing else. What it says becomes notes of the review: never
/// open, and they cost no points. Struck are objections to statements that aren't there or weren't shown, with figures that the
/// statements don't have, and those that the claim gate denies: it finds each figure of the statement in the filings.
/// Immutable and thread-safe; waits for the network.
class SecondOpinion {
public:
    struct Parts {
        std::shared_ptr<const LanguageModel> model;
        std::shared_ptr<const ClaimGate> gate; ///< null: nothing is held against filings
        LlmReuse reuse = LlmReuse::Exact;
        std::chrono::milliseconds limit{30'000};
    };
    explicit SecondOpinion(Parts parts);

    /// Adds it to the report's review; a model that is too small for a whole report isn't asked. Whatever fails leaves the review as it is but for QualityReview::opinion, which says
    /// why. `evidence`: what the gate knows of the report's companies.
    void addTo(QualityReview &review, const Report &report, const ClaimEvidence &evidence,
               const CancellationToken &cancel) const;

private:
    Parts m_parts;
};

/// Whether the setting llm_second_opinion asks for one, as Settings::describe() tells them.
[[nodiscard]] bool asksSecondOpinion(const QList<SettingDescription> &settings);

} // namespace consultantos
