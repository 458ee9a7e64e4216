// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task_group.h"

namespace consultantos {

TaskGroup::TaskGroup(QThreadPool *pool)
    : m_pool(pool)
{
}

TaskGroup::~TaskGroup()
{
    wait();
}

void TaskGroup::start(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(task));
        ++m_running;
    }
    m_pool->start([this] { runNext(); });
}

void TaskGroup::runNext()
{
    std::function<void()> task;
    {
        const std::lock_guard lock(m_mutex);
        task = std::move(m_queue.front());
        m_queue.pop_front();
    }
    task();
    // What the task holds must be gone before a waiter goes on to destroy what it refers to.
    task = nullptr;
    const std::lock_guard lock(m_mutex);
    --m_running;
    m_idle.notify_all();
}

void TaskGroup::wait()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_running == 0; });
}

} // namespace consultantos
