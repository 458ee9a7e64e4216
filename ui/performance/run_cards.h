// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "performance/run_history.h"

#include <QWidget>

class QComboBox;

namespace consultantos {

/// The library's newest runs: the agents of one as a waterfall, how agents' times are spread over all, and two compared.
class RunCards : public QWidget {
    Q_OBJECT
public:
    static constexpr int MostRuns = 30;

    explicit RunCards(const AppServices &services, QWidget *parent = nullptr);

    /// What has just ended, before the library has it.
    void showRun(const Report &report);
    /// Reads the library anew, off the window's thread; runs that are known aren't read again.
    void readAgain();
    [[nodiscard]] bool isEmpty() const;
    /// The newest run that was under way within that time; empty: none.
    [[nodiscard]] QString reportBetween(const QDateTime &from, const QDateTime &until) const;

Q_SIGNALS:
    void reportRequested(const QString &reportId);
    void changed();

private:
    void show(const QList<RunTimes> &runs);
    void fill(QComboBox *box, const QString &chosen);
    void showChosen();
    [[nodiscard]] const RunTimes *chosen(const QComboBox *box) const;

    const AppServices &m_services;
    QList<RunTimes> m_runs;
    QComboBox *m_run = nullptr;
    QComboBox *m_other = nullptr;
    SpanBars *m_agents = nullptr;
    SpanBars *m_spread = nullptr;
    SpanBars *m_comparison = nullptr;
    int m_query = 0;
};

} // namespace consultantos
