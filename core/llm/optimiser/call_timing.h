// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace consultantos {

/// Time, waiting and chance as the optimiser has them, so that tests need no sleep and no dice. Thread-safe.
struct CallTiming {
    /// Waits under `lock` until `changed` is notified or `atMost` has passed; may return sooner.
    using Wait = std::function<void(std::unique_lock<std::mutex> &lock, std::condition_variable &changed,
                                    std::chrono::nanoseconds atMost)>;

    std::shared_ptr<const Clock> clock;
    Wait wait;
    std::function<double()> uniform; ///< random numbers from [0, 1)

    /// Real waits and randomness.
    [[nodiscard]] static CallTiming standard(std::shared_ptr<const Clock> clock);
};

} // namespace consultantos
