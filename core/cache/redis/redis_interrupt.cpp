// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_interrupt.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace consultantos {

RedisInterrupt::RedisInterrupt()
{
    if (::pipe(m_ends.data()) != 0) {
        m_ends.fill(-1);
        return;
    }
    for (const auto end : m_ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
}

RedisInterrupt::~RedisInterrupt()
{
    for (const auto end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

void RedisInterrupt::raise()
{
    const char byte = 0;
    while (m_ends[1] >= 0 && ::write(m_ends[1], &byte, 1) < 0 && errno == EINTR) {
    }
}

bool RedisInterrupt::isRaised() const
{
    pollfd end{m_ends[0], POLLIN, 0};
    return m_ends[0] >= 0 && ::poll(&end, 1, 0) > 0;
}

RedisWait waitForDescriptor(int descriptor, short events, std::chrono::steady_clock::time_point deadline,
                            const RedisInterrupt *interrupt)
{
    using std::chrono::milliseconds;
    // A negative descriptor is passed over by poll().
    pollfd waiting[] = {{descriptor, events, 0}, {interrupt != nullptr ? interrupt->descriptor() : -1, POLLIN, 0}};
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
        const auto limit = std::clamp<milliseconds::rep>(left.count(), 0, 60'000);
        const auto count = ::poll(waiting, 2, int(limit));
        if (count < 0 && errno != EINTR)
            return RedisWait::TimedOut;
        if (count > 0)
            return waiting[1].revents != 0 ? RedisWait::Interrupted : RedisWait::Ready;
        if (left.count() <= 0)
            return RedisWait::TimedOut;
    }
}

} // namespace consultantos
