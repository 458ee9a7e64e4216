// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/computation_lock.h"

#include <algorithm>

namespace consultantos {

ComputationTurn awaitComputationTurn(ComputationLock &lock, QByteArrayView key, const ComputationPatience &patience,
                                     const std::function<bool()> &hasCome, const CancellationToken &cancel)
{
    using End = ComputationTurn::End;
    using std::chrono::milliseconds;
    using std::chrono::steady_clock;

    const auto deadline = steady_clock::now() + patience.patience;
    auto pause = patience.firstPause;
    while (!cancel.isCancelled()) {
        if (auto grant = lock.tryAcquire(key, patience.life)) {
            if (grant->isAlone || !hasCome())
                return {End::Granted, std::move(grant)};
            lock.release(*grant);
            return {End::ValueCame, std::nullopt};
        }
        if (hasCome())
            return {End::ValueCame, std::nullopt};
        const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now());
        if (left.count() <= 0)
            return {End::PatienceOver, std::nullopt};
        if (cancel.waitFor(std::min(pause, left)))
            break;
        pause = std::min(pause * 2, patience.longestPause);
    }
    return {End::Cancelled, std::nullopt};
}

} // namespace consultantos
