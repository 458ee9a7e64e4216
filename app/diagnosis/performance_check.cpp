// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/performance_check.h"

#include "base/clock.h"
#include "metrics/alerts.h"
#include "metrics/diagnosis.h"
#include "storage/metrics_repository.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos {
namespace {

Finding uptimeFinding(const Uptime &uptime)
{
    const auto subject = QCoreApplication::translate("Cli", "Uptime");
    const auto share = uptime.share();
    if (!share)
        return {subject, QCoreApplication::translate("Cli", "nothing ran in the last day"), true, {}};
    constexpr double Percent = 100;
    const QLocale locale;
    const bool isFine = uptimeAlert(uptime).state == Alert::State::Quiet;
    return {subject,
            QCoreApplication::translate(
                "Cli", "up for %1 % of the last day's running time; unexpected ends: %2, seconds down: %3")
                .arg(locale.toString(*share * Percent, 'f', 2), locale.toString(uptime.crashes),
                     locale.toString(uptime.downSeconds, 'f', 0)),
            isFine,
            isFine ? QString()
                   : QCoreApplication::translate("Cli", "Look into logs and crashes of the data folder; let a service "
                                                        "manager start the server again.")};
}

} // namespace

Result<PerformanceCheck> performanceCheck(const QString &dataDir, const Settings &settings)
{
    const auto clock = std::make_shared<SystemClock>();
    const auto history = MetricsRepository::open(dataDir, clock);
    if (!history)
        return tl::unexpected(history.error());
    const auto now = clock->nowUtc();
    const auto from = now.addDays(-1);
    const auto samples = (*history)->since(from);
    if (!samples)
        return tl::unexpected(samples.error());
    const auto slow = (*history)->slowSince(from);
    if (!slow)
        return tl::unexpected(slow.error());
    const auto runs = (*history)->runsSince(from);
    if (!runs)
        return tl::unexpected(runs.error());
    PerformanceCheck check;
    check.findings.append(uptimeFinding(uptimeOf(*runs, from, now)));
    for (const auto &finding : diagnosed(*samples, *slow, settings))
        check.findings.append({faultTitle(finding), faultText(finding), !finding.isFound(), faultAdvice(finding)});
    check.statements = *slow;
    return check;
}

} // namespace consultantos
