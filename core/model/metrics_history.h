// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace consultantos {

/// A statement of a store that took longer than it should.
struct SlowStatement {
    QString sql;  ///< with placeholders: it holds nothing of what was asked for
    QString plan; ///< of EXPLAIN QUERY PLAN, a line a step; empty for one that has no plan, such as COMMIT
    quint64 count = 0;
    double worstSeconds = 0;
    QDateTime last; ///< UTC

    bool operator==(const SlowStatement &) const = default;
};

/// Which program ran.
enum class ProgramKind { Window, Server };

/// One run of the program, from its start to its end.
struct ProgramRun {
    ProgramKind kind = ProgramKind::Window;
    QDateTime began;      ///< UTC
    QDateTime seen;       ///< when it was last known to run
    bool isEnded = false; ///< it ended as it should; otherwise it still runs, or was killed or crashed behind `seen`

    bool operator==(const ProgramRun &) const = default;
};

/// Where measurements outlive the program. Thread-safe; every call does I/O, never from the window's thread.
class MetricsHistory {
public:
    virtual ~MetricsHistory() = default;

    virtual Status append(const MetricSample &sample) = 0;
    /// What ended after that, the oldest first; of several processes on the same data folder, all of them.
    [[nodiscard]] virtual Result<QList<MetricSample>> since(const QDateTime &from) const = 0;

    /// Adds to what is known of each: counts add up, the worst time and the last plan stand.
    virtual Status keepSlow(const QList<SlowStatement> &statements) = 0;
    /// Those that were slow after that, the slowest first.
    [[nodiscard]] virtual Result<QList<SlowStatement>> slowSince(const QDateTime &from) const = 0;

    /// Begins a run; returns its number for the next two.
    [[nodiscard]] virtual Result<qint64> beginRun(ProgramKind kind, const QDateTime &at) = 0;
    virtual Status markRun(qint64 run, const QDateTime &at, bool isEnded) = 0;
    /// Those that were seen after that and, of each kind, the last one before; the oldest first.
    [[nodiscard]] virtual Result<QList<ProgramRun>> runsSince(const QDateTime &from) const = 0;
};

} // namespace consultantos
