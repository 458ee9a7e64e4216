// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_level_stats.h"

#include <QByteArray>
#include <QtGlobal>

#include <chrono>

namespace consultantos {

/// What a Redis server says of itself, of INFO and DBSIZE.
struct RedisServerFigures {
    quint64 usedBytes = 0;
    quint64 capacityBytes = 0; ///< "maxmemory"; 0: no limit
    quint64 evictions = 0;     ///< since the server began
    quint64 expirations = 0;   ///< since the server began
    quint64 keys = 0;          ///< of our database number

    /// `info` is the reply to INFO.
    [[nodiscard]] static RedisServerFigures read(const QByteArray &info, quint64 keys);
};

/// Counts one operation that took `time`.
void countLatency(CacheLatency &latency, std::chrono::nanoseconds time);

} // namespace consultantos
