// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos {

class ProgramMetrics;

/// Who writes to a database, one after the other in the order of asking. SQLite's own waiting is by trying again after
/// ever longer sleeps, so that under load a writer can lose each try; here the longest waiting is next. Of one process:
/// others are waited for by SQLite once it is one's turn. Thread-safe.
class WriterQueue {
public:
    /// `metrics` is told of waits and time-outs; null: nothing is.
    explicit WriterQueue(std::shared_ptr<ProgramMetrics> metrics = nullptr);

    enum class Entry {
        Entered,  ///< until leave()
        Nested,   ///< this thread has the turn already, which stays as it is
        TimedOut, ///< it wasn't one's turn within the limit
    };
    [[nodiscard]] Entry enter(std::chrono::milliseconds limit);
    /// By the thread that entered.
    void leave();
    [[nodiscard]] int waiting() const;

private:
    struct Waiter {
        std::condition_variable called;
        bool isCalled = false;
    };
    [[nodiscard]] Entry waited(std::unique_lock<std::mutex> &lock, std::chrono::milliseconds limit);

    std::shared_ptr<ProgramMetrics> m_metrics;
    mutable std::mutex m_mutex;
    std::list<Waiter> m_waiters;
    std::thread::id m_writer; ///< of nobody while nobody writes
};

} // namespace consultantos
