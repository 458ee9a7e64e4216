// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QToolButton>

#include <optional>

class QTimer;

namespace consultantos {

class RunModel;

/// What the status strip says.
struct StatusFigures {
    std::optional<double> hitRate; ///< 0 to 1, since the program's start; empty: nothing was looked up
    int runningAgents = 0;
    qint64 costToday = 0; ///< micro-units
    QString currency;     ///< empty: nothing has cost anything yet

    bool operator==(const StatusFigures &) const = default;
};

/// "Cache 61 % · 3 agents running · 1.42 USD today"; what is unknown is left out.
[[nodiscard]] QString statusText(const StatusFigures &figures);

/// Hit rate, running agents and the day's cost, at the end of the status bar. A click leads to the performance page.
class StatusStrip : public QToolButton {
    Q_OBJECT
public:
    StatusStrip(const AppServices &services, const RunModel *runs, QWidget *parent = nullptr);

    /// Reads the day's cost anew, off the window's thread; by itself each minute.
    void readCost();

private:
    void refresh();

    const AppServices &m_services;
    const RunModel *m_runs;
    StatusFigures m_figures;
    QTimer *m_timer = nullptr;
    int m_query = 0;
};

} // namespace consultantos
