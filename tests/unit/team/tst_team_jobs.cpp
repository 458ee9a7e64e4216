// SPDX-License-Identifier: GPL-3.0-or-later
#include "team_fixture.h"

#include "storage/database.h"
#include "storage/report_repository.h"
#include "storage/storage.h"
#include "team/team_jobs.h"

#include <QTest>

#include <condition_variable>

using namespace consultantos;
using namespace consultantos::test;

namespace {

JobOrder orderOf(const QString &caller, const QString &key = {})
{
    JobOrder order;
    order.request.company = QStringLiteral("Tesla");
    order.caller = caller;
    order.idempotencyKey = key;
    return order;
}

/// What a watcher was told.
class Watching {
public:
    [[nodiscard]] JobBackend::Listener listener()
    {
        return [this](const Job &job, const AgentEvent *event) {
            const std::lock_guard lock(m_mutex);
            if (event)
                m_events.append(*event);
            else
                m_ends.append(job);
        };
    }
    [[nodiscard]] QList<AgentEvent> events() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    [[nodiscard]] QList<Job> ends() const
    {
        const std::lock_guard lock(m_mutex);
        return m_ends;
    }

private:
    mutable std::mutex m_mutex;
    QList<AgentEvent> m_events;
    QList<Job> m_ends;
};

struct Fixture {
    Team team;
    Storage storage = Storage::open(team.folder.path(), team.clock).value();
    std::unique_ptr<TeamJobs> jobs = make();

    [[nodiscard]] std::unique_ptr<TeamJobs> make() const
    {
        return std::make_unique<TeamJobs>(
            TeamJobsServices{team.anotherQueue(), team.jobs, storage.reports, team.clock});
    }
};

} // namespace

class TestTeamJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!RedisServer::isInstalled())
            QSKIP("redis-server is not installed");
    }

    void twoWatchersOfTwoServersSeeTheSame()
    {
        Fixture fixture;
        const auto other = fixture.make();
        Analyst analyst;
        Library library;
        analyst.isHeld = true;
        const auto job = fixture.jobs->submit(orderOf(QStringLiteral("anna"))).value();
        Watching early;
        QVERIFY(fixture.jobs->listen(job.id, early.listener()).value() != 0);
        const RunningWorker worker(fixture.team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return !early.events().isEmpty(); }));
        Watching late;
        QVERIFY(other->listen(job.id, late.listener()).value() != 0);
        QVERIFY(!late.events().isEmpty()); // what was before
        analyst.isHeld = false;
        for (const auto *watching : {&early, &late}) {
            QVERIFY(eventually([&] { return !watching->ends().isEmpty(); }));
            QCOMPARE(watching->ends().size(), 1);
            QCOMPARE(watching->ends().first().state, JobState::Completed);
            QCOMPARE(watching->events().last().state, AgentState::Done);
        }
        Watching tooLate;
        QCOMPARE(fixture.jobs->listen(job.id, tooLate.listener()).value(), quint64(0));
        QCOMPARE(tooLate.ends().size(), 1);
    }

    void anEndThatNobodyHeardIsTold()
    {
        Fixture fixture;
        const auto job = fixture.jobs->submit(orderOf(QStringLiteral("anna"))).value();
        Watching watching;
        QVERIFY(fixture.jobs->listen(job.id, watching.listener()));
        auto claim = *fixture.team.claims->claim(job.id, QStringLiteral("a"), fixture.team.clock->nowUtc()).value();
        claim.job.state = JobState::Failed;
        QVERIFY(fixture.team.claims->finish(claim.job, claim.fence).value()); // and Redis was told nothing
        QVERIFY(eventually([&] { return watching.ends().size() == 1; }));
    }

    void whoWaitsGetsTheReport()
    {
        Fixture fixture;
        Analyst analyst;
        Library library;
        analyst.outcome = [&](const AnalysisRequest &request, Report report) -> Result<Report> {
            if (request.company == QLatin1String("Nobody"))
                return fail(ErrorCode::NotFound, QStringLiteral("Nobody knows this company."));
            if (const auto kept = fixture.storage.reports->keep(report); !kept)
                return tl::unexpected(kept.error());
            return report;
        };
        const RunningWorker worker(fixture.team, analyst, library, quickOptions(QStringLiteral("a")));
        std::mutex mutex;
        QList<Result<Report>> results;
        const auto done = [&](const Result<Report> &result) {
            const std::lock_guard lock(mutex);
            results.append(result);
        };
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return results.size();
        };
        fixture.jobs->run(orderOf(QStringLiteral("anna")), {}, done);
        QVERIFY(eventually([&] { return count() == 1; }));
        QVERIFY(results[0]);
        auto wrong = orderOf(QStringLiteral("anna"));
        wrong.request.company = QStringLiteral("Nobody");
        fixture.jobs->run(wrong, {}, done);
        QVERIFY(eventually([&] { return count() == 2; }));
        QCOMPARE(results[1].error().code, ErrorCode::NotFound);
        // Who hangs up ends the work.
        analyst.isHeld = true;
        const auto begun = analyst.begun.load();
        CancellationSource hangUp;
        fixture.jobs->run(orderOf(QStringLiteral("anna")), hangUp.token(), done);
        QVERIFY(eventually([&] { return analyst.begun > begun; }));
        hangUp.cancel();
        QVERIFY(eventually([&] { return count() == 3; }));
        QVERIFY(eventually([&] { return fixture.jobs->list(1, 0).value().first().state == JobState::Cancelled; }));
    }

    void aKeyOrdersOnce()
    {
        Fixture fixture;
        const auto order = orderOf(QStringLiteral("anna"), QStringLiteral("k"));
        const auto first = fixture.jobs->submit(order).value();
        QCOMPARE(fixture.jobs->submit(order).value().id, first.id);
        auto other = order;
        other.request.company = QStringLiteral("Ford");
        QCOMPARE(fixture.jobs->submit(other).error().code, ErrorCode::InvalidArgument);
    }

    void withoutRedisNothingIsPromised()
    {
        Fixture fixture;
        fixture.team.redis.kill();
        const auto order = orderOf(QStringLiteral("anna"), QStringLiteral("k"));
        const auto refused = fixture.jobs->submit(order);
        QCOMPARE(refused.error().code, ErrorCode::Network);
        QVERIFY(refused.error().retryAfter);
        QCOMPARE(fixture.jobs->list(1, 0).value().first().state, JobState::Failed);
        fixture.team.redis.start();
        // The same key orders once it can be had.
        QVERIFY(eventually([&] {
            const auto again = fixture.jobs->submit(order);
            return again && again->state == JobState::Queued;
        }));
    }

    void whatTheStoreKnowsAndTheQueueDoesNotIsPutIn()
    {
        Fixture fixture;
        Analyst analyst;
        Library library;
        const auto job = fixture.team.store(QStringLiteral("anna")); // the server died in between
        const RunningWorker worker(fixture.team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return fixture.team.stateOf(job.id) == JobState::Completed; }));
    }

    void cancelledAndOrderedAnew()
    {
        Fixture fixture;
        Analyst analyst;
        Library library;
        const auto job = fixture.jobs->submit(orderOf(QStringLiteral("anna"))).value();
        QCOMPARE(fixture.jobs->cancel(job.id).value().state, JobState::Cancelled);
        QCOMPARE(fixture.jobs->cancel(job.id).value().state, JobState::Cancelled);
        QCOMPARE(fixture.jobs->resume(job.id).value().state, JobState::Queued);
        const RunningWorker worker(fixture.team, analyst, library, quickOptions(QStringLiteral("a")));
        QVERIFY(eventually([&] { return fixture.team.stateOf(job.id) == JobState::Completed; }));
        QCOMPARE(fixture.jobs->resume(job.id).value().state, JobState::Completed);
    }
};

QTEST_GUILESS_MAIN(TestTeamJobs)
#include "tst_team_jobs.moc"
