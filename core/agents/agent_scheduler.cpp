// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agent_scheduler.h"

#include "base/task_group.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>
#include <exception>
#include <thread>
#include <vector>

namespace consultantos {

namespace {

using namespace std::chrono_literals;

/// How often time limits and cancellation are looked at while a graph runs.
constexpr auto WatchInterval = 20ms;

bool hasEnded(AgentState state)
{
    return state != AgentState::Waiting && state != AgentState::Running;
}

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

struct Node {
    std::shared_ptr<const Agent> agent;
    AgentRecord record;
    CancellationSource cancel;
    std::chrono::nanoseconds startedAt{0};
    bool isQueued = false;
};

/// One graph under way. Guarded by Private::mutex.
struct Run {
    std::vector<Node> nodes;
    QMap<QString, AgentProduct> outputs;
    std::chrono::milliseconds agentTimeout{0};
    std::shared_ptr<const AgentRunner> runner;
    CancellationToken cancel;
    ProgressSink progress;
    std::function<void(AgentGraphResult)> done;
    bool ended = false;
    /// Calls to the user's functions, made one at a time and in order by whichever thread finds nobody delivering.
    std::deque<std::function<void()>> outbox;
    bool isDelivering = false;

    Node *find(const QString &name)
    {
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const Node &node) { return node.record.name == name; });
        return found == nodes.end() ? nullptr : &*found;
    }
};

Result<AgentProduct> runGuarded(const AgentRunner &runner, const Agent &agent, const AgentContext &context)
{
    // An agent must not throw; one that does all the same costs its own part of the report, not the program.
    try {
        return runner.run(agent, context);
    } catch (const std::exception &exception) {
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("AgentScheduler", "The agent stopped on an internal error."),
                    QString::fromLocal8Bit(exception.what()));
    }
}

} // namespace

Result<AgentProduct> AgentRunner::run(const Agent &agent, const AgentContext &context) const
{
    auto output = agent.run(context);
    if (!output)
        return tl::unexpected(output.error());
    return AgentProduct{std::make_shared<const AgentOutput>(std::move(*output)), {}, {}};
}

struct AgentScheduler::Private : std::enable_shared_from_this<AgentScheduler::Private> {
    Private(QThreadPool *pool, std::shared_ptr<const Clock> clockIn, int maxConcurrentIn)
        : clock(std::move(clockIn))
        , maxConcurrent(std::max(1, maxConcurrentIn))
        , tasks(pool)
    {
    }

    struct Ready {
        std::shared_ptr<Run> run;
        QString agent;
    };
    /// What is to be done once the lock is released: user code is never called under it.
    using Deferred = std::vector<std::function<void()>>;

    std::shared_ptr<const Clock> clock;
    int maxConcurrent;
    TaskGroup tasks;
    std::mutex mutex;
    std::condition_variable wake;
    QList<std::shared_ptr<Run>> runs;
    std::deque<Ready> ready;
    int running = 0;
    bool stopping = false;
    std::thread watcher;

    void execute(const std::function<void(Deferred &)> &change)
    {
        Deferred deferred;
        {
            const std::lock_guard lock(mutex);
            change(deferred);
        }
        for (const auto &action : deferred)
            action();
    }

    /// Puts a call of user code into the run's outbox, to be made after the lock is released.
    void post(const std::shared_ptr<Run> &run, std::function<void()> call, Deferred &deferred)
    {
        run->outbox.push_back(std::move(call));
        deferred.emplace_back([this, run] { deliver(run); });
    }

    void deliver(const std::shared_ptr<Run> &run)
    {
        std::unique_lock lock(mutex);
        if (run->isDelivering)
            return;
        run->isDelivering = true;
        while (!run->outbox.empty()) {
            const auto call = std::move(run->outbox.front());
            run->outbox.pop_front();
            lock.unlock();
            call();
            lock.lock();
        }
        run->isDelivering = false;
    }

    void emitEvent(const std::shared_ptr<Run> &run, const Node &node, double fraction, const QString &activity,
                   Deferred &deferred)
    {
        if (!run->progress)
            return;
        const double elapsed = node.startedAt.count() == 0 ? 0 : seconds(clock->steadyNow() - node.startedAt);
        post(
            run,
            [progress = run->progress, event = AgentEvent{node.record.name, node.record.dependsOn, node.record.state,
                                                          fraction, activity, elapsed}] { progress(event); },
            deferred);
    }

    void endNode(const std::shared_ptr<Run> &run, Node &node, AgentState state, const QString &error,
                 Deferred &deferred)
    {
        if (node.record.state == AgentState::Running) {
            --running;
            node.record.durationS = seconds(clock->steadyNow() - node.startedAt);
        }
        node.record.state = state;
        node.record.error = error;
        emitEvent(run, node, 1, error, deferred);
    }

    /// Queues what has become ready, skips what can't run any more, ends the run when nothing is left.
    void advance(const std::shared_ptr<Run> &run, Deferred &deferred)
    {
        if (run->ended)
            return;
        bool changed = true;
        while (changed) {
            changed = false;
            for (auto &node : run->nodes) {
                if (node.record.state != AgentState::Waiting || node.isQueued)
                    continue;
                changed = considerNode(run, node, deferred) || changed;
            }
        }
        const bool stuck = std::all_of(run->nodes.begin(), run->nodes.end(), [](const Node &node) {
            return hasEnded(node.record.state) || (node.record.state == AgentState::Waiting && !node.isQueued);
        });
        if (stuck) {
            for (auto &node : run->nodes) {
                if (!hasEnded(node.record.state))
                    endNode(run, node, AgentState::Skipped,
                            QCoreApplication::translate("AgentScheduler", "It waits for itself."), deferred);
            }
            endRun(run, false, deferred);
        }
        startReady(deferred);
    }

    /// True if the node was queued or skipped.
    bool considerNode(const std::shared_ptr<Run> &run, Node &node, Deferred &deferred)
    {
        const auto needs = node.agent->needs();
        for (const auto &name : node.record.dependsOn) {
            const auto *dependency = run->find(name);
            const bool isDone = dependency != nullptr && dependency->record.state == AgentState::Done;
            if (dependency != nullptr && !hasEnded(dependency->record.state))
                return false;
            if (needs.contains(name) && !isDone) {
                endNode(
                    run, node, AgentState::Skipped,
                    QCoreApplication::translate("AgentScheduler", "It needs the agent \"%1\", which gave no result.")
                        .arg(name),
                    deferred);
                return true;
            }
        }
        node.isQueued = true;
        ready.push_back({run, node.record.name});
        return true;
    }

    void startReady(Deferred &deferred)
    {
        while (running < maxConcurrent && !ready.empty()) {
            const auto next = ready.front();
            ready.pop_front();
            auto *node = next.run->find(next.agent);
            if (next.run->ended || node->record.state != AgentState::Waiting)
                continue;
            ++running;
            node->record.state = AgentState::Running;
            node->record.started = clock->nowUtc();
            node->startedAt = clock->steadyNow();
            node->cancel = CancellationSource(next.run->cancel);
            emitEvent(next.run, *node, 0, {}, deferred);

            QMap<QString, AgentProduct> inputs;
            for (const auto &name : std::as_const(node->record.dependsOn)) {
                if (next.run->outputs.contains(name))
                    inputs.insert(name, next.run->outputs.value(name));
            }
            deferred.emplace_back(
                [self = shared_from_this(), run = next.run, agent = node->agent, token = node->cancel.token(), inputs] {
                    self->tasks.start(
                        [raw = self.get(), run, agent, token, inputs] { raw->runAgent(run, agent, token, inputs); });
                });
        }
    }

    void runAgent(const std::shared_ptr<Run> &run, const std::shared_ptr<const Agent> &agent,
                  const CancellationToken &token, const QMap<QString, AgentProduct> &inputs)
    {
        const auto report = [this, run, name = agent->name()](double fraction, const QString &activity) {
            execute([&](Deferred &deferred) {
                const auto *node = run->find(name);
                if (!run->ended && node->record.state == AgentState::Running)
                    emitEvent(run, *node, std::clamp(fraction, 0.0, 1.0), activity, deferred);
            });
        };
        auto result = runGuarded(*run->runner, *agent, AgentContext(token, report, inputs));
        execute([&](Deferred &deferred) {
            auto *node = run->find(agent->name());
            if (run->ended || node->record.state != AgentState::Running)
                return; // given up meanwhile: a late result is dropped
            if (result) {
                node->record.served = result->served;
                run->outputs[node->record.name] = std::move(*result);
                endNode(run, *node, AgentState::Done, {}, deferred);
            } else {
                endNode(run, *node, AgentState::Failed, result.error().toText(), deferred);
            }
            advance(run, deferred);
        });
    }

    void endRun(const std::shared_ptr<Run> &run, bool cancelled, Deferred &deferred)
    {
        run->ended = true;
        runs.removeOne(run);
        AgentGraphResult result;
        result.cancelled = cancelled;
        for (const auto &node : run->nodes)
            result.agents.append(node.record);
        result.outputs = run->outputs;
        post(
            run, [done = std::move(run->done), result = std::move(result)] { done(result); }, deferred);
    }

    void cancelRun(const std::shared_ptr<Run> &run, Deferred &deferred)
    {
        for (auto &node : run->nodes) {
            if (hasEnded(node.record.state))
                continue;
            node.cancel.cancel();
            endNode(run, node, AgentState::Cancelled, QCoreApplication::translate("AgentScheduler", "Cancelled."),
                    deferred);
        }
        endRun(run, true, deferred);
        startReady(deferred);
    }

    void giveUpLateAgents(const std::shared_ptr<Run> &run, Deferred &deferred)
    {
        bool changed = false;
        for (auto &node : run->nodes) {
            if (node.record.state != AgentState::Running || clock->steadyNow() - node.startedAt < run->agentTimeout)
                continue;
            node.cancel.cancel();
            endNode(run, node, AgentState::TimedOut,
                    QCoreApplication::translate("AgentScheduler", "It took longer than its time limit of %1 s.")
                        .arg(static_cast<double>(run->agentTimeout.count()) / 1000.0),
                    deferred);
            changed = true;
        }
        if (changed)
            advance(run, deferred);
    }

    void watch()
    {
        for (;;) {
            {
                std::unique_lock lock(mutex);
                if (runs.isEmpty())
                    wake.wait(lock, [this] { return stopping || !runs.isEmpty(); });
                else
                    wake.wait_for(lock, WatchInterval);
                if (stopping && runs.isEmpty())
                    return;
            }
            execute([this](Deferred &deferred) {
                const auto current = runs; // runs end, and so leave the list, while it is walked
                for (const auto &run : current) {
                    if (run->cancel.isCancelled() || stopping)
                        cancelRun(run, deferred);
                    else
                        giveUpLateAgents(run, deferred);
                }
            });
        }
    }
};

AgentScheduler::AgentScheduler(QThreadPool *pool, std::shared_ptr<const Clock> clock, int maxConcurrent)
    : d(std::make_shared<Private>(pool, std::move(clock), maxConcurrent))
{
    d->watcher = std::thread([raw = d.get()] { raw->watch(); });
}

AgentScheduler::~AgentScheduler()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    d->watcher.join();
    d->tasks.wait();
}

void AgentScheduler::run(AgentPlan graph, const CancellationToken &cancel, ProgressSink progress,
                         std::function<void(AgentGraphResult)> done)
{
    auto run = std::make_shared<Run>();
    for (auto &agent : graph.agents) {
        Node node;
        node.record.name = agent->name();
        node.record.dependsOn = agent->needs() + agent->uses();
        node.agent = std::move(agent);
        run->nodes.push_back(std::move(node));
    }
    run->agentTimeout = graph.agentTimeout;
    run->runner = std::move(graph.runner);
    run->cancel = cancel;
    run->progress = std::move(progress);
    run->done = std::move(done);
    d->execute([&](Private::Deferred &deferred) {
        for (const auto &node : run->nodes)
            d->emitEvent(run, node, 0, {}, deferred);
        d->runs.append(run);
        d->advance(run, deferred);
    });
    d->wake.notify_all();
}

} // namespace consultantos
