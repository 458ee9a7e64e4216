// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agent.h"
#include "base/clock.h"
#include "model/progress.h"

#include <QList>
#include <QMap>
#include <QThreadPool>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

/// What is to be run.
struct AgentPlan {
    QList<std::shared_ptr<const Agent>> agents;
    std::chrono::milliseconds agentTimeout{60'000};
    std::shared_ptr<const AgentRunner> runner = std::make_shared<const AgentRunner>();
};

/// How a graph of agents ended.
struct AgentGraphResult {
    QList<AgentRecord> agents;           ///< in the order they were given
    QMap<QString, AgentProduct> outputs; ///< of those that are Done
    bool cancelled = false;
};

/// Runs graphs of agents on a pool: an agent starts as soon as all it depends on has ended and one of `maxConcurrent`
/// places is free; places go to agents in the order in which they became ready, over all graphs. An agent that passes
/// its time limit is given up (its place is freed, a late result is dropped). A cancelled graph ends within 100 ms,
/// whatever its agents do. Thread-safe. No thread ever waits: a pool of one thread is enough.
class AgentScheduler {
public:
    AgentScheduler(QThreadPool *pool, std::shared_ptr<const Clock> clock, int maxConcurrent);
    /// Cancels what runs and waits for it. Must not be called from a thread of the pool.
    ~AgentScheduler();
    AgentScheduler(const AgentScheduler &) = delete;
    AgentScheduler &operator=(const AgentScheduler &) = delete;

    /// `done` is called once, from a thread of the pool or of the scheduler. The agents' names must be unique and their
    /// dependencies known and free of cycles: else every agent that can't run ends as Skipped.
    void run(AgentPlan graph, const CancellationToken &cancel, ProgressSink progress,
             std::function<void(AgentGraphResult)> done);

private:
    struct Private;
    std::shared_ptr<Private> d;
};

} // namespace consultantos
