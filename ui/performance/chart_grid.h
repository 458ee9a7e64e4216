// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/performance_figures.h"

#include <QWidget>

class QLabel;

namespace consultantos {

class SpanBars;
class TimeChart;

/// The charts over time, two a row, and what models cost in that time.
class ChartGrid : public QWidget {
    Q_OBJECT
public:
    explicit ChartGrid(QWidget *parent = nullptr);

    void show(const PerformanceFigures &figures);

Q_SIGNALS:
    /// A time was chosen in the charts of requests.
    void timeActivated(const QDateTime &from, const QDateTime &until);

private:
    void showTimes(const PerformanceFigures &figures);
    void showSavings(const PerformanceFigures &figures);

    TimeChart *m_requests = nullptr;
    TimeChart *m_latency = nullptr;
    TimeChart *m_hits = nullptr;
    TimeChart *m_bytes = nullptr;
    TimeChart *m_stores = nullptr;
    TimeChart *m_saved = nullptr;
    TimeChart *m_errors = nullptr;
    TimeChart *m_memory = nullptr;
    TimeChart *m_answers = nullptr;
    TimeChart *m_limiter = nullptr;
    QLabel *m_moneySaved = nullptr;
    SpanBars *m_models = nullptr;
    SpanBars *m_modelAgents = nullptr;
};

} // namespace consultantos
