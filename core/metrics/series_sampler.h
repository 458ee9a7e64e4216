// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos {

class TimeSeries;

/// Has a time series take its sample each second, in a thread of its own, for as long as it lives. Its end waits for a
/// sample under way and writes what is begun.
class SeriesSampler {
public:
    explicit SeriesSampler(std::shared_ptr<TimeSeries> series);
    ~SeriesSampler();
    SeriesSampler(const SeriesSampler &) = delete;
    SeriesSampler &operator=(const SeriesSampler &) = delete;

private:
    void run();

    const std::shared_ptr<TimeSeries> m_series;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace consultantos
