// SPDX-License-Identifier: GPL-3.0-or-later
#include "team_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!RedisServer::isInstalled())
            QSKIP("redis-server is not installed");
    }

    void jobsAreDoneOnceEach()
    {
        const Team team;
        Analyst analyst;
        Library library;
        QStringList ids;
        for (int i = 0; i < 40; ++i)
            ids.append(team.order(QStringLiteral("user%1").arg(i % 4)).id);
        const RunningWorker first(team, analyst, library, quickOptions(QStringLiteral("a")));
        const RunningWorker second(team, analyst, library, quickOptions(QStringLiteral("b")));
        for (const auto &id : std::as_const(ids)) {
            QVERIFY(eventually([&] { return team.stateOf(id) == JobState::Completed; }));
            QCOMPARE(team.jobs->find(id).value().reportId, Worker::reportIdOf(id));
        }
        const auto written = library.written();
        QCOMPARE(written.size(), std::size_t(40));
        for (const auto &[id, times] : written)
            QCOMPARE(times, 1);
    }

    void whatAWorkerLeavesAnotherDoes()
    {
        const Team team;
        Analyst analyst;
        Library library;
        const auto job = team.order(QStringLiteral("anna"));
        // Took it and died.
        QVERIFY(team.queue->take(QStringLiteral("dead")).value());
        QVERIFY(*team.claims->claim(job.id, QStringLiteral("dead"), team.clock->nowUtc()));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("live")));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Completed; }));
        QCOMPARE(library.written().size(), std::size_t(1));
    }

    void aWorkerThatEndsHandsBack()
    {
        const Team team;
        Analyst held;
        Analyst analyst;
        Library library;
        held.isHeld = true;
        const auto job = team.order(QStringLiteral("anna"));
        RunningWorker ending(team, held, library, quickOptions(QStringLiteral("ending")));
        QVERIFY(eventually([&] { return held.begun == 1; }));
        ending.stop();
        QCOMPARE(team.stateOf(job.id), JobState::Queued);
        QCOMPARE(ending.figures().handedBack, 1);
        const RunningWorker next(team, analyst, library, quickOptions(QStringLiteral("next")));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Completed; }));
    }

    void aRunningJobIsCancelled()
    {
        const Team team;
        Analyst analyst;
        Library library;
        analyst.isHeld = true;
        const auto job = team.order(QStringLiteral("anna"));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return analyst.begun == 1; }));
        QVERIFY(team.claims->wantCancel(job.id, team.clock->nowUtc()).value());
        QVERIFY(team.queue->cancel(team.jobs->find(job.id).value()));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Cancelled; }));
        QVERIFY(library.written().empty());
    }

    void whatFailsAgainAndAgainIsGivenUp()
    {
        const Team team;
        Analyst analyst;
        Library library;
        analyst.outcome = [](const AnalysisRequest &, const Report &) {
            return fail(ErrorCode::Busy, QStringLiteral("The store is busy."), {}, true);
        };
        const auto job = team.order(QStringLiteral("anna"));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Failed; }));
        QCOMPARE(analyst.begun.load(), 3);
        QCOMPARE(team.jobs->find(job.id).value().error, QStringLiteral("The store is busy."));
        QVERIFY(eventually([&] { return team.queue->status(team.clock->nowUtc()).value().deadLetters == 1; }));
        QCOMPARE(worker.figures().dead, 1);
    }

    void aJobThatKillsItsWorkersIsGivenUp()
    {
        const Team team;
        Analyst analyst;
        Library library;
        const auto job = team.order(QStringLiteral("anna"));
        for (int i = 0; i < 3; ++i)
            QVERIFY(*team.claims->claim(job.id, QStringLiteral("dead"), team.clock->nowUtc()));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Failed; }));
        QCOMPARE(analyst.begun.load(), 0);
        QVERIFY(team.jobs->find(job.id).value().error.contains(QLatin1Char('3')));
    }

    void aWrongRequestFailsAtOnce()
    {
        const Team team;
        Analyst analyst;
        Library library;
        analyst.outcome = [](const AnalysisRequest &, const Report &) {
            return fail(ErrorCode::NotFound, QStringLiteral("Nobody knows this company."));
        };
        const auto job = team.order(QStringLiteral("anna"));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return team.stateOf(job.id) == JobState::Failed; }));
        QCOMPARE(analyst.begun.load(), 1);
        QCOMPARE(team.jobs->find(job.id).value().errorCode, ErrorCode::NotFound);
    }

    void aRestartedRedisLosesNoJob()
    {
        Team team;
        Analyst analyst;
        Library library;
        analyst.isHeld = true;
        QStringList ids;
        for (int i = 0; i < 5; ++i)
            ids.append(team.order(QStringLiteral("anna")).id);
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return analyst.begun == 1; }));
        team.redis.kill(); // with all that it knew
        team.redis.start();
        analyst.isHeld = false;
        for (const auto &id : std::as_const(ids))
            QVERIFY(eventually([&] { return team.stateOf(id) == JobState::Completed; }));
        for (const auto &[id, times] : library.written())
            QCOMPARE(times, 1);
    }

    void aFrozenRedisHoldsUpOnly()
    {
        Team team;
        Analyst analyst;
        Library library;
        const auto first = team.order(QStringLiteral("anna"));
        const RunningWorker worker(team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return team.stateOf(first.id) == JobState::Completed; }));
        team.redis.freeze();
        const auto second = team.store(QStringLiteral("anna"));
        QVERIFY(!team.queue->submit(second)); // and the caller is told so in time
        team.redis.thaw();
        QVERIFY(eventually([&] { return team.queue->submitAgain(second).has_value(); }));
        QVERIFY(eventually([&] { return team.stateOf(second.id) == JobState::Completed; }));
    }
};

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
