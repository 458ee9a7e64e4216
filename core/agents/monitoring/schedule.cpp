// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/schedule.h"

#include "agents/monitoring/cron.h"
#include "agents/monitoring/time_zone.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr int MostUnits = 1'000;
constexpr int MostJitter = 24 * 3600;
constexpr auto FirstPause = 300s;
constexpr std::chrono::seconds LongestPause = 6h;
constexpr int MostDoublings = 10;
constexpr qint64 ClockWasWrongSeconds = 24 * 3600;

/// 0 to 1, the same each time for the same monitor.
double shareOf(const QString &monitorId)
{
    const auto hash = QCryptographicHash::hash(monitorId.toUtf8(), QCryptographicHash::Sha256);
    constexpr double Values = 65'536;
    return (static_cast<quint8>(hash[0]) * 256 + static_cast<quint8>(hash[1])) / Values;
}

qint64 secondsOf(MonitorSchedule::Unit unit)
{
    switch (unit) {
    case MonitorSchedule::Unit::Minutes:
        return 60;
    case MonitorSchedule::Unit::Hours:
        return 3'600;
    case MonitorSchedule::Unit::Days:
        return 24 * 3'600;
    case MonitorSchedule::Unit::Weeks:
        break;
    }
    return 7LL * 24 * 3'600;
}

QDateTime nextOfEvery(const MonitorSchedule &schedule, const QDateTime &anchor, const QDateTime &after)
{
    if (after < anchor)
        return anchor;
    const auto unit = secondsOf(schedule.unit);
    const auto passed = anchor.secsTo(after) / (unit * schedule.every);
    if (schedule.unit == MonitorSchedule::Unit::Minutes || schedule.unit == MonitorSchedule::Unit::Hours) {
        auto slot = anchor.addSecs(passed * unit * schedule.every);
        while (slot <= after)
            slot = slot.addSecs(unit * schedule.every);
        return slot;
    }
    // The same time of the day by the zone's clocks, which is not always a multiple of 24 hours away.
    const auto zone = timeZoneNamed(schedule.timeZone);
    const auto local = anchor.addSecs(zone.offsetFromUtc(anchor));
    const auto days = unit / (24 * 3'600) * schedule.every;
    for (auto count = std::max<qint64>(passed - 1, 0);; ++count) {
        const auto slot = momentOf(local.date().addDays(count * days), local.time(), zone);
        if (slot > after)
            return slot;
    }
}

} // namespace

Status validSchedule(const MonitorSchedule &schedule)
{
    if (!timeZoneNamed(schedule.timeZone).isValid())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Monitors", "There is no time zone \"%1\".").arg(schedule.timeZone),
                    QCoreApplication::translate("Monitors", "Name it as \"Europe/Berlin\" or \"UTC\"."));
    if (schedule.jitterSeconds < 0 || schedule.jitterSeconds > MostJitter)
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Monitors", "The jitter must be from 0 to %1 seconds.").arg(MostJitter));
    if (schedule.kind == MonitorSchedule::Kind::Every) {
        if (schedule.every < 1 || schedule.every > MostUnits)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Monitors", "A monitor is checked every 1 to %1 units of time.")
                            .arg(MostUnits));
        return {};
    }
    const auto cron = CronExpression::parse(schedule.cron);
    if (!cron)
        return tl::unexpected(cron.error());
    const auto start = QDateTime(QDate(2024, 1, 1), QTime(0, 0), Qt::UTC);
    if (!cron->nextAfter(start, QTimeZone::utc()))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Monitors", "No day fits the schedule \"%1\".").arg(schedule.cron));
    return {};
}

std::optional<QDateTime> nextSlot(const MonitorSchedule &schedule, const QDateTime &anchor, const QDateTime &after)
{
    if (schedule.kind == MonitorSchedule::Kind::Every)
        return nextOfEvery(schedule, anchor, after);
    const auto cron = CronExpression::parse(schedule.cron);
    return cron ? cron->nextAfter(after, timeZoneNamed(schedule.timeZone)) : std::nullopt;
}

std::optional<QDateTime> nextCheckAfter(const Monitor &monitor, const QDateTime &now)
{
    const auto &schedule = monitor.schedule;
    // A slot whose jitter isn't over yet is still to come; not the very first one, which the first look has taken.
    auto slot = nextSlot(schedule, monitor.created, std::max(now.addSecs(-schedule.jitterSeconds), monitor.created));
    while (slot) {
        const auto following = nextSlot(schedule, monitor.created, *slot);
        const auto room = following ? slot->secsTo(*following) / 2 : schedule.jitterSeconds;
        const auto jitter = static_cast<double>(std::min<qint64>(schedule.jitterSeconds, room));
        const auto due = slot->addSecs(static_cast<qint64>(shareOf(monitor.id) * jitter));
        if (due > now)
            return due;
        slot = following;
    }
    return std::nullopt;
}

std::chrono::seconds backOff(const QString &monitorId, int failures)
{
    const auto doubled = FirstPause * (1 << std::clamp(failures - 1, 0, MostDoublings));
    const auto pause = std::min<std::chrono::seconds>(doubled, LongestPause);
    return pause
           + std::chrono::seconds(static_cast<qint64>(static_cast<double>(pause.count()) * shareOf(monitorId) / 10));
}

bool isDue(const Monitor &monitor, const QDateTime &now)
{
    if (!monitor.isActive || !monitor.nextCheck.isValid())
        return false;
    return monitor.nextCheck <= now
           || (monitor.lastCheck.isValid() && now.secsTo(monitor.lastCheck) > ClockWasWrongSeconds);
}

Monitor checkedAt(Monitor monitor, const QDateTime &now, const CheckResult &result)
{
    monitor.lastResult = result;
    monitor.lastCheck = now;
    const bool hasFailed = result.outcome == CheckOutcome::Failed;
    monitor.failures = hasFailed ? monitor.failures + 1 : 0;
    if (!monitor.isActive)
        monitor.nextCheck = {};
    else if (hasFailed)
        monitor.nextCheck = now.addSecs(backOff(monitor.id, monitor.failures).count());
    else
        monitor.nextCheck = nextCheckAfter(monitor, now).value_or(QDateTime());
    return monitor;
}

} // namespace consultantos
