// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/redis/redis_link.h"
#include "cache/redis/redis_marks.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace consultantos {

/// Takes values from the server that an invalidation of all has made invalid, so that they don't hold its memory until
/// they expire. Works in a thread of its own and in steps of some hundred keys, each of which borrows a connection and
/// blocks the server for about a millisecond; newer values stay. While the server is away it waits. Thread-safe.
class RedisSweeper {
public:
    /// How long finish() goes on with a sweep that has begun.
    static constexpr std::chrono::seconds CloseLimit{3};

    /// Valid is what `marks` allow.
    explicit RedisSweeper(const RedisMarks &marks);
    ~RedisSweeper();
    RedisSweeper(const RedisSweeper &) = delete;
    RedisSweeper &operator=(const RedisSweeper &) = delete;

    /// Begins a sweep, or begins the present one again. `link` must live until finish() has returned.
    void start(RedisLink &link);
    /// Ends a sweep within the limit, at once if the server is away; no other begins any more.
    void finish();

private:
    void run(RedisLink &link);
    [[nodiscard]] bool sweep(RedisLink &link);
    /// The cursor from which to go on, "0" at the end; nothing if the server didn't answer.
    [[nodiscard]] std::optional<QByteArray> step(RedisLink &link, const QByteArray &cursor) const;
    [[nodiscard]] bool isOver();

    const RedisMarks &m_marks;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isAsked = false;
    bool m_isClosing = false;
    std::chrono::steady_clock::time_point m_closeAt;
    std::thread m_thread;
};

} // namespace consultantos
