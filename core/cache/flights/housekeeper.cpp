// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/flights/housekeeper.h"

#include <algorithm>

namespace consultantos {

Housekeeper::Housekeeper(std::vector<Task> tasks)
    : m_tasks(std::move(tasks))
{
    if (!m_tasks.empty())
        m_thread = std::thread([this] { work(); });
}

Housekeeper::~Housekeeper()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_stop.notify_one();
    m_thread.join();
}

void Housekeeper::work()
{
    // Real time, not a Clock's: how often the world is looked at is no matter of what is seen there.
    using SteadyClock = std::chrono::steady_clock;
    std::vector<SteadyClock::time_point> due;
    for (const auto &task : m_tasks)
        due.push_back(SteadyClock::now() + task.interval);
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        const auto next = std::min_element(due.begin(), due.end());
        if (m_stop.wait_until(lock, *next, [this] { return m_isStopping; }))
            return;
        const auto &task = m_tasks[static_cast<std::size_t>(next - due.begin())];
        lock.unlock();
        task.run();
        lock.lock();
        *next = SteadyClock::now() + task.interval;
    }
}

} // namespace consultantos
