// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache/redis/redis_connection.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <chrono>
#include <span>
#include <vector>

namespace consultantos {

/// The names in Redis. All of the cache's keys begin alike, so that a database can be shared and looked through.
namespace redis_keys {

inline constexpr QByteArrayView Prefix("consultantos:1:");     ///< 1: the version of all formats of the cache in Redis
inline constexpr QByteArrayView Mark("consultantos:1:mark");   ///< the sequence's newest number, as text
inline constexpr QByteArrayView Marks("consultantos:1:marks"); ///< a hash: see redis_scripts.cpp
inline constexpr QByteArrayView Changes("consultantos:1:changes"); ///< a stream: entry N-0 is invalidation N
inline constexpr QByteArrayView Nothing("consultantos:1:nothing"); ///< never set
inline constexpr QByteArrayView Fence("consultantos:1:fence");     ///< the newest fencing token of locks

[[nodiscard]] QByteArray value(QByteArrayView key);
[[nodiscard]] QByteArray lock(QByteArrayView key);

} // namespace redis_keys

/// A computation that takes no longer than this is never refused because of its stamp's age: marks of invalidations live
/// twice as long, and older stamps are refused.
inline constexpr std::chrono::hours RedisStampLife{1};
/// No value is kept longer, so that a mark of a tag needn't be either.
inline constexpr std::chrono::hours RedisLongestLife{31 * 24};

/// A Lua script that the server keeps by its hash.
class RedisScript {
public:
    explicit RedisScript(QByteArray text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] const QByteArray &hash() const { return m_hash; }

    /// Begins a new row of stamps unless the present one is whole, of the server run `run`, and has reached `floor`.
    /// ARGV run, floor. Returns the newest stamp.
    [[nodiscard]] static const RedisScript &begin();
    /// KEYS[4] is the value or Nothing. ARGV field of the hash, scope, name, origin. Returns the invalidation's stamp, or
    /// nil if there is no row of stamps.
    [[nodiscard]] static const RedisScript &invalidate();
    /// KEYS[3] is the value. ARGV stamp, milliseconds to live, head, body, fields of the hash. Returns 1, 0 if refused,
    /// -1 if there is no row of stamps.
    [[nodiscard]] static const RedisScript &store();
    /// Removes each value of KEYS whose bytes from ARGV[1] to ARGV[2] are still what ARGV says for it: one that was written
    /// anew since they were read stays; what has no bytes, being no text, is said to have none. Returns how many went.
    [[nodiscard]] static const RedisScript &sweep();
    [[nodiscard]] static const RedisScript &acquireLock();
    [[nodiscard]] static const RedisScript &releaseLock();
    [[nodiscard]] static const RedisScript &extendLock();

private:
    QByteArray m_text;
    QByteArray m_hash;
};

struct RedisScriptCall {
    QByteArrayList keys;
    QByteArrayList arguments;
};

/// One reply for each call, in one round trip; in two where the server doesn't know the script yet.
[[nodiscard]] Result<std::vector<RedisReply>> runScript(RedisConnection &connection, const RedisScript &script,
                                                        std::span<const RedisScriptCall> calls,
                                                        RedisConnection::Deadline deadline);
/// Likewise of one call; error replies become errors (DiskFull: the server is out of memory).
[[nodiscard]] Result<RedisReply> runScript(RedisConnection &connection, const RedisScript &script,
                                           const RedisScriptCall &call, RedisConnection::Deadline deadline);
/// What an error reply means for us.
[[nodiscard]] Error errorOfReply(const RedisReply &reply);

} // namespace consultantos
