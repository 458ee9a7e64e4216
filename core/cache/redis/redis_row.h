// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/cache_level.h"
#include "cache/redis/redis_connection.h"
#include "cache/redis/redis_marks.h"

#include <span>

namespace consultantos {

/// The server's row of stamps as this process follows it: begins it where it is missing or broken, adds invalidations to
/// it, and keeps the copy of its marks. Thread-safe.
class RedisRow {
public:
    using Deadline = RedisConnection::Deadline;

    /// `origin` names this process's invalidations in the stream of changes.
    explicit RedisRow(QByteArray origin);

    [[nodiscard]] RedisMarks &marks() { return m_marks; }
    [[nodiscard]] const RedisMarks &marks() const { return m_marks; }

    /// Makes sure of a whole row that belongs to this run of the server, and of a complete copy. A new row has everything
    /// before it invalid. An error if the server loses it again and again.
    [[nodiscard]] Status ensure(RedisConnection &connection, Deadline deadline);
    /// Completes the copy up to the mark `told` that came with a reply (0: there was none); `before` is marks().newest() of
    /// before the question. A mark that is missing or went back means a broken row: the reply's values are of no use then.
    [[nodiscard]] Status follow(RedisConnection &connection, CacheStamp before, CacheStamp told, Deadline deadline);
    [[nodiscard]] static bool isBroken(CacheStamp before, CacheStamp told) { return told == 0 || told < before; }
    /// In one round trip. After an error some of them may have been done.
    [[nodiscard]] Status invalidate(RedisConnection &connection, std::span<const CacheInvalidation> invalidations,
                                    Deadline deadline);

private:
    RedisMarks m_marks;
};

} // namespace consultantos
