// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "llm/llm_provider.h"
#include "llm/llm_types.h"
#include "llm/model_capacity.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

class SendingRules;

/// Which earlier replies may answer a call.
enum class LlmReuse {
    None,    ///< none, and this one isn't kept
    Refresh, ///< none, but this one is kept
    Exact,   ///< that of the same request
    Similar  ///< also that of a request that asks the same in other words
};

/// A request with what isn't sent and still matters.
struct LlmCall {
    LlmRequest request; ///< `model` empty: the one of the settings
    /// Version of the evidence that the prompt was made of: part of the keys of what is kept.
    QByteArray dataVersion;
    LlmReuse reuse = LlmReuse::Exact;
    /// With LlmReuse::Similar: the end of the last message that may be said in other words, where the rest of it must be
    /// the same; empty: all of it.
    QString question = {};
    LlmProvider::OnText onText; ///< see LlmProvider::complete(); a kept reply comes as one piece
};

enum class LlmOrigin { Provider, ExactCache, SemanticCache };

struct LlmAnswer {
    LlmReply reply;
    LlmOrigin origin = LlmOrigin::Provider;
    QString cacheLevel;               ///< "l1", "l2" or "l3" of a kept one; else empty
    QString earlierPrompt;            ///< what was asked then, of one from the semantic cache
    std::chrono::milliseconds age{0}; ///< of a kept one, since it was written
    QByteArray entry;                 ///< names the kept reply: see LanguageModel::purge(); empty if it isn't kept
    QString currency;                 ///< of the amounts; empty if no price is known
    std::optional<qint64> cost;       ///< micro-units; 0 of a kept one; empty: not known
    std::optional<qint64> saved;      ///< likewise, what a kept one would have cost
    std::chrono::milliseconds duration{0};
};

/// What a call would come to.
struct LlmEstimate {
    bool isKept = false; ///< a kept reply would answer it
    qint64 inputTokens = 0;
    qint64 maxOutputTokens = 0;
    /// As many as replies to the same agent had on average until now, or ShareOfMost of the most where there is no history.
    qint64 expectedOutputTokens = 0;
    bool isFromHistory = false; ///< which of the two
    QString currency;
    std::optional<qint64> least;     ///< micro-units, with the tokens expected; 0 of a kept one; empty: not known
    std::optional<qint64> worstCase; ///< micro-units, what is set aside before the call; empty: the price isn't known

    /// Structured replies end where they have said what they have to; the limit only stops what has gone wrong.
    static constexpr double ShareOfMost = 0.25;
};

/// A language model as agents and conversations see it: with caches, limits, budgets, repetitions and the ledger behind
/// it. Every call may wait for the network: worker threads only. Thread-safe.
class LanguageModel {
public:
    virtual ~LanguageModel() = default;

    [[nodiscard]] virtual QString providerId() const = 0;     ///< "gemini", "openai", …
    [[nodiscard]] virtual QString model() const = 0;          ///< the one of the settings
    [[nodiscard]] virtual QString embeddingModel() const = 0; ///< likewise, for embed(); empty: none
    /// Everything of the settings that could change a reply, as a text: for keys of what is derived from replies.
    [[nodiscard]] virtual QString description() const = 0;

    /// Errors: those of LlmProvider; Denied names a budget that the call would pass.
    [[nodiscard]] virtual Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const = 0;
    /// Asks for JSON that satisfies the request's schema; a reply that doesn't is sent back once (completeStructured()).
    [[nodiscard]] virtual Result<LlmAnswer> askStructured(const LlmCall &call,
                                                          const CancellationToken &cancel) const = 0;
    /// See LlmProvider::embed(); NotFound without an embedding model.
    [[nodiscard]] virtual Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                                  const CancellationToken &cancel) const = 0;
    /// For how much to ask at a time. Sends nothing.
    [[nodiscard]] virtual ModelCapacity capacity() const { return {}; }
    /// Sends nothing.
    [[nodiscard]] virtual LlmEstimate estimate(const LlmCall &call) const = 0;
    /// What must not be put into prompts for it; null: everything may. See sending_rules.h for how to ask.
    [[nodiscard]] virtual std::shared_ptr<const SendingRules> rules() const { return nullptr; }
    /// "Wrong answer": the kept reply and what was made of it in the cache are never used again. The next time that the
    /// same is asked, the provider is asked another way, so that it doesn't only repeat itself.
    virtual void purge(const QByteArray &entry) const = 0;
};

/// The model of one piece of work, in place of the usual one; null: none is asked; empty: the usual one.
using ModelChoice = std::optional<std::shared_ptr<const LanguageModel>>;

} // namespace consultantos
