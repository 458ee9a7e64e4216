// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/llm_provider.h"
#include "llm/optimiser/call_accounts.h"
#include "llm/optimiser/call_gate.h"
#include "llm/optimiser/circuit_breaker.h"
#include "llm/optimiser/pace_meter.h"

#include <QList>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

/// A provider with a model and what keeps calls to it in bounds.
struct ModelRoute {
    std::shared_ptr<const LlmProvider> provider;
    QString model; ///< of calls that name none
    std::shared_ptr<CallGate> gate;
    std::shared_ptr<CircuitBreaker> breaker;
    std::shared_ptr<PaceMeter> pace{}; ///< null: not measured
};

/// When a failed attempt is followed by another: after a random part of base · 2^(failures − 1), at most `cap` ("full
/// jitter": M. Brooker, "Exponential Backoff And Jitter", 2015), and never before the provider wants to be asked again.
struct RepetitionLimits {
    int attempts = 4; ///< with one provider
    std::chrono::milliseconds base{500};
    std::chrono::milliseconds cap{20'000};

    /// `failed` is 1 after the first failure; `uniform` from [0, 1).
    [[nodiscard]] std::chrono::milliseconds wait(int failed, double uniform,
                                                 std::optional<std::chrono::milliseconds> retryAfter) const;
};

/// Makes a call: with money set aside, in its turn, again where that may help and there is time, with the next provider
/// where one can't be had, and in the ledger at the end. The only place where calls of models are repeated. Thread-safe.
class CallChain {
public:
    struct Answer {
        LlmReply reply;
        std::optional<qint64> cost; ///< micro-units, of all attempts; empty: not known
        bool isFirstChoice = true;  ///< of the first provider
    };

    CallChain(QList<ModelRoute> routes, RepetitionLimits repetitions, std::shared_ptr<const CallAccounts> accounts,
              CallTiming timing);

    [[nodiscard]] const QList<ModelRoute> &routes() const { return m_routes; }
    /// Within request.timeLimit, with all waits. Once text was handed out nothing is repeated. The error is that of the
    /// first provider, unless the call was cancelled.
    [[nodiscard]] Result<Answer> call(const LlmRequest &request, const LlmProvider::OnText &onText,
                                      const CancellationToken &cancel) const;
    /// Vectors by the first provider's `model`, likewise, within a minute. Providers' embeddings come without their usage,
    /// so the ledger has what they can have cost at most.
    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QString &model, const QStringList &texts,
                                                          const CancellationToken &cancel) const;

private:
    class Run;

    [[nodiscard]] Result<QList<std::vector<float>>> embedOnce(const QString &model, const QStringList &texts,
                                                              std::chrono::nanoseconds deadline,
                                                              const CancellationToken &cancel) const;

    const QList<ModelRoute> m_routes;
    const RepetitionLimits m_repetitions;
    const std::shared_ptr<const CallAccounts> m_accounts;
    const CallTiming m_timing;
};

} // namespace consultantos
