// SPDX-License-Identifier: GPL-3.0-or-later
#include "team_fixture.h"

#include "postgres_server.h"

#include <QDeadlineTimer>
#include <QPromise>
#include <QThread>
#include <QUuid>

namespace consultantos::test {

bool eventually(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(std::chrono::minutes(1));
    while (!deadline.hasExpired()) {
        if (condition())
            return true;
        QThread::msleep(20);
    }
    return condition();
}

Team::Team(const QStringList &redisOptions, WorkQueue::Limits limits)
    : redis(redisOptions)
{
    jobs = std::make_shared<JobRepository>(
        openStore(folder.filePath(QStringLiteral("jobs.db")), JobRepository::schema(), clock).value());
    claims = std::make_unique<JobClaims>(*jobs);
    queue = std::make_shared<WorkQueue>(redis.endpoint(), claims->storeId().value(), limits);
}

std::shared_ptr<WorkQueue> Team::anotherQueue(int port) const
{
    auto endpoint = redis.endpoint();
    if (port != 0)
        endpoint.port = port;
    return std::make_shared<WorkQueue>(endpoint, claims->storeId().value(), WorkQueue::Limits());
}

Job Team::store(const QString &user, JobPriority priority) const
{
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    const auto job = newJob({request, user, {}, priority}, clock->nowUtc());
    if (const auto saved = jobs->save(job); !saved)
        qFatal("%s", qPrintable(saved.error().toText()));
    return job;
}

Job Team::order(const QString &user, JobPriority priority) const
{
    const auto job = store(user, priority);
    if (const auto put = queue->submit(job); !put)
        qFatal("%s", qPrintable(put.error().toText()));
    return job;
}

JobState Team::stateOf(const QString &id) const
{
    return jobs->find(id).value().state;
}

Status Library::keep(const Report &report)
{
    const std::lock_guard lock(m_mutex);
    ++m_written[report.id];
    return {};
}

std::map<QString, int> Library::written() const
{
    const std::lock_guard lock(m_mutex);
    return m_written;
}

QFuture<Result<Report>> Analyst::analyse(const AnalysisRequest &request, const QString &reportId,
                                         const CancellationToken &cancel, const ProgressSink &progress)
{
    auto promise = std::make_shared<QPromise<Result<Report>>>();
    promise->start();
    ++begun;
    const std::lock_guard lock(m_mutex);
    m_threads.emplace_back([this, promise, request, reportId, cancel, progress] {
        progress({QStringLiteral("research"), {}, AgentState::Running, 0.5, QStringLiteral("reads"), 0.1});
        while (isHeld && !cancel.waitFor(std::chrono::milliseconds(10))) {
        }
        progress({QStringLiteral("research"), {}, AgentState::Done, 1, {}, 0.2});
        Report report;
        report.id = reportId;
        report.status = QStringLiteral("completed");
        if (cancel.isCancelled())
            promise->addResult(fail(ErrorCode::Cancelled, QStringLiteral("Cancelled.")));
        else
            promise->addResult(outcome ? outcome(request, report) : Result<Report>(report));
        promise->finish();
    });
    return promise->future();
}

Analyst::~Analyst()
{
    isHeld = false;
    for (auto &thread : m_threads)
        thread.join();
}

RunningWorker::RunningWorker(const Team &team, Analyst &analyst, Library &library, WorkerOptions options,
                             std::shared_ptr<WorkQueue> queue)
    : m_worker(
        {queue ? std::move(queue) : team.anotherQueue(), team.jobs, team.clock,
         [&analyst](const AnalysisRequest &request, const QString &reportId, const CancellationToken &cancel,
                    const ProgressSink &progress) { return analyst.analyse(request, reportId, cancel, progress); },
         [&library](const Report &report) { return library.keep(report); }},
        std::move(options))
    , m_thread([this] { m_worker.run(m_stop.token()); })
{
}

RunningWorker::~RunningWorker()
{
    stop();
}

void RunningWorker::stop()
{
    m_stop.cancel();
    if (m_thread.joinable())
        m_thread.join();
}

WorkerOptions quickOptions(const QString &name)
{
    WorkerOptions options;
    options.name = name;
    options.concurrency = 1;
    options.lease = std::chrono::milliseconds(1'500);
    options.drainLimit = std::chrono::milliseconds(200);
    return options;
}

} // namespace consultantos::test
