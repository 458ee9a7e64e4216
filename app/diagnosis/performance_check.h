// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "diagnosis/diagnosis.h"
#include "model/metrics_history.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What the measurements of the last day say.
struct PerformanceCheck {
    QList<Finding> findings; ///< uptime, then the four faults of the reference's troubleshooting chapter
    QList<SlowStatement> statements;
};

/// Reads the data folder's measurements of all programs that ran on it; there must be some.
[[nodiscard]] Result<PerformanceCheck> performanceCheck(const QString &dataDir, const Settings &settings);

} // namespace consultantos
