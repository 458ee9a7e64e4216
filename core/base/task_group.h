// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <condition_variable>
#include <deque>
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
    void runNext();

    QThreadPool *m_pool;
    std::mutex m_mutex;
    std::condition_variable m_idle;
    /// Handed over under our own mutex: the pool's is in a library that a thread sanitizer can't look into.
    std::deque<std::function<void()>> m_queue;
    int m_running = 0;
};

} // namespace consultantos
