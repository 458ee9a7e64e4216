// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

/// The Redis server of the settings, asked what matters for a cache. Changes nothing there.
struct RedisProbe {
    QString place;                ///< host and port, or the socket's path
    std::optional<Error> failure; ///< why it can't be asked
    std::chrono::microseconds roundTrip{0};
    bool isLocal = false;     ///< on this machine
    bool hasPassword = false; ///< we sign in by one
    /// The server's own settings; empty where it doesn't tell them.
    std::optional<quint64> maxMemory; ///< bytes; 0: without limit
    QByteArray policy;                ///< maxmemory-policy
    std::optional<bool> isPersistent; ///< by snapshots or by its log

    /// Waits for the server, three seconds at most.
    [[nodiscard]] static RedisProbe ask(const QString &url);
};

} // namespace consultantos
