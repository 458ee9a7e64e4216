// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "llm/llm_types.h"
#include "llm/money/budget_keeper.h"
#include "llm/money/price_table.h"
#include "llm/optimiser/ledger_writer.h"
#include "model/model_call.h"

#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

class ProgramMetrics;

/// Tokens that a request's input can have at most: tokenizers of bytes make none of less than one byte, and what
/// providers put around messages and schemas is bounded.
[[nodiscard]] qint64 mostInputTokens(const LlmRequest &request);

/// What calls may cost and did cost: prices, budgets and the ledger together. Thread-safe.
class CallAccounts {
public:
    /// What is known of a call when it ends.
    struct Bill {
        QString id; ///< of the ledger's row
        QString provider;
        const LlmRequest *request = nullptr; ///< with the model that was asked
        std::optional<LlmUsage> usage;
        bool isRateLimited = false;
        std::chrono::milliseconds duration{0};
    };

    CallAccounts(std::shared_ptr<BudgetKeeper> budget, std::shared_ptr<const PriceTable> prices,
                 std::shared_ptr<LedgerWriter> ledger, std::shared_ptr<const Clock> clock,
                 std::shared_ptr<ProgramMetrics> metrics = nullptr); ///< null: nothing is measured

    [[nodiscard]] QString currency() const { return m_prices->currency(); }
    [[nodiscard]] const BudgetKeeper &budget() const { return *m_budget; }
    /// Micro-units; empty: the price isn't known.
    [[nodiscard]] std::optional<qint64> worstCase(const QString &provider, const LlmRequest &request) const;
    [[nodiscard]] std::optional<qint64> costOf(const QString &provider, const QString &model,
                                               const LlmUsage &usage) const;

    /// Sets the worst case aside. See BudgetKeeper::reserve().
    [[nodiscard]] Result<BudgetKeeper::Reservation> reserve(const QString &provider, const LlmRequest &request) const;
    /// Likewise for so many tokens of input alone.
    [[nodiscard]] Result<BudgetKeeper::Reservation> reserveInput(const QString &provider, const QString &model,
                                                                 qint64 tokens) const;
    /// Settles and records an attempt that was, or may have been, billed; returns its cost. Without usage that is all
    /// that was reserved, where the price is known.
    std::optional<qint64> settle(BudgetKeeper::Reservation &reservation, const Bill &bill) const;
    /// Records a call that was only ever asked to wait.
    void recordRefused(const Bill &bill) const;
    /// Records a kept reply that was used; returns what it saved.
    std::optional<qint64> recordHit(const Bill &bill) const;
    /// Measures an attempt that failed; it is no row of the ledger.
    void countFailure(const LlmRequest &request, ErrorCode code) const;

private:
    [[nodiscard]] std::optional<ModelPrice> priceOf(const QString &provider, const QString &model) const;
    [[nodiscard]] ModelCall rowOf(const Bill &bill) const;
    void measure(const Bill &bill) const;

    std::shared_ptr<BudgetKeeper> m_budget;
    std::shared_ptr<const PriceTable> m_prices;
    std::shared_ptr<LedgerWriter> m_ledger;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ProgramMetrics> m_metrics;
};

} // namespace consultantos
