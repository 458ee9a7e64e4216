// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/monitor.h"

#include <QCommandLineParser>

#include <chrono>

namespace consultantos {

/// The options of `monitor add` and `monitor edit`.
void addMonitorOptions(QCommandLineParser &parser);
/// Sets in `monitor` what the options say, and nothing else. InvalidArgument names the option that is wrong.
[[nodiscard]] Status applyMonitorOptions(const QCommandLineParser &parser, Monitor &monitor);

/// "30m", "6h", "1d", "2w" as a number of units.
struct SpanText {
    int count = 0;
    MonitorSchedule::Unit unit = MonitorSchedule::Unit::Days;

    [[nodiscard]] std::chrono::seconds length() const;
};
[[nodiscard]] Result<SpanText> spanFrom(const QString &text);

/// "every 6 hours", "cron 30 7 * * mon-fri, Europe/Berlin".
[[nodiscard]] QString scheduleText(const MonitorSchedule &schedule);
/// "filings, figures, scores of porter".
[[nodiscard]] QString watchText(const MonitorWatch &watch);

} // namespace consultantos
