// SPDX-License-Identifier: GPL-3.0-or-later
// The window on the real service and store; the watched analysis alone is the test's, so that its score can change.
#include "agents/monitoring/company_watcher.h"
#include "base/paths.h"
#include "monitors/alerts_view.h"
#include "monitors/monitor_table.h"
#include "monitors/monitors_controller.h"
#include "monitors/monitors_page.h"
#include "monitors/service_access.h"
#include "shown_window.h"
#include "storage/monitor_repository.h"
#include "storage/store_place.h"

#include <QListView>
#include <QPushButton>
#include <QTest>

#include <atomic>

using namespace consultantos;
using namespace consultantos::test;

namespace {

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
    computation.id = QStringLiteral("c/1318605/rivalry/FY2025");
    computation.title = QStringLiteral("Rivalry");
    computation.value = value;
    computation.unit = QStringLiteral("score");
    report.evidence.add(computation);
    rivalry.score = Score{value, value - 0.1, value + 0.1, 1, 5, computation.id};
    porter.sections.append(rivalry);
    report.frameworks.append(porter);
    return report;
}

struct RealMonitors {
    RealMonitors()
        : shown([this](AppServices &services) { services.monitors = make(services); })
    {
        shown.window.showPage(MainWindow::Monitors);
        if (!QTest::qWaitFor([this] { return controller()->isLoaded(); }, 10'000))
            qFatal("the monitors were not read");
    }

    std::shared_ptr<const MonitorAccess> make(const AppServices &services)
    {
        std::optional<Error> notice;
        const auto store = MonitorRepository::open(services.dataDir, services.clock, nullptr, &notice);
        if (!store)
            qFatal("%s", qPrintable(store.error().toText()));
        CompanyWatcher::Parts watching;
        watching.facts = services.facts;
        watching.documents = services.documents;
        watching.resourceDir = resourceDir();
        watching.clock = services.clock;
        watching.analyse = [this](const AnalysisRequest &, const CancellationToken &) -> Result<Report> {
            return reportWith(score);
        };
        MonitorAccessParts parts;
        parts.store = *store;
        parts.clock = services.clock;
        parts.resourceDir = resourceDir();
        parts.service = std::make_shared<MonitorService>(MonitorService::Parts{
            *store, services.facts, std::make_shared<CompanyWatcher>(std::move(watching)), nullptr, services.clock});
        return monitorAccess(parts);
    }

    /// Adds a monitor of Tesla's forces and waits for its first look.
    [[nodiscard]] QString add()
    {
        Monitor monitor;
        monitor.companyId = QStringLiteral("Tesla");
        monitor.watch.filings = monitor.watch.figures = false;
        monitor.watch.frameworks = QStringList{QStringLiteral("porter")};
        QString id;
        controller()->save(monitor, [&id](const Result<Monitor> &saved) {
            if (!saved)
                qFatal("%s", qPrintable(saved.error().toText()));
            id = saved->id;
        });
        if (!QTest::qWaitFor([&] { return outcome() == CheckOutcome::FirstLook; }, 10'000))
            qFatal("no first look");
        return id;
    }

    [[nodiscard]] CheckOutcome outcome()
    {
        const auto &monitors = controller()->monitors();
        return monitors.isEmpty() ? CheckOutcome::Never : monitors.first().lastResult.outcome;
    }
    [[nodiscard]] MonitorsController *controller() { return shown.window.monitors()->controller(); }

    std::atomic<double> score{3};
    ShownWindow shown;
};

} // namespace

class TestMonitorAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeOfTheRealServiceComesToTheInbox();
    void aRemovalIsTakenBackWithWhatWasSeen();
    void figuresToDrawLinesForHaveTitlesAndUnits();
    void aWindowThatGoesLeavesTheNextOneItsNews();
};

void TestMonitorAccess::aChangeOfTheRealServiceComesToTheInbox()
{
    RealMonitors real;
    const auto id = real.add();
    QVERIFY(real.controller()->alerts().isEmpty());
    real.score = 4;
    real.controller()->check({id});
    auto *list = child<QListView>(&real.shown.window, "alertList");
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, 10'000);
    const auto alert = real.controller()->alerts().first();
    QCOMPARE(alert.companyName, QStringLiteral("Tesla"));
    QVERIFY(!alert.evidenceIds.isEmpty());
    QVERIFY(alert.evidence.contains(alert.evidenceIds.first()));
    real.controller()->dismiss({alert.id});
    QTRY_COMPARE(list->model()->rowCount(), 0);
    real.controller()->undo();
    QTRY_COMPARE(list->model()->rowCount(), 1);
    // Nothing is new: nothing is raised again.
    real.controller()->check({id});
    QTRY_COMPARE_WITH_TIMEOUT(real.outcome(), CheckOutcome::Unchanged, 10'000);
    QCOMPARE(list->model()->rowCount(), 1);
}

void TestMonitorAccess::aRemovalIsTakenBackWithWhatWasSeen()
{
    RealMonitors real;
    const auto id = real.add();
    const auto before = real.controller()->monitors();
    real.controller()->remove(id);
    QTRY_VERIFY_WITH_TIMEOUT(real.controller()->monitors().isEmpty(), 10'000);
    QTRY_VERIFY(!real.controller()->undoText().isEmpty());
    real.score = 4;
    real.controller()->undo();
    QTRY_COMPARE_WITH_TIMEOUT(real.controller()->monitors(), before, 10'000);
    // Held against what was seen before the removal, this is a change; a first look would find none.
    real.controller()->check({id});
    QTRY_COMPARE_WITH_TIMEOUT(real.outcome(), CheckOutcome::Changed, 10'000);
}

void TestMonitorAccess::figuresToDrawLinesForHaveTitlesAndUnits()
{
    RealMonitors real;
    const auto figures = real.shown.services.app().monitors->figures();
    QVERIFY2(figures, figures ? "" : qPrintable(figures.error().toText()));
    const auto unitOf = [&figures](const char *id) {
        for (const auto &figure : *figures) {
            if (figure.id == QLatin1String(id))
                return figure.unit;
        }
        return QString();
    };
    QCOMPARE(unitOf("operating_margin"), QStringLiteral("ratio"));
    QCOMPARE(unitOf("revenue"), QStringLiteral("currency"));
    QCOMPARE(unitOf("eps_diluted"), QStringLiteral("currency/shares"));
    for (const auto &figure : *figures)
        QVERIFY2(!figure.title.isEmpty() && !figure.unit.isEmpty(), qPrintable(figure.id));
}

void TestMonitorAccess::aWindowThatGoesLeavesTheNextOneItsNews()
{
    RealMonitors real;
    const auto id = real.add();
    // As after a change of language: the new window is there before the old one goes.
    auto former = std::make_unique<MonitorsController>(real.shown.services.app());
    MonitorsController next(real.shown.services.app());
    former.reset();
    QSignalSpy news(&next, &MonitorsController::news);
    real.score = 4;
    next.check({id});
    QTRY_COMPARE_WITH_TIMEOUT(news.size(), 1, 10'000);
}

QTEST_MAIN(TestMonitorAccess)
#include "test_monitor_access.moc"
