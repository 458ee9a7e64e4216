// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <memory>
#include <vector>

struct redisReader;

namespace consultantos {

/// One reply of a Redis server (RESP2), owned.
struct RedisReply {
    enum class Kind { Nil, Text, Integer, Array, Error };

    Kind kind = Kind::Nil;
    QByteArray text;    ///< of Text (bulk or status) and Error ("OOM command not allowed …")
    qint64 integer = 0; ///< of Integer
    std::vector<RedisReply> elements;

    [[nodiscard]] bool isError() const { return kind == Kind::Error; }
    /// Whether it is an error of that kind, by its first word: "OOM", "NOSCRIPT", "WRONGPASS".
    [[nodiscard]] bool isError(const char *word) const;
    /// An integer, or a text that is one; 0 for anything else.
    [[nodiscard]] quint64 toNumber() const;
};

struct RedisReaderFree {
    void operator()(redisReader *reader) const;
};
using RedisReader = std::unique_ptr<redisReader, RedisReaderFree>;

/// hiredis' parser that builds RedisReply objects at once: one copy of a value fewer than by its own reply objects, which
/// also come with its sockets. What redisReaderGetReply() gives is a RedisReply from new. Null: memory is used up.
[[nodiscard]] RedisReader makeRedisReader();

} // namespace consultantos
