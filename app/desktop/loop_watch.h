// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace consultantos {

class ProgramMetrics;

/// Measures every second how late the window's thread comes to what is due: what makes it late, the user feels.
class LoopWatch {
public:
    /// Of the calling thread.
    explicit LoopWatch(std::shared_ptr<ProgramMetrics> metrics);

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace consultantos
