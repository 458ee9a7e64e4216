// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/series_sampler.h"

#include "metrics/time_series.h"

namespace consultantos {

SeriesSampler::SeriesSampler(std::shared_ptr<TimeSeries> series)
    : m_series(std::move(series))
    , m_thread([this] { run(); })
{
}

SeriesSampler::~SeriesSampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_ending.notify_all();
    m_thread.join();
    m_series->flush();
}

void SeriesSampler::run()
{
    auto next = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        lock.unlock();
        m_series->sample();
        lock.lock();
        next += TimeSeries::Second;
        // A machine that slept doesn't make up for what it missed.
        if (const auto now = std::chrono::steady_clock::now(); next < now)
            next = now;
        m_ending.wait_until(lock, next, [this] { return m_isEnding; });
    }
}

} // namespace consultantos
