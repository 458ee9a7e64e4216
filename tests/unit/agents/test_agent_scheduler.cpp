// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/agent_scheduler.h"

#include <QElapsedTimer>
#include <QList>
#include <QSemaphore>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <future>
#include <stdexcept>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

/// An agent made of a function.
class ScriptedAgent final : public Agent {
public:
    using Script = std::function<Result<AgentOutput>(const AgentContext &)>;

    ScriptedAgent(QString name, QStringList needs, QStringList uses, Script script)
        : m_name(std::move(name))
        , m_needs(std::move(needs))
        , m_uses(std::move(uses))
        , m_script(std::move(script))
    {
    }

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] QStringList needs() const override { return m_needs; }
    [[nodiscard]] QStringList uses() const override { return m_uses; }
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override { return m_script(context); }

private:
    QString m_name;
    QStringList m_needs;
    QStringList m_uses;
    Script m_script;
};

std::shared_ptr<const Agent> scripted(const char *name, ScriptedAgent::Script script, const QStringList &uses = {},
                                      const QStringList &needs = {})
{
    return std::make_shared<ScriptedAgent>(QString::fromLatin1(name), needs, uses, std::move(script));
}

Result<AgentOutput> nothing(const AgentContext &)
{
    return AgentOutput();
}

AgentState stateOf(const AgentGraphResult &result, const char *name)
{
    for (const auto &agent : result.agents) {
        if (agent.name == QLatin1String(name))
            return agent.state;
    }
    return AgentState::Waiting;
}

/// A scheduler with a pool of its own and the means to wait for a run's end.
struct Bench {
    explicit Bench(int threads = 8, int maxConcurrent = 5)
    {
        pool.setMaxThreadCount(threads);
        scheduler = std::make_unique<AgentScheduler>(&pool, std::make_shared<SystemClock>(), maxConcurrent);
    }

    std::future<AgentGraphResult> start(const QList<std::shared_ptr<const Agent>> &agents,
                                        const CancellationToken &cancel = {}, std::chrono::milliseconds limit = 60s,
                                        ProgressSink progress = {})
    {
        auto promise = std::make_shared<std::promise<AgentGraphResult>>();
        scheduler->run(AgentPlan{agents, limit}, cancel, std::move(progress),
                       [promise](const AgentGraphResult &result) { promise->set_value(result); });
        return promise->get_future();
    }

    QThreadPool pool;
    std::unique_ptr<AgentScheduler> scheduler;
};

} // namespace

class TestAgentScheduler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anAgentSeesWhatItsDependenciesGave();
    void independentAgentsRunAtTheSameTime();
    void anAgentStartsAsSoonAsItsOwnDependenciesEnded();
    void neverMoreThanTheLimitRunOverAllRuns();
    void aPoolOfOneThreadIsEnough();
    void aFailingAgentCostsOnlyThoseThatNeedIt();
    void anAgentThatThrowsIsAFailedAgent();
    void aLateAgentIsGivenUpAndItsResultDropped();
    void cancelEndsARunWithin200msThoughAnAgentIgnoresIt();
    void aCycleEndsAsSkipped();
    void eventsComeInOrderAndOneAtATime();
    void destructionEndsWhatRuns();
};

void TestAgentScheduler::anAgentSeesWhatItsDependenciesGave()
{
    Bench bench;
    std::atomic<bool> seen{false};
    auto result = bench
                      .start({scripted("second",
                                       [&](const AgentContext &context) -> Result<AgentOutput> {
                                           const auto *input = context.input<ResearchOutput>(QStringLiteral("first"));
                                           seen = input != nullptr && input->topics == QStringList{QStringLiteral("x")};
                                           return AgentOutput();
                                       },
                                       {QStringLiteral("first")}),
                              scripted("first",
                                       [](const AgentContext &) -> Result<AgentOutput> {
                                           ResearchOutput output;
                                           output.topics.append(QStringLiteral("x"));
                                           return AgentOutput(output);
                                       })})
                      .get();
    QVERIFY(seen);
    QCOMPARE(stateOf(result, "first"), AgentState::Done);
    QCOMPARE(stateOf(result, "second"), AgentState::Done);
    QVERIFY(!result.cancelled);
}

void TestAgentScheduler::independentAgentsRunAtTheSameTime()
{
    Bench bench;
    QSemaphore arrived;
    // Each waits until all three have arrived: they can only end if they run together.
    const auto meet = [&](const AgentContext &) -> Result<AgentOutput> {
        arrived.release(1);
        if (!arrived.tryAcquire(3, 10'000))
            return fail(ErrorCode::TimedOut, QStringLiteral("alone"));
        arrived.release(3);
        return AgentOutput();
    };
    const auto result = bench.start({scripted("a", meet), scripted("b", meet), scripted("c", meet)}).get();
    for (const auto *name : {"a", "b", "c"})
        QCOMPARE(stateOf(result, name), AgentState::Done);
}

void TestAgentScheduler::anAgentStartsAsSoonAsItsOwnDependenciesEnded()
{
    Bench bench;
    QSemaphore quickChainEnded;
    // "slow" ends only after "after_quick" ran: with fixed phases this would never end.
    const auto result = bench
                            .start({scripted("slow",
                                             [&](const AgentContext &) -> Result<AgentOutput> {
                                                 if (!quickChainEnded.tryAcquire(1, 10'000))
                                                     return fail(ErrorCode::TimedOut, QStringLiteral("phases"));
                                                 return AgentOutput();
                                             }),
                                    scripted("quick", nothing),
                                    scripted("after_quick",
                                             [&](const AgentContext &) -> Result<AgentOutput> {
                                                 quickChainEnded.release();
                                                 return AgentOutput();
                                             },
                                             {QStringLiteral("quick")})})
                            .get();
    QCOMPARE(stateOf(result, "slow"), AgentState::Done);
}

void TestAgentScheduler::neverMoreThanTheLimitRunOverAllRuns()
{
    Bench bench(16, 3);
    std::atomic<int> now{0};
    std::atomic<int> most{0};
    const auto count = [&](const AgentContext &context) -> Result<AgentOutput> {
        const int running = ++now;
        int known = most;
        while (running > known && !most.compare_exchange_weak(known, running)) {
        }
        context.cancel().waitFor(2ms);
        --now;
        return AgentOutput();
    };
    std::vector<std::future<AgentGraphResult>> runs;
    for (int run = 0; run < 10; ++run)
        runs.push_back(bench.start({scripted("a", count), scripted("b", count), scripted("c", count)}));
    for (auto &run : runs)
        run.get();
    QCOMPARE(most.load(), 3);
}

void TestAgentScheduler::aPoolOfOneThreadIsEnough()
{
    Bench bench(1, 5);
    auto result = bench.start({scripted("a", nothing), scripted("b", nothing, {QStringLiteral("a")}),
                               scripted("c", nothing, {QStringLiteral("a"), QStringLiteral("b")})});
    QCOMPARE(result.wait_for(10s), std::future_status::ready);
    QCOMPARE(stateOf(result.get(), "c"), AgentState::Done);
}

void TestAgentScheduler::aFailingAgentCostsOnlyThoseThatNeedIt()
{
    Bench bench;
    const auto failing = [](const AgentContext &) -> Result<AgentOutput> {
        return fail(ErrorCode::Unreadable, QStringLiteral("no file"));
    };
    const auto result =
        bench
            .start({scripted("broken", failing), scripted("needs", nothing, {}, {QStringLiteral("broken")}),
                    scripted("uses", nothing, {QStringLiteral("broken")})})
            .get();
    QCOMPARE(stateOf(result, "broken"), AgentState::Failed);
    QCOMPARE(stateOf(result, "needs"), AgentState::Skipped);
    QCOMPARE(stateOf(result, "uses"), AgentState::Done);
    QCOMPARE(result.agents.first().error, QStringLiteral("no file"));
}

void TestAgentScheduler::anAgentThatThrowsIsAFailedAgent()
{
    Bench bench;
    const auto result =
        bench
            .start({scripted("thrower",
                             [](const AgentContext &) -> Result<AgentOutput> { throw std::runtime_error("boom"); })})
            .get();
    QCOMPARE(stateOf(result, "thrower"), AgentState::Failed);
    QVERIFY(result.agents.first().error.contains(QStringLiteral("boom")));
}

void TestAgentScheduler::aLateAgentIsGivenUpAndItsResultDropped()
{
    Bench bench(2, 1);
    QSemaphore release;
    auto run = bench.start({scripted("late",
                                     [&](const AgentContext &) -> Result<AgentOutput> {
                                         release.acquire(); // deaf to its token
                                         return AgentOutput(ResearchOutput());
                                     }),
                            scripted("next", nothing, {QStringLiteral("late")})},
                           {}, 30ms);
    QCOMPARE(run.wait_for(10s), std::future_status::ready);
    const auto result = run.get();
    QCOMPARE(stateOf(result, "late"), AgentState::TimedOut);
    QCOMPARE(stateOf(result, "next"), AgentState::Done);
    QVERIFY(!result.outputs.contains(QStringLiteral("late")));
    release.release();
}

void TestAgentScheduler::cancelEndsARunWithin200msThoughAnAgentIgnoresIt()
{
    Bench bench;
    QSemaphore started;
    QSemaphore release;
    CancellationSource source;
    auto run = bench.start({scripted("deaf",
                                     [&](const AgentContext &) -> Result<AgentOutput> {
                                         started.release();
                                         release.acquire();
                                         return AgentOutput();
                                     }),
                            scripted("never", nothing, {QStringLiteral("deaf")})},
                           source.token());
    QVERIFY(started.tryAcquire(1, 10'000));
    QElapsedTimer timer;
    timer.start();
    source.cancel();
    QCOMPARE(run.wait_for(10s), std::future_status::ready);
    qInfo("cancelled after %lld ms (goal 200)", timer.elapsed());
    const auto result = run.get();
    QVERIFY(result.cancelled);
    QCOMPARE(stateOf(result, "deaf"), AgentState::Cancelled);
    QCOMPARE(stateOf(result, "never"), AgentState::Cancelled);
    release.release();
}

void TestAgentScheduler::aCycleEndsAsSkipped()
{
    Bench bench;
    const auto result = bench
                            .start({scripted("a", nothing, {QStringLiteral("b")}),
                                    scripted("b", nothing, {QStringLiteral("a")}), scripted("free", nothing)})
                            .get();
    QCOMPARE(stateOf(result, "a"), AgentState::Skipped);
    QCOMPARE(stateOf(result, "b"), AgentState::Skipped);
    QCOMPARE(stateOf(result, "free"), AgentState::Done);
}

void TestAgentScheduler::eventsComeInOrderAndOneAtATime()
{
    Bench bench;
    std::atomic<bool> inside{false};
    std::atomic<bool> overlapped{false};
    QList<AgentEvent> events; // written by one call at a time, read after the end
    const auto work = [](const AgentContext &context) -> Result<AgentOutput> {
        for (int step = 1; step <= 20; ++step)
            context.report(step / 20.0, QStringLiteral("step"));
        return AgentOutput();
    };
    bench
        .start({scripted("a", work), scripted("b", work), scripted("c", work, {QStringLiteral("a")})}, {}, 60s,
               [&](const AgentEvent &event) {
                   if (inside.exchange(true))
                       overlapped = true;
                   events.append(event);
                   inside = false;
               })
        .get();
    QVERIFY(!overlapped);
    for (const auto *name : {"a", "b", "c"}) {
        QList<AgentState> states;
        double fraction = 0;
        for (const auto &event : std::as_const(events)) {
            if (event.agent != QLatin1String(name))
                continue;
            if (states.isEmpty() || states.last() != event.state)
                states.append(event.state);
            QVERIFY(event.fraction >= fraction);
            fraction = event.fraction;
        }
        QCOMPARE(states, (QList<AgentState>{AgentState::Waiting, AgentState::Running, AgentState::Done}));
    }
}

void TestAgentScheduler::destructionEndsWhatRuns()
{
    Bench bench;
    QSemaphore started;
    auto run = bench.start({scripted("patient", [&](const AgentContext &context) -> Result<AgentOutput> {
        started.release();
        while (!context.cancel().waitFor(1000ms)) {
        }
        return AgentOutput();
    })});
    QVERIFY(started.tryAcquire(1, 10'000));
    bench.scheduler.reset();
    QCOMPARE(run.wait_for(0s), std::future_status::ready);
    QVERIFY(run.get().cancelled);
}

QTEST_GUILESS_MAIN(TestAgentScheduler)
#include "test_agent_scheduler.moc"
