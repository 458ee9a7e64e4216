// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/reconciler.h"

namespace consultantos {

Reconciler::Reconciler(std::shared_ptr<WorkQueue> queue, JobClaims claims, std::shared_ptr<const Clock> clock,
                       std::chrono::milliseconds patience)
    : m_queue(std::move(queue))
    , m_claims(std::move(claims))
    , m_clock(std::move(clock))
    , m_patience(patience)
{
}

Result<int> Reconciler::run()
{
    // Younger ones are on their way into the queue; of many the oldest come first, the others with the next passes.
    constexpr int Young = 5;
    constexpr int Most = 2'000;
    const auto jobs = m_claims.open(m_clock->nowUtc().addSecs(-Young), Most);
    if (!jobs)
        return tl::unexpected(jobs.error());
    QStringList ids;
    for (const auto &job : *jobs)
        ids.append(job.id);
    const auto states = m_queue->statesOf(ids);
    if (!states)
        return tl::unexpected(states.error());
    QHash<QString, std::chrono::nanoseconds> missing;
    int count = 0;
    for (qsizetype i = 0; i < jobs->size(); ++i) {
        const auto &job = (*jobs)[i];
        if ((*states)[i] == "queued" || (*states)[i] == "running")
            continue;
        const auto now = m_clock->steadyNow();
        const auto since = m_missingSince.value(job.id, now);
        if (job.state == JobState::Running && now - since < m_patience) {
            missing.insert(job.id, since);
            continue;
        }
        const auto put = m_queue->submitAgain(job);
        if (!put)
            return tl::unexpected(put.error());
        count += *put ? 1 : 0;
    }
    m_missingSince = missing;
    return count;
}

} // namespace consultantos
