// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"
#include "model/monitor.h"

#include <QDateTime>
#include <QString>

namespace consultantos {

/// How much an alert asks for the reader's eye.
enum class AlertSeverity { High, Medium, Low };

/// By rule: High is a line that was crossed, a restatement, a score that left its interval, and a figure that changed by a
/// quarter, by five percentage points, or from gain to loss; Low is news; Medium is all else.
[[nodiscard]] AlertSeverity severityOf(const MonitorAlert &alert);
[[nodiscard]] QString severityTitle(AlertSeverity severity);
[[nodiscard]] QString severityIcon(AlertSeverity severity); ///< for lineIcon()

[[nodiscard]] QString alertTopicTitle(AlertTopic topic);
/// "Open", "Snoozed until 3 Dec 2026", "Dismissed", as it stands at `now`.
[[nodiscard]] QString alertStateTitle(const MonitorAlert &alert, const QDateTime &now);
/// One line of an alert's history without its time.
[[nodiscard]] QString alertEventText(const AlertEvent &event);
/// "USD 274,515 M → USD 365,817 M (+33.3 %)"; empty where the alert has no figures.
[[nodiscard]] QString alertChangeText(const MonitorAlert &alert);
/// The change alone, "+33.3 %" or "+3.1 pp"; empty likewise.
/// `text` is the alert's title, its reason or a detail: figures in it in the form of the window's language, but for alerts that
/// say what documents and news say.
[[nodiscard]] QString alertText(const MonitorAlert &alert, const QString &text);
[[nodiscard]] QString alertDeltaText(const MonitorAlert &alert);

/// "Every day", "Monday to Friday at 07:00"; other cron schedules as they are written.
[[nodiscard]] QString scheduleText(const MonitorSchedule &schedule);
/// "Filings, figures, 2 lines".
[[nodiscard]] QString watchText(const MonitorWatch &watch);
/// How the last check went, or that there was none.
[[nodiscard]] QString checkResultText(const Monitor &monitor);
/// "in 3 h", "5 min ago", "now"; a dash for no time.
[[nodiscard]] QString whenText(const QDateTime &time, const QDateTime &now);
/// By the clock of this machine, "27 Nov 2026, 07:00".
[[nodiscard]] QString clockText(const QDateTime &time);
[[nodiscard]] QString dayText(const QDate &day);

} // namespace consultantos
