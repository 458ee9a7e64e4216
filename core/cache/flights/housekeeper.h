// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace consultantos {

/// One thread that does small things again and again, in turn: each as long after its last end as its interval says.
/// Without a task there is no thread. The destructor waits for the task that runs.
class Housekeeper {
public:
    struct Task {
        std::chrono::milliseconds interval{0};
        std::function<void()> run;
    };

    explicit Housekeeper(std::vector<Task> tasks);
    ~Housekeeper();
    Housekeeper(const Housekeeper &) = delete;
    Housekeeper &operator=(const Housekeeper &) = delete;

private:
    void work();

    const std::vector<Task> m_tasks;
    std::mutex m_mutex;
    std::condition_variable m_stop;
    bool m_isStopping = false;
    std::thread m_thread;
};

} // namespace consultantos
