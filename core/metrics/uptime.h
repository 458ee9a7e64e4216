// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metrics_history.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace consultantos {

/// How often a program that runs says so: a crash is known to this.
inline constexpr std::chrono::seconds UptimeBeat{30};

/// How long programs ran, and how long they should have run but didn't.
struct Uptime {
    double upSeconds = 0;
    double downSeconds = 0;
    int crashes = 0; ///< runs that ended without saying so

    /// 0 to 1; empty: nothing ran.
    [[nodiscard]] std::optional<double> share() const;
    bool operator==(const Uptime &) const = default;
};

/// Of what ran between `from` and `now`. Down is the time from when a run that didn't end as it should was last seen to
/// the next start of the same program. What was ended in order was not wanted in the meantime. Of a window five minutes
/// count at most: who closes the laptop over a crash isn't waiting for the program. Servers and windows count each for
/// itself; several of one kind at a time are one. Pure.
[[nodiscard]] Uptime uptimeOf(const QList<ProgramRun> &runs, const QDateTime &from, const QDateTime &now);

} // namespace consultantos
