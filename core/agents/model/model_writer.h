// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/model/evidence_prompt.h"
#include "agents/model/writing_request.h"
#include "analysis/claims/claim_gate.h"
#include "analysis/synthesis.h"
#include "analysis/wording/wording_vocabulary.h"
#include "base/cancellation.h"
#include "llm/language_model.h"
#include "model/model_writing.h"

#include <QSet>
#include <QString>

#include <chrono>
#include <memory>

namespace consultantos {

/// Has a language model word what an agent of the built-in engine found, and keeps of it what passes the checks of
/// WordingCheck: statements that fail are sent back once with their faults, then struck. Whatever fails – network, budget,
/// a reply that is no JSON, a refusal – leaves the engine's output as it is, with a line for the report's limits.
/// Immutable and thread-safe; waits for the network.
class ModelWriter {
public:
    struct Parts {
        std::shared_ptr<const LanguageModel> model;
        std::shared_ptr<const ClaimGate> gate;
        std::shared_ptr<const WordingVocabulary> words;
        LlmReuse reuse = LlmReuse::Exact;
        std::chrono::milliseconds limit{60'000}; ///< for one agent, with all calls
    };
    explicit ModelWriter(Parts parts);

    /// For the keys of what a model wrote: changes with everything that could change a reply or what is kept of it.
    [[nodiscard]] QString cacheText() const;
    [[nodiscard]] QString providerId() const { return m_parts.model->providerId(); }
    [[nodiscard]] QString modelName() const { return m_parts.model->model(); }

    [[nodiscard]] ModelWriting framework(const FrameworkOutput &output, const FrameworkInput &input,
                                         const QString &reportId, const CancellationToken &cancel) const;
    [[nodiscard]] ModelWriting summary(const SynthesisOutput &output, const FrameworkInput &input,
                                       const QString &reportId, const CancellationToken &cancel) const;

private:
    /// What one agent's prompt is made of.
    struct Task {
        QString agent;
        QString title;
        QString reportId;
        QStringList refs; ///< in the order in which the prompt numbers them
        EvidenceBook book;
        QList<Claim> claims;
        QList<WritingSection> sections;
        QSet<QString> items; ///< what a new statement may join
    };

    [[nodiscard]] ModelWriting write(Task task, const FrameworkInput &input, const CancellationToken &cancel) const;

    Parts m_parts;
};

/// What of a claim may be reworded: a quotation is exact.
[[nodiscard]] bool mayBeReworded(const Claim &claim);

} // namespace consultantos
