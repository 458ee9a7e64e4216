// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace consultantos {

/// One change of one agent's state, for the window, the command line and the API alike.
struct AgentEvent {
    QString agent;
    QStringList dependsOn; ///< filled in the first event of each agent (state Waiting)
    AgentState state = AgentState::Waiting;
    double fraction = 0; ///< of the agent, 0 … 1
    QString activity;    ///< what it is doing now, translated; or the error when failed
    double elapsedS = 0; ///< since the agent started

    bool operator==(const AgentEvent &) const = default;
};

/// Called from any thread, one call at a time per analysis, in order.
using ProgressSink = std::function<void(const AgentEvent &)>;

} // namespace consultantos
