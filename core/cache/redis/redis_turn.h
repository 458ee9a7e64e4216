// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace consultantos {

/// A mutex that is waited for until a deadline: std::unique_lock(turn, deadline). std::timed_mutex would do, but the thread
/// sanitizer of GCC 12 doesn't see how it locks and so nothing that it guards.
class RedisTurn {
public:
    bool try_lock_until(std::chrono::steady_clock::time_point deadline)
    {
        std::unique_lock lock(m_mutex);
        if (!m_left.wait_until(lock, deadline, [this] { return !m_isTaken; }))
            return false;
        m_isTaken = true;
        return true;
    }
    void lock()
    {
        std::unique_lock lock(m_mutex);
        m_left.wait(lock, [this] { return !m_isTaken; });
        m_isTaken = true;
    }
    void unlock()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isTaken = false;
        }
        m_left.notify_one();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_left;
    bool m_isTaken = false;
};

} // namespace consultantos
