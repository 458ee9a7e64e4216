// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "model/metric_sample.h"
#include "model/metrics_history.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What the reference's troubleshooting chapter looks for.
enum class FaultKind { LowHitRate, SlowStores, ModelTimeouts, MemoryGrowth };

/// What the measurements say is behind a fault.
enum class FaultCause {
    None,
    // of a low hit rate
    LevelDown,   ///< a level couldn't be used
    Evictions,   ///< the last level threw out what was asked for again, for lack of room
    Expirations, ///< what was asked for again had become too old
    NewWork,     ///< neither: most was asked for the first time
    // of slow stores
    TableScan,     ///< a statement reads a table from end to end
    TemporarySort, ///< a statement sorts its rows by itself
    LockWait,      ///< statements wait for another process
    SlowDisk,      ///< commits wait for the disk
    ManyRows,      ///< none of these: the statements read much, or the machine is busy
    // of model time-outs
    ProviderDown, ///< the breaker keeps calls away
    RateLimited,  ///< the provider takes fewer calls than are wanted
    SlowModel,    ///< answers take nearly all of the time that there is
    // of memory growth
    CacheGrows, ///< the first level of the cache explains most of it
    MemoryElsewhere
};

struct FaultFinding {
    enum class State { NotMeasured, Fine, Found };

    FaultKind kind = FaultKind::LowHitRate;
    State state = State::NotMeasured;
    FaultCause cause = FaultCause::None;
    double value = 0;                ///< the hit rate; seconds (P95); time-outs; bytes an hour
    double limit = 0;                ///< that of the monitoring rules
    double evidence = 0;             ///< what the cause was told by: a share, seconds, a count or bytes an hour
    QString setting;                 ///< the environment's name of the one to change; empty: none helps
    QString settingValue;            ///< as it is now
    QList<SlowStatement> statements; ///< of slow stores, the slowest first

    [[nodiscard]] bool isFound() const { return state == State::Found; }
};

/// Looks for all four faults in samples, the oldest first, and slow statements of the same time. Memory is looked at in
/// the last hour of them. Pure.
[[nodiscard]] QList<FaultFinding> diagnosed(const QList<MetricSample> &samples, const QList<SlowStatement> &statements,
                                            const Settings &settings);

/// In words of the user's language: what was looked at, e.g. "Cache hit rate".
[[nodiscard]] QString faultTitle(const FaultFinding &finding);
/// What was measured, and why it is so: "31 % of 1,200 look-ups … ".
[[nodiscard]] QString faultText(const FaultFinding &finding);
/// What to do; empty where nothing is wrong.
[[nodiscard]] QString faultAdvice(const FaultFinding &finding);

} // namespace consultantos
