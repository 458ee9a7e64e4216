// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "performance/span_bars.h"
#include "storage/report_repository.h"

#include <QList>

namespace consultantos {

/// One run of the library, with its agents' times.
struct RunTimes {
    ReportSummary report;
    QList<AgentRecord> agents;
};

/// The newest `most` runs, newest first. Those in `known` aren't read again. I/O: never from the window's thread.
[[nodiscard]] Result<QList<RunTimes>> readRuns(const ReportRepository &reports, int most, const QList<RunTimes> &known);

/// How each agent's times are spread over the runs in which it computed, the slowest agent first. A row leads to the
/// report in which it took longest. Pure.
[[nodiscard]] QList<SpanBars::Row> distributionRows(const QList<RunTimes> &runs);

/// Each agent of either run, in the order of `first`, with both times and the change from `second`'s to `first`'s; one
/// that ran in one of them alone says so. Rows lead to `first`'s report. Pure.
[[nodiscard]] QList<SpanBars::Row> comparisonRows(const RunTimes &first, const RunTimes &second);

/// "Tesla, 26 Nov 23:10, 4.2 s"
[[nodiscard]] QString runTitle(const ReportSummary &report);

} // namespace consultantos
