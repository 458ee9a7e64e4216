// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_sweeper.h"

#include "cache/redis/redis_scripts.h"
#include "cache/redis/redis_value.h"

#include <algorithm>

namespace consultantos {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr QByteArrayView KeysAtOnce("512");
/// After a step that failed.
constexpr milliseconds FirstPause{100};
constexpr milliseconds LongestPause{5'000};

} // namespace

RedisSweeper::RedisSweeper(const RedisMarks &marks)
    : m_marks(marks)
{
}

RedisSweeper::~RedisSweeper()
{
    finish();
}

void RedisSweeper::start(RedisLink &link)
{
    const std::lock_guard lock(m_mutex);
    if (m_isClosing)
        return;
    m_isAsked = true;
    if (!m_thread.joinable())
        m_thread = std::thread(&RedisSweeper::run, this, std::ref(link));
    m_changed.notify_all();
}

void RedisSweeper::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_isClosing)
            m_closeAt = steady_clock::now() + CloseLimit;
        m_isClosing = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool RedisSweeper::isOver()
{
    const std::lock_guard lock(m_mutex);
    return m_isClosing && steady_clock::now() >= m_closeAt;
}

void RedisSweeper::run(RedisLink &link)
{
    auto pause = FirstPause;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isAsked || m_isClosing; });
        if (!m_isAsked)
            return;
        m_isAsked = false;
        lock.unlock();
        const bool isDone = sweep(link);
        lock.lock();
        if (isDone) {
            pause = FirstPause;
            continue;
        }
        if (m_isClosing)
            return;
        m_isAsked = true;
        m_changed.wait_for(lock, pause, [this] { return m_isClosing; });
        pause = std::min(pause * 2, LongestPause);
    }
}

bool RedisSweeper::sweep(RedisLink &link)
{
    QByteArray cursor("0");
    do {
        auto next = isOver() ? std::nullopt : step(link, cursor);
        if (!next)
            return false;
        cursor = std::move(*next);
    } while (cursor != "0");
    return true;
}

std::optional<QByteArray> RedisSweeper::step(RedisLink &link, const QByteArray &cursor) const
{
    const auto deadline = link.deadline();
    auto lease = link.lease(deadline);
    if (!lease)
        return std::nullopt;
    auto &connection = **lease;
    const auto pattern = redis_keys::value("*");
    connection.add({"SCAN", cursor, "MATCH", pattern, "COUNT", KeysAtOnce});
    const auto scanned = connection.exchange(deadline);
    if (!scanned || scanned->front().elements.size() != 2)
        return std::nullopt;
    const auto &next = scanned->front().elements[0].text;
    const auto &keys = scanned->front().elements[1].elements;
    if (keys.empty())
        return next;

    const auto first = QByteArray::number(RedisStampStart);
    const auto last = QByteArray::number(RedisStampStart + RedisStampBytes - 1);
    for (const auto &key : keys)
        connection.add({"GETRANGE", key.text, first, last});
    const auto stamps = connection.exchange(deadline);
    if (!stamps)
        return std::nullopt;
    RedisScriptCall call{{}, {first, last}};
    for (std::size_t index = 0; index < keys.size(); ++index) {
        // What isn't a value of ours is of no use under such a name.
        const auto &reply = (*stamps)[index];
        const auto bytes = reply.isError() ? QByteArray("") : reply.text;
        const auto stamp = redisStampOf(bytes);
        if (stamp && m_marks.allows(*stamp, {}))
            continue;
        call.keys.append(keys[index].text);
        call.arguments.append(bytes);
    }
    if (call.keys.isEmpty())
        return next;
    // A value that is written at this very moment under a key that was looked at must not go with the old one.
    if (!runScript(connection, RedisScript::sweep(), call, deadline))
        return std::nullopt;
    return next;
}

} // namespace consultantos
