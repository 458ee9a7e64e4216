// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"
#include "fixture_facts.h"
#include "redis_server.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "run/run_model.h"
#include "run/run_page.h"
#include "shell/app_actions.h"
#include "shell/main_window.h"
#include "shell/window_state.h"
#include "storage/job_claims.h"
#include "storage/job_repository.h"
#include "storage/report_repository.h"
#include "storage/store_place.h"
#include "team/team_jobs.h"
#include "test_services.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

constexpr int Patience = 60'000;

template <typename T>
T *child(const QWidget *parent, const char *name)
{
    auto *found = parent->findChild<T *>(QLatin1String(name));
    if (found == nullptr)
        qFatal("no child called %s", name);
    return found;
}

/// A desk, with the queue and the workers of its team, all real: a Redis server, and worker processes of the program.
struct Desk {
    Desk()
    {
        auto &app = services.app();
        std::optional<Error> notice;
        jobs = JobRepository::open(StorePlace(services.dataDir()), app.clock, nullptr, &notice).value();
        const auto store = JobClaims(*jobs).storeId().value();
        const auto queue = std::make_shared<WorkQueue>(redis.endpoint(), store, WorkQueue::Limits());
        app.team = std::make_shared<TeamJobs>(TeamJobsServices{queue, jobs, app.reports, app.clock});
        app.teamUser = QStringLiteral("anna");
        openWindow();
    }

    void openWindow()
    {
        window = std::make_unique<MainWindow>(services.app(), WindowState::load(services.dataDir(), {}));
        QSignalSpy ready(window.get(), &MainWindow::ready);
        window->show();
        if (!ready.wait(Patience))
            qFatal("the window did not get ready");
    }

    void closeWindow()
    {
        window->close();
        window.reset();
    }

    bool startWorker(const QStringList &options = {})
    {
        return worker.start(QStringLiteral("env"),
                            QStringList{QStringLiteral("WORK_QUEUE=redis"), QStringLiteral("REDIS_URL=") + redis.url(),
                                        QStringLiteral(CONSULTANTOS_PROGRAM), QStringLiteral("--data-dir"),
                                        services.dataDir(), QStringLiteral("worker")}
                                + options);
    }

    void analyse() const
    {
        auto *company = child<QLineEdit>(window.get(), "company");
        company->setFocus();
        QTest::keyClicks(company, QStringLiteral("Tesla"));
        QTest::keyClick(company, Qt::Key_Return, Qt::ControlModifier);
    }

    [[nodiscard]] QString note() const { return child<QLabel>(window.get(), "runNote")->text(); }
    [[nodiscard]] QPushButton *here() const { return child<QPushButton>(window.get(), "analyseHere"); }
    [[nodiscard]] QList<Job> all() const { return jobs->list(10).value(); }
    [[nodiscard]] QString rememberedJob() const { return WindowState::load(services.dataDir(), {}).teamJob; }
    [[nodiscard]] bool showsReport() const { return window->currentPage() == MainWindow::Reports; }

    RedisServer redis;
    TestServices services{std::make_shared<FixtureFacts>()};
    std::shared_ptr<JobRepository> jobs;
    ChildProcess worker;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/// The window of somebody whose analyses a team's workers do.
class TestTeamRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aWorkerDoesWhatIsOrderedAndItsReportShows();
    void withoutAWorkerTheUserMayAnalyseHere();
    void whatWasOrderedBeforeTheWindowClosedShowsAgain();
    void whatEndedMeanwhileOpens();
    void cancellingEndsTheJob();
    void aQueueThatIsAwayLeavesTheChoice();
    void aQueueThatGoesAwayInBetweenIsToldAndFoundAgain();
    void anAnalysisMadeAnewIsMadeHere();
};

void TestTeamRun::initTestCase()
{
    if (!RedisServer::isInstalled())
        QSKIP("redis-server is not installed");
}

void TestTeamRun::aWorkerDoesWhatIsOrderedAndItsReportShows()
{
    Desk desk;
    QVERIFY(desk.startWorker());
    desk.analyse();
    const auto *model = desk.window->findChild<RunModel *>();
    QVERIFY(model != nullptr);
    // What the agents do is told while they do it.
    QTRY_VERIFY_WITH_TIMEOUT(!model->agents().isEmpty(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    const auto job = desk.all().value(0);
    QCOMPARE(job.state, JobState::Completed);
    QCOMPARE(job.caller, QStringLiteral("anna"));
    QCOMPARE(job.priority, JobPriority::High);
    const auto report = desk.window->reports()->current()->report();
    QCOMPARE(report->id, job.reportId);
    QCOMPARE(desk.services.app().reports->load(job.reportId).value(), *report);
    // Agents lead from one to the next also where their first events came as one.
    QVERIFY(std::any_of(model->agents().cbegin(), model->agents().cend(),
                        [](const AgentEvent &agent) { return !agent.dependsOn.isEmpty(); }));
    QVERIFY(std::all_of(model->agents().cbegin(), model->agents().cend(),
                        [](const AgentEvent &agent) { return RunModel::isFinal(agent.state); }));
    QTRY_COMPARE_WITH_TIMEOUT(desk.rememberedJob(), QString(), Patience);
}

void TestTeamRun::withoutAWorkerTheUserMayAnalyseHere()
{
    Desk desk;
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(desk.here()->isVisible(), Patience);
    QVERIFY2(desk.note().contains(QStringLiteral("no worker")), qPrintable(desk.note()));
    desk.here()->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    QCOMPARE(desk.window->reports()->current()->report()->company.name, QStringLiteral("Tesla"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.all().value(0).state, JobState::Cancelled, Patience);
    QVERIFY(!desk.here()->isVisible());
}

void TestTeamRun::whatWasOrderedBeforeTheWindowClosedShowsAgain()
{
    Desk desk;
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.rememberedJob().isEmpty(), Patience);
    desk.closeWindow();
    QCOMPARE(desk.all().value(0).state, JobState::Queued);
    desk.openWindow();
    QTRY_COMPARE_WITH_TIMEOUT(desk.window->currentPage(), MainWindow::Run, Patience);
    QVERIFY(desk.startWorker());
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    QCOMPARE(desk.all().size(), 1);
    QCOMPARE(desk.window->reports()->current()->report()->id, desk.all().value(0).reportId);
}

void TestTeamRun::whatEndedMeanwhileOpens()
{
    Desk desk;
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.rememberedJob().isEmpty(), Patience);
    desk.closeWindow();
    QVERIFY(desk.startWorker({QStringLiteral("--drain")}));
    QCOMPARE(desk.worker.exitCode(), 0);
    QCOMPARE(desk.all().value(0).state, JobState::Completed);
    desk.openWindow();
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.rememberedJob(), QString(), Patience);
}

void TestTeamRun::cancellingEndsTheJob()
{
    Desk desk;
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.rememberedJob().isEmpty(), Patience);
    child<QPushButton>(desk.window.get(), "cancel")->click();
    QTRY_COMPARE_WITH_TIMEOUT(desk.all().value(0).state, JobState::Cancelled, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window->isRunning(), Patience);
    QVERIFY2(desk.note().contains(QStringLiteral("cancelled")), qPrintable(desk.note()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.rememberedJob(), QString(), Patience);
}

void TestTeamRun::aQueueThatIsAwayLeavesTheChoice()
{
    Desk desk;
    desk.redis.kill();
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(desk.here()->isVisible(), Patience);
    QVERIFY(!desk.window->isRunning());
    QVERIFY2(desk.note().contains(QStringLiteral("queue")), qPrintable(desk.note()));
    desk.here()->click();
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    QCOMPARE(desk.all().value(0).state, JobState::Failed); // nothing was promised
}

void TestTeamRun::aQueueThatGoesAwayInBetweenIsToldAndFoundAgain()
{
    Desk desk;
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(!desk.rememberedJob().isEmpty(), Patience);
    desk.redis.kill();
    QTRY_VERIFY_WITH_TIMEOUT(desk.note().contains(QStringLiteral("can't be reached")), Patience);
    QVERIFY(desk.window->isRunning());
    desk.redis.start(); // empty: the order is put in again from the store
    QVERIFY(desk.startWorker());
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), 2 * Patience);
    QCOMPARE(desk.all().size(), 1);
    QCOMPARE(desk.all().value(0).state, JobState::Completed);
}

void TestTeamRun::anAnalysisMadeAnewIsMadeHere()
{
    Desk desk;
    QVERIFY(desk.startWorker());
    desk.analyse();
    QTRY_VERIFY_WITH_TIMEOUT(desk.showsReport(), Patience);
    const auto first = desk.window->reports()->openIds();
    desk.window->appActions()->computeAnew->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(desk.window->reports()->openIds() != first, Patience);
    QCOMPARE(desk.all().size(), 1);
}

QTEST_MAIN(TestTeamRun)
#include "test_team_run.moc"
