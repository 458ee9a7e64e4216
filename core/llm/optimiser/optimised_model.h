// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "llm/optimiser/call_chain.h"
#include "llm/optimiser/reply_cache.h"
#include "llm/optimiser/similar_prompts.h"

#include <memory>

namespace consultantos {

class HttpClient;
class MoneyLedger;

/// The one path of all calls of language models: kept replies of the same and of similar requests, then the CallChain with
/// budgets, limits, repetitions, other providers and the ledger. docs/language-models.md describes each step.
class OptimisedModel final : public LanguageModel {
public:
    struct Parts {
        std::shared_ptr<const CallChain> chain; ///< its first route is the model of the settings
        std::shared_ptr<const CallAccounts> accounts;
        std::shared_ptr<const ReplyCache> replies;
        std::shared_ptr<SimilarPrompts> prompts; ///< null: no similar ones are looked for
        std::shared_ptr<const Clock> clock;
        /// What tells how long replies are; null: nothing does.
        std::shared_ptr<const MoneyLedger> history;
        QString embeddingModel;             ///< empty: none
        QString description;                ///< see LanguageModel::description()
        std::shared_ptr<HttpClient> client; ///< the providers refer to it
    };

    explicit OptimisedModel(Parts parts);

    [[nodiscard]] QString providerId() const override;
    [[nodiscard]] QString model() const override;
    [[nodiscard]] QString embeddingModel() const override { return m_parts.embeddingModel; }
    [[nodiscard]] QString description() const override { return m_parts.description; }
    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override;
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &cancel) const override;
    [[nodiscard]] ModelCapacity capacity() const override;
    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override;
    void purge(const QByteArray &entry) const override;

private:
    struct Kept;

    [[nodiscard]] const ModelRoute &route() const { return m_parts.chain->routes().first(); }
    [[nodiscard]] LlmCall named(const LlmCall &call) const;
    [[nodiscard]] std::optional<SemanticHit> similarTo(const LlmCall &call) const;
    void expectOutput(const LlmRequest &request, LlmEstimate &estimate) const;
    [[nodiscard]] LlmAnswer fromCache(const LlmCall &call, const Kept &kept) const;
    [[nodiscard]] std::chrono::milliseconds since(std::chrono::nanoseconds started) const;

    Parts m_parts;
};

} // namespace consultantos
