// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_model.h"

#include "report/report_words.h"

#include <QLocale>

#include <algorithm>

namespace consultantos {

void RunModel::clear()
{
    beginResetModel();
    m_agents.clear();
    endResetModel();
}

void RunModel::apply(const AgentEvent &event)
{
    const auto known = std::find_if(m_agents.begin(), m_agents.end(),
                                    [&event](const AgentEvent &agent) { return agent.agent == event.agent; });
    if (known == m_agents.end()) {
        const int row = int(m_agents.size());
        beginInsertRows({}, row, row);
        m_agents.append(event);
        endInsertRows();
        return;
    }
    const int row = int(known - m_agents.begin());
    const auto dependsOn = known->dependsOn;
    *known = event;
    if (event.dependsOn.isEmpty())
        known->dependsOn = dependsOn; // only the first event carries them
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

double RunModel::overallFraction() const
{
    if (m_agents.isEmpty())
        return 0;
    double sum = 0;
    for (const auto &agent : m_agents)
        sum += isFinal(agent.state) ? 1.0 : agent.fraction;
    return sum / double(m_agents.size());
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_agents.size());
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &agent = m_agents[index.row()];
    if (role == Qt::TextAlignmentRole && index.column() == TimeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == ActivityColumn)
        return agent.activity;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case AgentColumn:
        return title(agent.agent);
    case StateColumn:
        return stateLabel(agent.state);
    case TimeColumn:
        return agent.state == AgentState::Waiting ? QString() : timeText(agent.elapsedS);
    case ActivityColumn:
        return agent.activity;
    default:
        return {};
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AgentColumn:
        return tr("Agent");
    case StateColumn:
        return tr("State");
    case TimeColumn:
        return tr("Time");
    case ActivityColumn:
        return tr("What it does");
    default:
        return {};
    }
}

QString RunModel::timeText(double seconds)
{
    constexpr double Shortest = 0.01;
    const QLocale locale;
    return seconds < Shortest ? tr("under %1 s").arg(locale.toString(Shortest, 'f', 2))
                              : tr("%1 s").arg(locale.toString(seconds, 'f', 2));
}

QString RunModel::title(const QString &agent)
{
    if (agent.startsWith(QLatin1String("framework:")))
        return frameworkTitle(agent.section(QLatin1Char(':'), 1));
    if (agent == QLatin1String("research"))
        return tr("Research");
    if (agent == QLatin1String("market"))
        return tr("Market");
    if (agent == QLatin1String("financial"))
        return tr("Financial");
    if (agent == QLatin1String("forecasting"))
        return tr("Forecasts");
    if (agent == QLatin1String("synthesis"))
        return tr("Synthesis");
    return agent;
}

QString RunModel::stateLabel(AgentState state)
{
    switch (state) {
    case AgentState::Waiting:
        return tr("Waiting");
    case AgentState::Running:
        return tr("Running");
    case AgentState::Done:
        return tr("Done");
    case AgentState::Failed:
        return tr("Failed");
    case AgentState::TimedOut:
        return tr("Timed out");
    case AgentState::Cancelled:
        return tr("Cancelled");
    case AgentState::Skipped:
        return tr("Skipped");
    }
    return {};
}

QString RunModel::stateIcon(AgentState state)
{
    switch (state) {
    case AgentState::Waiting:
        return QStringLiteral("state-waiting");
    case AgentState::Running:
        return QStringLiteral("state-running");
    case AgentState::Done:
        return QStringLiteral("state-done");
    case AgentState::Failed:
    case AgentState::TimedOut:
        return QStringLiteral("state-failed");
    case AgentState::Cancelled:
    case AgentState::Skipped:
        return QStringLiteral("state-cancelled");
    }
    return {};
}

bool RunModel::isFinal(AgentState state)
{
    return state != AgentState::Waiting && state != AgentState::Running;
}

} // namespace consultantos
