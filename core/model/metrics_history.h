// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>

namespace consultantos {

/// Where samples outlive the program. Thread-safe; every call does I/O, never from the window's thread.
class MetricsHistory {
public:
    virtual ~MetricsHistory() = default;

    virtual Status append(const MetricSample &sample) = 0;
    /// What ended after that, the oldest first; of several processes on the same data folder, all of them.
    [[nodiscard]] virtual Result<QList<MetricSample>> since(const QDateTime &from) const = 0;
};

} // namespace consultantos
