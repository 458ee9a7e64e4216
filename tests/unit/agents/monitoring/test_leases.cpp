// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitoring_fixture.h"

#include <QProcess>
#include <QSet>
#include <QTest>

#include <memory>
#include <vector>

using namespace consultantos;

namespace {

std::unique_ptr<QProcess> checker(const QString &folder, int checks, qint64 base)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QStringLiteral(MONITOR_CHECKER), {folder, QString::number(checks), QString::number(base)});
    return process;
}

} // namespace

class TestLeases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneHolderAtATime()
    {
        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        const auto added = fixture.service->add(monitorFor(QStringLiteral("Apple")));
        QVERIFY(added);
        auto &store = *fixture.store;
        const auto now = fixture.clock->nowUtc();
        QVERIFY(store.lease(added->id, QStringLiteral("a"), now)->monitor);
        QVERIFY(!store.lease(added->id, QStringLiteral("b"), now)->monitor);
        QCOMPARE(fixture.service->check(added->id).error().code, ErrorCode::Busy);
        QVERIFY(fixture.service->checkDue()->isEmpty());
        // Whoever doesn't hold it gives nothing back.
        QVERIFY(store.release(added->id, QStringLiteral("b")));
        QVERIFY(!store.lease(added->id, QStringLiteral("b"), now)->monitor);

        // The holder died: its lease expires, and what it brings after that is dropped.
        const auto later = now.addMSecs(std::chrono::milliseconds(MonitorRepository::LeaseTime).count());
        QVERIFY(!store.lease(added->id, QStringLiteral("b"), later.addSecs(-1))->monitor);
        QVERIFY(store.lease(added->id, QStringLiteral("b"), later)->monitor);
        const auto late = store.finish({*added, {{QStringLiteral("schema_version"), 1}}}, QStringLiteral("a"));
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Busy);
        QVERIFY(store.snapshot(added->id)->isEmpty());
        QVERIFY(store.finish({*added, {{QStringLiteral("schema_version"), 1}}}, QStringLiteral("b")));
        QVERIFY(!store.snapshot(added->id)->isEmpty());
    }

    void aLeaseOfAClockThatWasAheadIsTaken()
    {
        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        const auto added = fixture.service->add(monitorFor(QStringLiteral("Apple")));
        QVERIFY(added);
        const auto now = fixture.clock->nowUtc();
        QVERIFY(fixture.store->lease(added->id, QStringLiteral("a"), now.addYears(3))->monitor);
        QVERIFY(fixture.store->lease(added->id, QStringLiteral("b"), now)->monitor);
    }

    void whatWasEditedDuringACheckStays()
    {
        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        const auto added = fixture.service->add(monitorFor(QStringLiteral("Apple")));
        QVERIFY(added);
        const auto now = fixture.clock->nowUtc();
        auto leased = fixture.store->lease(added->id, QStringLiteral("a"), now);
        QVERIFY(leased && leased->monitor);
        QVERIFY(fixture.service->setActive(added->id, false));
        auto checked = *leased->monitor;
        checked.lastCheck = now;
        checked.nextCheck = now.addDays(1);
        QVERIFY(fixture.store->finish({checked, {}}, QStringLiteral("a")));
        const auto after = fixture.store->monitor(added->id);
        QVERIFY(after);
        QVERIFY(!after->isActive);
        QVERIFY(!after->nextCheck.isValid());
        QCOMPARE(after->lastCheck, now);
    }

    /// Four processes check one monitor that is due each minute; one is killed in the middle of its work.
    void severalProcessesNeverCheckTwice()
    {
        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        auto monitor = monitorFor(QStringLiteral("Apple"));
        monitor.schedule.every = 1;
        monitor.schedule.unit = MonitorSchedule::Unit::Minutes;
        monitor.schedule.jitterSeconds = 0;
        const auto base = QDateTime::currentMSecsSinceEpoch();
        fixture.clock->set(QDateTime::fromMSecsSinceEpoch(base));
        const auto added = fixture.service->add(monitor);
        QVERIFY2(added, added ? "" : qPrintable(added.error().toText()));

        constexpr int Checks = 5;
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < 4; ++i)
            processes.push_back(checker(fixture.folder.path(), i == 0 ? 1'000'000 : Checks, base));
        auto &doomed = *processes.front();
        QByteArray killed;
        QTRY_VERIFY_WITH_TIMEOUT(
            (doomed.waitForReadyRead(100), killed += doomed.readAllStandardOutput(), killed.contains("checked")),
            120'000);
        doomed.kill();
        QVERIFY(doomed.state() == QProcess::NotRunning || doomed.waitForFinished());
        killed += doomed.readAllStandardOutput();
        QByteArray output = killed;
        for (std::size_t i = 1; i < processes.size(); ++i) {
            QVERIFY(processes[i]->state() == QProcess::NotRunning || processes[i]->waitForFinished(240'000));
            QCOMPARE(processes[i]->exitCode(), 0);
            output += processes[i]->readAllStandardOutput();
        }
        // Each check ends before the time that it sets as the next; the next check ends after it. Sorted by their ends, they
        // must not overlap: no check ends before the time that the one before it left as due.
        QList<std::pair<qint64, qint64>> checks;
        for (const auto &line : output.split('\n')) {
            const auto words = line.split(' ');
            if (words.value(0) == "checked")
                checks.append({words.value(1).toLongLong(), words.value(2).toLongLong()});
        }
        std::sort(checks.begin(), checks.end());
        QVERIFY(checks.size() >= 3 * Checks + 1);
        for (qsizetype i = 1; i < checks.size(); ++i)
            QVERIFY2(checks[i].first >= checks[i - 1].second,
                     qPrintable(QStringLiteral("%1 before %2").arg(checks[i].first).arg(checks[i - 1].second)));
    }
};

QTEST_GUILESS_MAIN(TestLeases)
#include "test_leases.moc"
