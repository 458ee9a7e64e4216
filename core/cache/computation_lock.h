// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <chrono>
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

} // namespace consultantos
