// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <chrono>
#include <functional>
#include <optional>

namespace consultantos {

/// Who computes a key, among processes. It saves work and guards nothing: a holder that dies or stalls loses the lock by
/// expiry, and where the lock's server is gone everyone computes for himself. Thread-safe; no call takes longer than the
/// time limit of the store behind it. There is none where processes share no server: callers take a null pointer.
class ComputationLock {
public:
    virtual ~ComputationLock() = default;

    struct Grant {
        QByteArray key;
        QByteArray token;  ///< random: only who has it may release or extend. Empty: see isAlone
        quint64 fence = 0; ///< grows by each grant of any key: the later holder has the greater one
        /// The server didn't answer: granted so that the caller goes on, with nothing kept anywhere.
        bool isAlone = false;
    };

    /// Nothing if another holds the lock. The grant ends by itself after `life` (at least 1 ms) unless extended.
    [[nodiscard]] virtual std::optional<Grant> tryAcquire(QByteArrayView key, std::chrono::milliseconds life) = 0;
    /// Does nothing if the grant has ended meanwhile, even if another has the lock now.
    virtual void release(const Grant &grant) = 0;
    /// Makes the grant end `life` from now. False if it has ended: the caller may finish, but another may compute, too.
    virtual bool extend(const Grant &grant, std::chrono::milliseconds life) = 0;
};

/// How waiting for one's turn to compute ended.
struct ComputationTurn {
    enum class End {
        Granted,      ///< compute, store, release
        ValueCame,    ///< another has computed it
        PatienceOver, ///< compute without a lock, or do without the value
        Cancelled,
    };

    End end = End::PatienceOver;
    std::optional<ComputationLock::Grant> grant; ///< of Granted alone
};

struct ComputationPatience {
    std::chrono::milliseconds life{30'000};     ///< of the grant
    std::chrono::milliseconds patience{60'000}; ///< how long to wait for another's computation
    std::chrono::milliseconds firstPause{5};    ///< between two looks; doubles
    std::chrono::milliseconds longestPause{100};
};

/// Waits in the calling thread until the lock is ours, the value came, or patience is over. A holder who dies delays by
/// what is left of his grant, and never longer than the patience. `hasCome` looks for the value where processes share it;
/// it is asked once more after the lock was granted, since the former holder may have stored it just before.
[[nodiscard]] ComputationTurn awaitComputationTurn(ComputationLock &lock, QByteArrayView key,
                                                   const ComputationPatience &patience,
                                                   const std::function<bool()> &hasCome,
                                                   const CancellationToken &cancel = {});

} // namespace consultantos
