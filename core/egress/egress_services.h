// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "egress/validator_store.h"
#include "model/egress_entry.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

/// What the egress layer needs from outside, so that tests need no sleep and no dice.
struct EgressServices {
    /// Calls the function in the thread of `context` after the wait, unless `context` is gone by then.
    using Scheduler = std::function<void(std::chrono::milliseconds wait, QObject *context, std::function<void()>)>;

    std::shared_ptr<const Clock> clock;
    std::shared_ptr<LedgerSink> ledger;         ///< may be empty
    std::shared_ptr<ValidatorStore> validators; ///< may be empty: nothing is asked for conditionally
    std::function<double()> uniform;            ///< random numbers from [0, 1); called in the network thread alone
    Scheduler after;                            ///< of waits between attempts; time limits don't depend on it

    /// Real timers and randomness, kept answers in memory.
    [[nodiscard]] static EgressServices standard(std::shared_ptr<const Clock> clock,
                                                 std::shared_ptr<LedgerSink> ledger);
};

} // namespace consultantos
