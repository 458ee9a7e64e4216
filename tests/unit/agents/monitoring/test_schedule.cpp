// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/cron.h"
#include "agents/monitoring/schedule.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

#include <algorithm>

using namespace consultantos;

namespace {

QDateTime utc(const char *text)
{
    auto time = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time;
}

MonitorSchedule cron(const char *text, const char *zone = "UTC")
{
    MonitorSchedule schedule;
    schedule.kind = MonitorSchedule::Kind::Cron;
    schedule.cron = QString::fromLatin1(text);
    schedule.timeZone = QString::fromLatin1(zone);
    schedule.jitterSeconds = 0;
    return schedule;
}

MonitorSchedule every(int count, MonitorSchedule::Unit unit, const char *zone = "UTC")
{
    MonitorSchedule schedule;
    schedule.every = count;
    schedule.unit = unit;
    schedule.timeZone = QString::fromLatin1(zone);
    schedule.jitterSeconds = 0;
    return schedule;
}

Monitor monitorOf(const MonitorSchedule &schedule, const QDateTime &created)
{
    Monitor monitor;
    monitor.id = QStringLiteral("m-1");
    monitor.schedule = schedule;
    monitor.created = created;
    monitor.nextCheck = created;
    return monitor;
}

QString slotsOf(const MonitorSchedule &schedule, const QDateTime &from, int count)
{
    QStringList found;
    auto at = from;
    for (int i = 0; i < count; ++i) {
        const auto next = nextSlot(schedule, from, at);
        if (!next)
            break;
        at = *next;
        found.append(at.toString(QStringLiteral("MM-ddTHH:mm")));
    }
    return found.join(QLatin1Char(' '));
}

CheckResult ended(CheckOutcome outcome)
{
    CheckResult result;
    result.outcome = outcome;
    return result;
}

} // namespace

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cronFollowsItsFields_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *zone, const char *from,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(zone) << QString::fromLatin1(from)
                                << QString::fromLatin1(expected);
        };
        row("steps", "*/20 8-9 * * *", "UTC", "2025-03-01T08:10:30Z",
            "03-01T08:20 03-01T08:40 03-01T09:00 03-01T09:20 03-01T09:40 03-02T08:00");
        row("weekdays", "30 7 * * mon-fri", "UTC", "2025-03-07T07:30:00Z", "03-10T07:30 03-11T07:30");
        row("sunday is 7", "0 0 * * 7", "UTC", "2025-03-01T00:00:00Z", "03-02T00:00 03-09T00:00");
        row("either day", "0 6 1 * mon", "UTC", "2025-03-30T00:00:00Z", "03-31T06:00 04-01T06:00 04-07T06:00");
        row("leap day", "0 0 29 2 *", "UTC", "2025-01-01T00:00:00Z", "02-29T00:00");
        row("a zone", "0 9 * * *", "America/New_York", "2025-01-01T00:00:00Z", "01-01T14:00 01-02T14:00");
        // Berlin, 30 March 2025: from 02:00 to 03:00. What stands between comes an hour later by the clocks.
        row("spring, left out", "30 2 * * *", "Europe/Berlin", "2025-03-28T12:00:00Z",
            "03-29T01:30 03-30T01:30 03-31T00:30");
        row("spring, each hour", "0 * * * *", "Europe/Berlin", "2025-03-29T23:30:00Z",
            "03-30T00:00 03-30T01:00 03-30T02:00");
        // 26 October 2025: from 03:00 back to 02:00. A fixed hour comes once, each hour follows the passing of time.
        row("autumn, twice", "30 2 * * *", "Europe/Berlin", "2025-10-25T12:00:00Z", "10-26T00:30 10-27T01:30");
        row("autumn, each half hour", "*/30 * * * *", "Europe/Berlin", "2025-10-25T23:45:00Z",
            "10-26T00:00 10-26T00:30 10-26T01:00 10-26T01:30 10-26T02:00");
        row("a renamed zone", "30 2 * * *", "Europe/Kyiv", "2025-01-01T12:00:00Z", "01-02T00:30 01-03T00:30");
        row("@daily", "@daily", "Asia/Kolkata", "2025-01-01T00:00:00Z", "01-01T18:30 01-02T18:30");
    }

    void cronFollowsItsFields()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        QFETCH(QString, from);
        QFETCH(QString, expected);
        const auto schedule = cron(text.toLatin1(), zone.toLatin1());
        QVERIFY(validSchedule(schedule));
        QCOMPARE(slotsOf(schedule, utc(from.toLatin1()), static_cast<int>(expected.count(QLatin1Char(' '))) + 1),
                 expected);
    }

    void wrongSchedulesAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
                                 "5-1 * * * *", "*/0 * * * *", "a * * * *", "* * * * * *", "0 0 30 2 *", "1, * * * *"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void wrongSchedulesAreRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!validSchedule(cron(text.toLatin1())));
    }

    void wrongZonesAndCountsAreRefused()
    {
        QVERIFY(!validSchedule(cron("0 0 * * *", "Europe/Atlantis")));
        QVERIFY(!validSchedule(every(0, MonitorSchedule::Unit::Hours)));
        QVERIFY(validSchedule(every(6, MonitorSchedule::Unit::Hours)));
    }

    void daysKeepTheTimeOfTheDay()
    {
        const auto schedule = every(1, MonitorSchedule::Unit::Days, "Europe/Berlin");
        QCOMPARE(slotsOf(schedule, utc("2025-03-28T07:00:00Z"), 3),
                 QStringLiteral("03-29T07:00 03-30T06:00 03-31T06:00"));
    }

    void jitterIsTheSameEachTimeAndLeavesHalfTheWay()
    {
        auto monitor = monitorOf(cron("0 * * * *"), utc("2025-01-01T00:00:00Z"));
        monitor.schedule.jitterSeconds = 24 * 3600;
        QList<qint64> late;
        auto now = utc("2025-01-01T00:00:00Z");
        for (int i = 0; i < 5; ++i) {
            now = *nextCheckAfter(monitor, now);
            late.append(now.time().minute() * 60 + now.time().second());
        }
        QCOMPARE(std::count(late.cbegin(), late.cend(), late.first()), qsizetype(5));
        QVERIFY(late.first() <= 1800);
        monitor.id = QStringLiteral("another");
        const auto other = *nextCheckAfter(monitor, now);
        QVERIFY(other.time().minute() * 60 + other.time().second() != late.first());
    }

    void theFirstLookIsNotRepeatedForItsJitter()
    {
        auto monitor = monitorOf(every(1, MonitorSchedule::Unit::Days), utc("2025-01-01T08:00:00Z"));
        monitor.schedule.jitterSeconds = 300;
        for (const auto *id : {"a", "b", "c"}) {
            monitor.id = QLatin1String(id);
            const auto next = nextCheckAfter(monitor, utc("2025-01-01T08:00:00Z"));
            QVERIFY(next && *next >= utc("2025-01-02T08:00:00Z"));
        }
    }

    void failuresPauseLongerEachTime()
    {
        std::chrono::seconds before{0};
        for (int failures = 1; failures <= 7; ++failures) {
            const auto pause = backOff(QStringLiteral("m"), failures);
            QVERIFY(pause > before);
            before = pause;
        }
        QVERIFY(backOff(QStringLiteral("m"), 100) <= std::chrono::minutes(6 * 60 + 36));
    }

    /// A year of a machine that sleeps, whose network fails, and whose zone changes its clocks: of each stretch of awake
    /// time all due checks are made, once each, and of each sleep one stands for all that were missed.
    void aYearLosesAndDoublesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::newRow("daily, Berlin") << QStringLiteral("30 2 * * *") << QStringLiteral("Europe/Berlin");
        QTest::newRow("hourly, New York") << QStringLiteral("0 * * * *") << QStringLiteral("America/New_York");
        QTest::newRow("every 20 minutes, Lord Howe")
            << QStringLiteral("*/20 * * * *") << QStringLiteral("Australia/Lord_Howe");
        QTest::newRow("weekdays, Kolkata") << QStringLiteral("15 9,17 * * mon-fri") << QStringLiteral("Asia/Kolkata");
    }

    void aYearLosesAndDoublesNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        const auto begin = utc("2025-01-01T00:00:00Z");
        const auto end = utc("2026-01-01T00:00:00Z");
        auto monitor = monitorOf(cron(text.toLatin1(), zone.toLatin1()), begin);
        QList<QDateTime> due;
        for (auto slot = nextSlot(monitor.schedule, begin, begin); slot && *slot < end;
             slot = nextSlot(monitor.schedule, begin, *slot))
            due.append(*slot);
        QVERIFY(due.size() > 360);

        QRandomGenerator random(7);
        QList<QDateTime> checks;
        QList<QDateTime> wakings;
        QDateTime now = begin;
        monitor = checkedAt(monitor, now, ended(CheckOutcome::FirstLook));
        int attempts = 0;
        int failures = 0;
        while (now < end) {
            if (random.bounded(4'000) == 0) { // asleep for up to three days
                now = now.addSecs(60 * random.bounded(1, 3 * 24 * 60));
                wakings.append(now);
            }
            if (isDue(monitor, now)) {
                ++attempts;
                const bool hasFailed = random.bounded(10) == 0;
                failures += hasFailed ? 1 : 0;
                monitor = checkedAt(monitor, now, ended(hasFailed ? CheckOutcome::Failed : CheckOutcome::Unchanged));
                QVERIFY(monitor.nextCheck > now);
                if (!hasFailed)
                    checks.append(now);
            }
            now = now.addSecs(60);
        }
        QVERIFY(failures > 10);
        QCOMPARE(attempts, checks.size() + failures);
        // Between two successful checks at least one slot came due, and none is without a check behind it: no check
        // is doubled, no slot lost.
        qsizetype slot = 0;
        for (const auto &check : checks) {
            const auto first = slot;
            while (slot < due.size() && due[slot] <= check)
                ++slot;
            QVERIFY2(slot > first, qPrintable(check.toString(Qt::ISODate)));
            // Several at once only after a sleep or a failure.
            if (slot - first > 1) {
                const bool hasSlept = std::any_of(wakings.cbegin(), wakings.cend(), [&](const QDateTime &waking) {
                    return waking >= due[first] && waking <= check;
                });
                const bool isRetry = failures > 0 && due[first].secsTo(check) <= 7 * 3600;
                QVERIFY2(hasSlept || isRetry, qPrintable(check.toString(Qt::ISODate)));
            }
        }
        QVERIFY(due.size() - slot <= 24 * 3); // what the year's end cut off
    }

    void sleepIsCaughtUpByOneCheck()
    {
        auto monitor = monitorOf(every(1, MonitorSchedule::Unit::Hours), utc("2025-01-01T00:00:00Z"));
        monitor = checkedAt(monitor, utc("2025-01-01T00:00:00Z"), ended(CheckOutcome::FirstLook));
        const auto woken = utc("2025-01-05T10:20:00Z");
        QVERIFY(isDue(monitor, woken));
        monitor = checkedAt(monitor, woken, ended(CheckOutcome::Unchanged));
        QCOMPARE(monitor.nextCheck, utc("2025-01-05T11:00:00Z"));
    }

    void aClockSetBackChecksNoTimeTwice()
    {
        auto monitor = monitorOf(every(1, MonitorSchedule::Unit::Hours), utc("2025-01-01T00:00:00Z"));
        monitor = checkedAt(monitor, utc("2025-01-01T10:00:05Z"), ended(CheckOutcome::Unchanged));
        for (auto now = utc("2025-01-01T07:00:00Z"); now < utc("2025-01-01T11:00:00Z"); now = now.addSecs(60))
            QVERIFY(!isDue(monitor, now));
        QVERIFY(isDue(monitor, utc("2025-01-01T11:00:00Z")));
    }

    void aClockThatWasYearsAheadIsRecoveredFrom()
    {
        auto monitor = monitorOf(every(1, MonitorSchedule::Unit::Days), utc("2025-01-01T00:00:00Z"));
        monitor = checkedAt(monitor, utc("2031-06-01T00:00:30Z"), ended(CheckOutcome::Unchanged));
        const auto now = utc("2025-01-03T12:00:00Z");
        QVERIFY(isDue(monitor, now));
        monitor = checkedAt(monitor, now, ended(CheckOutcome::Unchanged));
        QCOMPARE(monitor.nextCheck, utc("2025-01-04T00:00:00Z"));
        QVERIFY(!isDue(monitor, now));
    }

    void aPausedMonitorIsNeverDue()
    {
        auto monitor = monitorOf(every(1, MonitorSchedule::Unit::Days), utc("2025-01-01T00:00:00Z"));
        monitor.isActive = false;
        QVERIFY(!isDue(monitor, utc("2026-01-01T00:00:00Z")));
        monitor = checkedAt(monitor, utc("2026-01-01T00:00:00Z"), ended(CheckOutcome::Unchanged));
        QVERIFY(!monitor.nextCheck.isValid());
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "test_schedule.moc"
