// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop_watch.h"

#include "metrics/program_metrics.h"

#include <chrono>

namespace consultantos {

LoopWatch::LoopWatch(std::shared_ptr<ProgramMetrics> metrics)
{
    if (!metrics->isEnabled())
        return;
    constexpr std::chrono::seconds Interval{1};
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, Interval, metrics = std::move(metrics)] {
        const std::chrono::nanoseconds late = std::chrono::nanoseconds(m_since.nsecsElapsed()) - Interval;
        metrics->loopLagged("window", std::chrono::duration<double>(late).count());
        m_since.start();
    });
    m_since.start();
    m_timer.start(Interval);
}

} // namespace consultantos
