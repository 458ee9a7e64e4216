// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress_printer.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

QString stateWord(AgentState state)
{
    switch (state) {
    case AgentState::Waiting:
        return QCoreApplication::translate("Cli", "waiting");
    case AgentState::Running:
        return QCoreApplication::translate("Cli", "running");
    case AgentState::Done:
        return QCoreApplication::translate("Cli", "done");
    case AgentState::Failed:
        return QCoreApplication::translate("Cli", "failed");
    case AgentState::TimedOut:
        return QCoreApplication::translate("Cli", "timed out");
    case AgentState::Cancelled:
        return QCoreApplication::translate("Cli", "cancelled");
    case AgentState::Skipped:
        break;
    }
    return QCoreApplication::translate("Cli", "skipped");
}

bool hasEnded(AgentState state)
{
    return state != AgentState::Waiting && state != AgentState::Running;
}

constexpr qsizetype LiveWidth = 78; ///< a longer line would wrap and break the drawing in place

} // namespace

ProgressPrinter::ProgressPrinter(Terminal &terminal, QString prefix)
    : m_terminal(terminal)
    , m_prefix(std::move(prefix))
    , m_isLive(m_prefix.isEmpty() && Terminal::errorIsTerminal())
{
}

QString ProgressPrinter::text(const AgentEvent &event) const
{
    auto line = m_prefix + event.agent + QStringLiteral(": ") + stateWord(event.state);
    if (hasEnded(event.state))
        line += QStringLiteral(" (%1 s)").arg(event.elapsedS, 0, 'f', 2);
    if (event.state != AgentState::Done && !event.activity.isEmpty())
        line += QStringLiteral(", ") + event.activity.section(QLatin1Char('\n'), 0, 0);
    return line;
}

void ProgressPrinter::show(const AgentEvent &event)
{
    if (m_terminal.isQuiet())
        return;
    const std::lock_guard lock(m_mutex);
    if (m_isFinished)
        return;
    const auto known = std::find_if(m_agents.begin(), m_agents.end(),
                                    [&](const AgentEvent &entry) { return entry.agent == event.agent; });
    const bool isNews = known == m_agents.end() ? event.state != AgentState::Waiting : known->state != event.state;
    if (known == m_agents.end())
        m_agents.append(event);
    else
        *known = event;
    if (m_isLive)
        redraw();
    else if (isNews)
        m_terminal.note(text(event));
}

void ProgressPrinter::finish()
{
    const std::lock_guard lock(m_mutex);
    m_isFinished = true;
}

void ProgressPrinter::redraw()
{
    QByteArray drawing;
    if (m_drawnLines > 0)
        drawing += "\x1b[" + QByteArray::number(m_drawnLines) + 'A';
    for (const auto &agent : std::as_const(m_agents))
        drawing += "\r\x1b[2K" + text(agent).left(LiveWidth).toUtf8() + '\n';
    m_drawnLines = m_agents.size();
    m_terminal.rawError(drawing);
}

} // namespace consultantos
