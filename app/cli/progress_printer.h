// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/progress.h"
#include "terminal.h"

#include <QList>
#include <QString>

#include <mutex>

namespace consultantos {

/// Shows an analysis on standard error: on a terminal one line an agent that changes in place, elsewhere a plain line
/// whenever an agent starts or ends. Thread-safe; events may come from any thread.
class ProgressPrinter {
public:
    /// `prefix` stands before each plain line, e.g. "Tesla: "; with one, lines never change in place.
    ProgressPrinter(Terminal &terminal, QString prefix);

    void show(const AgentEvent &event);
    /// Leaves what is shown as it is; later events are dropped.
    void finish();

private:
    [[nodiscard]] QString text(const AgentEvent &event) const;
    void redraw();

    Terminal &m_terminal;
    QString m_prefix;
    bool m_isLive = false;
    bool m_isFinished = false;
    std::mutex m_mutex;
    QList<AgentEvent> m_agents;
    qsizetype m_drawnLines = 0;
};

} // namespace consultantos
