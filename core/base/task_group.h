// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace consultantos {

/// Tasks on a shared pool whose end somebody must be able to wait for. Thread-safe. wait() must not be called from one
/// of the pool's own threads.
class TaskGroup {
public:
    explicit TaskGroup(QThreadPool *pool);
    ~TaskGroup();
    TaskGroup(const TaskGroup &) = delete;
    TaskGroup &operator=(const TaskGroup &) = delete;

    void start(std::function<void()> task);
    void wait();

private:
    QThreadPool *m_pool;
    std::mutex m_mutex;
    std::condition_variable m_idle;
    int m_running = 0;
};

} // namespace consultantos
