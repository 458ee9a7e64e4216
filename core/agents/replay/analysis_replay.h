// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/replay/recorded_analysis.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/report.h"

namespace consultantos {

/// Derives the report anew from what was recorded: figures from the facts by the formulas of `resourceDir`, frameworks of
/// there and of `userFrameworks` (a folder; may be empty), summary from these, then the language model's recorded words. What an agent found in documents and on the network is
/// taken as recorded. `original` gives what is measured, not derived: id, times, durations, levels of the cache.
/// The same on every machine with the same engine and resources. No I/O but reading resources; takes about as long as the
/// analysis did without a model: never on the GUI thread. Errors: resources that can't be read, Cancelled.
[[nodiscard]] Result<Report> replayAnalysis(const RecordedAnalysis &recorded, const Report &original,
                                            const QString &resourceDir, const QString &userFrameworks,
                                            const Clock &clock, const CancellationToken &cancel = {});

} // namespace consultantos
