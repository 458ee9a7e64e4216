// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/monitor.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

/// When monitors are due. Pure: time is given. All times UTC.
///
/// A schedule's times are moments, so that changes of a zone's clocks neither double nor lose one. However many passed
/// while the machine slept, the next check stands for all of them.

/// InvalidArgument says what is wrong with it.
[[nodiscard]] Status validSchedule(const MonitorSchedule &schedule);

/// The first time of the schedule after `after`, without jitter; empty where it has none. `anchor` is where Every counts
/// from.
[[nodiscard]] std::optional<QDateTime> nextSlot(const MonitorSchedule &schedule, const QDateTime &anchor,
                                                const QDateTime &after);

/// When the monitor is to be checked next after `now`: a time of its schedule, late by a share of the jitter that
/// comes from its id and never by more than half the way to the next one.
[[nodiscard]] std::optional<QDateTime> nextCheckAfter(const Monitor &monitor, const QDateTime &now);

/// How long after the n-th failure in a row the next attempt is: 5 minutes, doubled each time, at most 6 hours, and up to a
/// tenth longer by the monitor's id.
[[nodiscard]] std::chrono::seconds backOff(const QString &monitorId, int failures);

/// Whether it is to be checked now. A monitor whose last check lies more than a day ahead was checked by a clock that was
/// wrong: it is due, as its next time is as wrong.
[[nodiscard]] bool isDue(const Monitor &monitor, const QDateTime &now);

/// The monitor after a check that ended at `now`: its times, result and failures.
[[nodiscard]] Monitor checkedAt(Monitor monitor, const QDateTime &now, const CheckResult &result);

} // namespace consultantos
