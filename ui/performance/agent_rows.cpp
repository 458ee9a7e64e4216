// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/agent_rows.h"

#include "performance/performance_words.h"
#include "run/run_model.h"

#include <algorithm>

namespace consultantos {
namespace {

/// Places of chartColor().
enum BarColor { Computed = 0, Failed = 1, FromCache = 2 };

SpanBars::Row rowOf(const AgentRecord &agent, const QDateTime &first)
{
    SpanBars::Row row;
    row.name = RunModel::title(agent.name);
    row.from = static_cast<double>(first.msecsTo(agent.started)) / 1'000;
    row.until = row.from + agent.durationS;
    row.value = spanText(agent.durationS);
    const bool isCached = agent.state == AgentState::Done && !agent.served.isComputed();
    if (agent.state != AgentState::Done) {
        row.color = Failed;
        row.value = SpanBars::tr("%1, %2").arg(row.value, RunModel::stateLabel(agent.state));
    } else if (isCached) {
        row.color = FromCache;
        row.value = SpanBars::tr("%1, cache").arg(row.value);
    }
    row.detail = SpanBars::tr("Began after %1").arg(spanText(row.from));
    if (!agent.error.isEmpty())
        row.detail += QLatin1Char('\n') + agent.error;
    return row;
}

} // namespace

QList<SpanBars::Row> agentRows(const QList<AgentRecord> &agents)
{
    QList<AgentRecord> started;
    std::copy_if(agents.begin(), agents.end(), std::back_inserter(started),
                 [](const AgentRecord &agent) { return agent.started.isValid(); });
    std::stable_sort(started.begin(), started.end(),
                     [](const AgentRecord &a, const AgentRecord &b) { return a.started < b.started; });
    QList<SpanBars::Row> rows;
    for (const auto &agent : std::as_const(started))
        rows.append(rowOf(agent, started.first().started));
    return rows;
}

} // namespace consultantos
