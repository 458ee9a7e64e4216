// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_entry.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace consultantos {

/// A value as it is kept in Redis:
///
///   "CRV1" | µs of the server's clock when it was stored, 16 digits | checksum | stamp | lives | cost | flags | tags | bytes
///
/// The server writes the time itself (a script puts it between head and body), so that what is left of a life never
/// depends on the clocks of two machines. The checksum (XXH3, 64 bits) covers the key and all that follows it: a value
/// under a wrong key is as good as a damaged one. All numbers are little-endian.
struct RedisValue {
    CacheEntryPtr entry;
    CacheLife life;
    CacheStamp stamp = 0;
};

/// The format's version stands in the head and in the prefix of all keys: other versions never meet.
inline constexpr QByteArrayView RedisValueHead("CRV1");

/// What follows the time.
[[nodiscard]] QByteArray encodeRedisValue(QByteArrayView key, const CacheEntry &entry, const CacheLife &life,
                                          CacheStamp stamp);
/// Nothing if `stored` is no whole value of ours for this key. `serverMicros` is the server's clock now. Lives are what is
/// left of them and may be used up (usable 0); a server's clock that went back makes nothing younger than it was.
[[nodiscard]] std::optional<RedisValue> decodeRedisValue(QByteArrayView key, QByteArray stored, quint64 serverMicros);

/// Where the stamp stands in what is kept, so that it can be read alone.
inline constexpr qsizetype RedisStampStart = RedisValueHead.size() + 16 + 8;
inline constexpr qsizetype RedisStampBytes = 8;
/// Of those bytes; nothing if they aren't as many. Not covered by a checksum then.
[[nodiscard]] std::optional<CacheStamp> redisStampOf(QByteArrayView bytes);

} // namespace consultantos
