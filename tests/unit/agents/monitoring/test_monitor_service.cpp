// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitoring_fixture.h"

#include "agents/monitoring/alert_sender.h"
#include "agents/monitoring/monitor_runner.h"

#include <QTest>

#include <atomic>

using namespace consultantos;

namespace {

/// A report whose one score is as given.
Report reportWith(double value)
{
    Report report;
    FrameworkResult porter;
    porter.id = QStringLiteral("porter");
    porter.title = QStringLiteral("Five forces");
    FrameworkSection rivalry;
    rivalry.id = QStringLiteral("rivalry");
    rivalry.title = QStringLiteral("Rivalry");
    Computation computation;
    computation.id = QStringLiteral("c/1/rivalry/FY2025");
    computation.value = value;
    report.evidence.add(computation);
    rivalry.score = Score{value, value - 0.1, value + 0.1, 1, 5, computation.id};
    porter.sections.append(rivalry);
    report.frameworks.append(porter);
    return report;
}

Monitor scoreMonitor()
{
    auto monitor = monitorFor(QStringLiteral("Apple"));
    monitor.watch = {};
    monitor.watch.filings = monitor.watch.figures = false;
    monitor.watch.frameworks = QStringList{QStringLiteral("porter")};
    return monitor;
}

} // namespace

class TestMonitorService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void furtherNewsIsFoldedUntilAnAlertIsDismissed()
    {
        std::atomic<double> score{3};
        MonitoringFixture fixture;
        QVERIFY(fixture.open(
            [&](const AnalysisRequest &, const CancellationToken &) -> Result<Report> { return reportWith(score); }));
        auto &service = *fixture.service;
        QList<int> told;
        service.setListener([&](const MonitorService::News &news) {
            told.append(static_cast<int>(news.raised.size() * 10 + news.folded.size()));
        });
        const auto monitor = service.add(scoreMonitor());
        QVERIFY2(monitor, monitor ? "" : qPrintable(monitor.error().toText()));
        QVERIFY(service.check(monitor->id));
        score = 3.5;
        const auto raised = service.check(monitor->id);
        QVERIFY(raised);
        QCOMPARE(raised->raised.size(), 1);
        const auto id = raised->raised.first().id;
        QVERIFY(raised->raised.first().evidence.computation(QStringLiteral("c/1/rivalry/FY2025")));

        score = 4;
        const auto folded = service.check(monitor->id);
        QVERIFY(folded);
        QVERIFY(folded->raised.isEmpty());
        QCOMPARE(folded->folded.size(), 1);
        QCOMPARE(folded->folded.first().id, id);
        QCOMPARE(folded->folded.first().folds, 1);
        QVERIFY(folded->folded.first().title.contains(QStringLiteral("4.0")));
        QVERIFY(folded->folded.first().details.first().contains(QStringLiteral("3.5")));

        // Snoozed it takes news in and stays out of the list; dismissed it takes none.
        QVERIFY(service.snooze(id, fixture.clock->nowUtc().addDays(2)));
        QCOMPARE(*service.openAlerts(), 0);
        score = 4.5;
        QCOMPARE(service.check(monitor->id)->folded.size(), 1);
        QCOMPARE(*service.openAlerts(), 0);
        fixture.clock->pass(std::chrono::hours(49));
        QCOMPARE(*service.openAlerts(), 1);
        QVERIFY(service.dismiss(id, QStringLiteral("ann")));
        score = 3;
        const auto anew = service.check(monitor->id);
        QCOMPARE(anew->raised.size(), 1);
        QVERIFY(anew->raised.first().id != id);
        const auto settled = service.alert(id);
        QCOMPARE(settled->history.last().by, QStringLiteral("ann"));
        QCOMPARE(service.alerts({AlertState::Dismissed, {}, {}, {}, 0})->size(), 1);
        QVERIFY(told.contains(10) && told.contains(1));
        const auto digest = service.digest(fixture.clock->nowUtc().addDays(-1), fixture.clock->nowUtc().addSecs(1));
        QCOMPARE(digest->alerts.size(), 2);
    }

    void aFailureIsPutDownAndTriedAgainLater()
    {
        std::atomic<bool> fails{true};
        MonitoringFixture fixture;
        QVERIFY(fixture.open([&](const AnalysisRequest &, const CancellationToken &) -> Result<Report> {
            return fails ? Result<Report>(fail(ErrorCode::TimedOut, QStringLiteral("too late"))) : reportWith(3);
        }));
        auto &service = *fixture.service;
        const auto monitor = service.add(scoreMonitor());
        QVERIFY(monitor);
        for (int i = 1; i <= 3; ++i) {
            const auto checks = service.checkDue();
            QCOMPARE(checks->size(), 1);
            const auto &after = checks->first().monitor;
            QCOMPARE(after.failures, i);
            QCOMPARE(after.lastResult.outcome, CheckOutcome::Failed);
            QCOMPARE(after.lastResult.error, QStringLiteral("too late"));
            QVERIFY(service.checkDue()->isEmpty());
            fixture.clock->set(after.nextCheck);
        }
        fails = false;
        QCOMPARE(service.checkDue()->first().monitor.lastResult.outcome, CheckOutcome::FirstLook);
        QCOMPARE(service.monitor(monitor->id)->failures, 0);
    }

    void aCancelledCheckLeavesEverythingAsItWas()
    {
        CancellationSource cancel;
        MonitoringFixture fixture;
        QVERIFY(fixture.open([&](const AnalysisRequest &, const CancellationToken &) -> Result<Report> {
            cancel.cancel();
            return fail(ErrorCode::Cancelled, QStringLiteral("cancelled"));
        }));
        auto &service = *fixture.service;
        const auto monitor = service.add(scoreMonitor());
        QVERIFY(monitor);
        const auto check = service.check(monitor->id, cancel.token());
        QVERIFY(!check);
        QCOMPARE(check.error().code, ErrorCode::Cancelled);
        QCOMPARE(*service.monitor(monitor->id), *monitor);
        // The lease was given back.
        QVERIFY(fixture.store->lease(monitor->id, QStringLiteral("a"), fixture.clock->nowUtc())->monitor);
    }

    void theRunnerEndsWithTheCheckUnderWay()
    {
        std::atomic<bool> isUnderWay{false};
        MonitoringFixture fixture;
        QVERIFY(fixture.open([&](const AnalysisRequest &, const CancellationToken &cancel) -> Result<Report> {
            isUnderWay = true;
            (void)cancel.waitFor(std::chrono::minutes(5));
            return fail(ErrorCode::Cancelled, QStringLiteral("cancelled"));
        }));
        const auto monitor = fixture.service->add(scoreMonitor());
        QVERIFY(monitor);
        const std::shared_ptr<MonitorService> service = std::move(fixture.service);
        {
            const MonitorRunner runner(service);
            QTRY_VERIFY_WITH_TIMEOUT(isUnderWay, 60'000);
        }
        QCOMPARE(service->monitor(monitor->id)->lastResult.outcome, CheckOutcome::Never);
    }

    void monitorsKeepWhatTheyAre()
    {
        MonitoringFixture fixture;
        QVERIFY(fixture.open());
        auto wanted = monitorFor(QStringLiteral("AAPL"));
        wanted.name = QStringLiteral("Desk");
        wanted.watch.lines = {{QStringLiteral("gross_margin"), 0.5}};
        wanted.outputs.mails = QStringList{QStringLiteral("ann@example.org")};
        const auto added = fixture.service->add(wanted);
        QVERIFY2(added, added ? "" : qPrintable(added.error().toText()));
        QCOMPARE(added->companyName, QStringLiteral("Apple"));
        QCOMPARE(*monitorFromJson(toJson(*added)), *added);
        QCOMPARE(*fixture.service->monitor(QStringLiteral("desk")), *added);
        auto changed = *added;
        changed.name = QStringLiteral("Other");
        changed.companyId = QStringLiteral("1");
        changed.failures = 7;
        const auto edited = fixture.service->edit(changed);
        QVERIFY(edited);
        QCOMPARE(edited->name, QStringLiteral("Other"));
        QCOMPARE(edited->companyId, added->companyId);
        QCOMPARE(edited->failures, 0);
        changed.watch.lines.first().figure = QStringLiteral("charm");
        QCOMPARE(fixture.service->edit(changed).error().code, ErrorCode::InvalidArgument);
        QVERIFY(fixture.service->remove(added->id));
        QVERIFY(fixture.service->monitors()->isEmpty());
        QVERIFY(fixture.service->figures()->contains(QStringLiteral("gross_margin")));
    }
};

QTEST_GUILESS_MAIN(TestMonitorService)
#include "test_monitor_service.moc"
