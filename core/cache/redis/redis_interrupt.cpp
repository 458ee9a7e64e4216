// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_interrupt.h"

#include "cache/redis/socket_system.h"

#include <algorithm>

namespace consultantos {
namespace {

sockets::PollEntry entryOf(int descriptor, short events)
{
    sockets::PollEntry entry{};
    entry.fd = decltype(entry.fd)(descriptor);
    entry.events = events;
    return entry;
}

} // namespace

RedisInterrupt::RedisInterrupt()
    : m_ends(sockets::openSignal())
{
}

RedisInterrupt::~RedisInterrupt()
{
    sockets::closeSignal(m_ends);
}

void RedisInterrupt::raise()
{
    sockets::signal(m_ends[1]);
}

bool RedisInterrupt::isRaised() const
{
    auto end = entryOf(m_ends[0], POLLIN);
    return m_ends[0] >= 0 && sockets::poll(&end, 1, 0) > 0;
}

RedisWait waitForDescriptor(int descriptor, RedisWaitFor what, std::chrono::steady_clock::time_point deadline,
                            const RedisInterrupt *interrupt)
{
    using std::chrono::milliseconds;
    sockets::PollEntry waiting[] = {entryOf(descriptor, what == RedisWaitFor::Reading ? POLLIN : POLLOUT),
                                    entryOf(interrupt != nullptr ? interrupt->descriptor() : -1, POLLIN)};
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
        const auto limit = std::clamp<milliseconds::rep>(left.count(), 0, 60'000);
        const auto count = sockets::poll(waiting, 2, int(limit));
        if (count < 0 && !sockets::isTransient(sockets::lastError()))
            return RedisWait::TimedOut;
        if (count > 0)
            return waiting[1].revents != 0 ? RedisWait::Interrupted : RedisWait::Ready;
        if (left.count() <= 0)
            return RedisWait::TimedOut;
    }
}

} // namespace consultantos
