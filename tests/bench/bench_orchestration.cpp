// SPDX-License-Identifier: GPL-3.0-or-later
// How long a graph of agents takes whose times are those of an analysis with a language model: agents that wait, as agents
// do whose model is elsewhere, run by the scheduler of the product. Times are a tenth of the reference's; what is printed
// is in its seconds. The peer of each row is its own critical path: the longest chain of waits.
//
//   bench_orchestration            exit code 1 if a row takes more than 1.02 times its critical path, best of three
#include "agents/agent_scheduler.h"
#include "agents/standard_agents.h"

#include <QCoreApplication>
#include <QMap>
#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <future>
#include <thread>

using namespace consultantos;
using namespace std::chrono_literals;

namespace {

constexpr int Scale = 10;
constexpr double MostOverhead = 1.02;
constexpr int Rounds = 3;

class WaitingAgent final : public Agent {
public:
    WaitingAgent(QString name, double seconds, QStringList uses)
        : m_name(std::move(name))
        , m_seconds(seconds)
        , m_uses(std::move(uses))
    {
    }

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] QStringList uses() const override { return m_uses; }
    [[nodiscard]] double seconds() const { return m_seconds; }
    [[nodiscard]] Result<AgentOutput> run(const AgentContext &context) const override
    {
        const auto end =
            std::chrono::steady_clock::now()
            + std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(m_seconds / Scale));
        while (std::chrono::steady_clock::now() < end && !context.cancel().isCancelled())
            std::this_thread::sleep_until(std::min(end, std::chrono::steady_clock::now() + 40ms));
        return AgentOutput();
    }

private:
    QString m_name;
    double m_seconds;
    QStringList m_uses;
};

using Graph = QList<std::shared_ptr<const WaitingAgent>>;

const QStringList Readers = {agent_names::Research, agent_names::Market, agent_names::Financial};

/// The first phase of the reference: 15, 12 and 18 s.
Graph readers()
{
    return {std::make_shared<const WaitingAgent>(agent_names::Research, 15, QStringList()),
            std::make_shared<const WaitingAgent>(agent_names::Market, 12, QStringList()),
            std::make_shared<const WaitingAgent>(agent_names::Financial, 18, QStringList())};
}

void add(Graph &graph, const QString &name, double seconds, const QStringList &uses)
{
    graph.append(std::make_shared<const WaitingAgent>(name, seconds, uses));
}

/// One agent for all frameworks (15 s), then synthesis (5 s).
Graph byPhases()
{
    auto graph = readers();
    add(graph, QStringLiteral("frameworks"), 15, Readers);
    add(graph, agent_names::Synthesis, 5, {QStringLiteral("frameworks")});
    return graph;
}

/// An agent a framework, SWOT behind PESTEL as in the product.
Graph byFrameworks(const QStringList &ids, double secondsEach)
{
    auto graph = readers();
    QStringList names;
    for (const auto &id : ids) {
        auto uses = Readers;
        if (id == QLatin1String("swot") && ids.contains(QStringLiteral("pestel")))
            uses.append(agent_names::FrameworkPrefix + QStringLiteral("pestel"));
        names.append(agent_names::FrameworkPrefix + id);
        add(graph, names.last(), secondsEach, uses);
    }
    add(graph, agent_names::Synthesis, 5, Readers + names);
    return graph;
}

double criticalPath(const Graph &graph)
{
    QMap<QString, double> ends;
    double last = 0;
    for (const auto &agent : graph) {
        double start = 0;
        for (const auto &name : agent->uses())
            start = std::max(start, ends.value(name));
        ends.insert(agent->name(), start + agent->seconds());
        last = std::max(last, start + agent->seconds());
    }
    return last;
}

double inSequence(const Graph &graph)
{
    double sum = 0;
    for (const auto &agent : graph)
        sum += agent->seconds();
    return sum;
}

double wallSeconds(const Graph &graph, AgentScheduler &scheduler)
{
    AgentPlan plan;
    for (const auto &agent : graph)
        plan.agents.append(agent);
    std::promise<void> done;
    const auto begun = std::chrono::steady_clock::now();
    scheduler.run(plan, {}, {}, [&done](const AgentGraphResult &) { done.set_value(); });
    done.get_future().wait();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() * Scale;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QThreadPool pool;
    pool.setMaxThreadCount(7);
    AgentScheduler scheduler(&pool, std::make_shared<SystemClock>(), 5);
    const QStringList all{QStringLiteral("porter"), QStringLiteral("pestel"), QStringLiteral("swot"),
                          QStringLiteral("blue_ocean"), QStringLiteral("fifth")};
    struct Row {
        const char *name;
        Graph graph;
        double reference;
    };
    // 28 s with one framework are 18 + 5 + 5: five seconds each.
    const QList<Row> rows{{"reference's phases", byPhases(), 38},
                          {"a framework each (4 of 3.75 s)", byFrameworks(all.mid(0, 4), 3.75), 38},
                          {"1 framework of 5 s", byFrameworks(all.mid(0, 1), 5), 28},
                          {"3 frameworks of 5 s", byFrameworks(all.mid(0, 3), 5), 35},
                          {"5 frameworks of 5 s", byFrameworks(all, 5), 42}};
    std::printf("%-32s %10s %10s %10s %10s %8s\n", "graph", "sequence", "reference", "critical", "wall", "ratio");
    bool isGood = true;
    for (const auto &row : rows) {
        double wall = wallSeconds(row.graph, scheduler);
        for (int round = 1; round < Rounds; ++round)
            wall = std::min(wall, wallSeconds(row.graph, scheduler));
        const auto critical = criticalPath(row.graph);
        std::printf("%-32s %10.1f %10.1f %10.2f %10.2f %8.4f\n", row.name, inSequence(row.graph), row.reference,
                    critical, wall, wall / critical);
        isGood = isGood && wall <= MostOverhead * critical && wall <= 1.0105 * row.reference;
    }
    return isGood ? 0 : 1;
}
