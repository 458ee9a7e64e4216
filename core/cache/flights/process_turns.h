// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "cache/cache_level.h"
#include "cache/computation_lock.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace consultantos {

/// Lets one process at a time compute a key. Whoever has to wait looks into the shared level meanwhile and takes what the
/// other has put there. A holder that dies loses its lock within Life; patience ends the wait for one that hangs.
/// Thread-safe.
class ProcessTurns {
public:
    /// Of a lock that nobody extends: how long a dead holder delays others.
    static constexpr std::chrono::milliseconds Life = std::chrono::seconds(15);
    /// How often extendAll() must be called.
    static constexpr std::chrono::milliseconds ExtensionInterval = Life / 3;

    /// Without a lock every turn comes at once.
    ProcessTurns(std::shared_ptr<ComputationLock> lock, std::shared_ptr<const Clock> clock);

    struct Turn {
        std::optional<ComputationLock::Grant> grant; ///< end() must be called with it
        std::optional<CacheLookup> lookup;           ///< the last look into the shared level
        bool isServed = false;                       ///< the look found what another process computed
        bool hasWaited = false;
    };
    /// `look` asks the shared level, `isGood` whether its answer ends the wait. Ends early, without a grant, when cancelled.
    [[nodiscard]] Turn wait(const QByteArray &key, const std::function<CacheLookup()> &look,
                            const std::function<bool(const CacheLookup &)> &isGood, std::chrono::milliseconds patience,
                            const CancellationToken &cancel);
    void end(const Turn &turn);
    /// Keeps the locks of what this process computes.
    void extendAll();

private:
    void hold(const ComputationLock::Grant &grant);
    void letGo(const ComputationLock::Grant &grant);

    const std::shared_ptr<ComputationLock> m_lock;
    const std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    std::vector<ComputationLock::Grant> m_held;
};

} // namespace consultantos
