// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "storage/job_claims.h"
#include "team/work_queue.h"

#include <QHash>

#include <chrono>
#include <memory>

namespace consultantos {

/// Puts into the queue again what the store says is open and the queue has lost: Redis was restarted without all that it
/// knew, or a server died between store and queue. Any number may do so at once. Of one thread.
class Reconciler {
public:
    /// A job that runs is left to its worker for `patience`, which tells the queue of it anew.
    Reconciler(std::shared_ptr<WorkQueue> queue, JobClaims claims, std::shared_ptr<const Clock> clock,
               std::chrono::milliseconds patience);

    /// One pass; says how many jobs were put in.
    [[nodiscard]] Result<int> run();

private:
    std::shared_ptr<WorkQueue> m_queue;
    JobClaims m_claims;
    std::shared_ptr<const Clock> m_clock;
    std::chrono::milliseconds m_patience;
    QHash<QString, std::chrono::nanoseconds> m_missingSince; ///< of the steady clock
};

} // namespace consultantos
