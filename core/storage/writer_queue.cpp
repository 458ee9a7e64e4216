// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/writer_queue.h"

#include "metrics/program_metrics.h"

namespace consultantos {

WriterQueue::WriterQueue(std::shared_ptr<ProgramMetrics> metrics)
    : m_metrics(metrics && metrics->isEnabled() ? std::move(metrics) : nullptr)
{
}

WriterQueue::Entry WriterQueue::enter(std::chrono::milliseconds limit)
{
    const auto began = std::chrono::steady_clock::now();
    auto entry = Entry::Entered;
    {
        std::unique_lock lock(m_mutex);
        const auto me = std::this_thread::get_id();
        if (m_writer == me)
            return Entry::Nested;
        if (m_writer == std::thread::id() && m_waiters.empty())
            m_writer = me;
        else
            entry = waited(lock, limit);
    }
    if (m_metrics)
        m_metrics->writerWaited(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
                                entry == Entry::TimedOut);
    return entry;
}

WriterQueue::Entry WriterQueue::waited(std::unique_lock<std::mutex> &lock, std::chrono::milliseconds limit)
{
    const auto place = m_waiters.emplace(m_waiters.end());
    place->called.wait_for(lock, limit, [&place] { return place->isCalled; });
    if (!place->isCalled) {
        m_waiters.erase(place);
        return Entry::TimedOut;
    }
    m_waiters.erase(place);
    m_writer = std::this_thread::get_id();
    return Entry::Entered;
}

void WriterQueue::leave()
{
    const std::lock_guard lock(m_mutex);
    m_writer = std::thread::id();
    if (m_waiters.empty())
        return;
    m_waiters.front().isCalled = true;
    m_waiters.front().called.notify_one();
}

int WriterQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_waiters.size());
}

} // namespace consultantos
