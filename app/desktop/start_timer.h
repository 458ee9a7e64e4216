// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>

namespace consultantos {

/// Measures the start of the program, from its making (first thing in main) and, where the platform tells, from the
/// start of the process.
class StartTimer {
public:
    StartTimer();

    /// {"since_main_ms": …, "since_process_ms": … or null}
    [[nodiscard]] QByteArray report() const;

private:
    QElapsedTimer m_sinceMain;
    double m_processAgeMs = -1; ///< at the making of this; negative: unknown
};

} // namespace consultantos
