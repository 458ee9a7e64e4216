// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/team_run.h"

#include "storage/report_repository.h"
#include "team/job_backend.h"
#include "widgets/async.h"

#include <utility>

namespace consultantos {
namespace {

constexpr std::chrono::milliseconds LookTime{1'000};

Error endOf(const Job &job)
{
    if (job.state == JobState::Failed)
        return {job.errorCode, job.error, {}};
    return {ErrorCode::Cancelled, TeamRun::tr("The analysis was cancelled."), {}};
}

} // namespace

TeamRun::TeamRun(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_team(services.team)
{
    m_look.setInterval(LookTime);
    connect(&m_look, &QTimer::timeout, this, &TeamRun::tellQueue);
}

TeamRun::~TeamRun()
{
    endListening();
}

void TeamRun::order(const AnalysisRequest &request)
{
    Q_EMIT waiting(tr("Giving the order to the team's queue …"), false);
    JobOrder order;
    order.request = request;
    // Its files are in the store by now; their names say nothing on a worker's computer.
    order.request.factsFiles.clear();
    order.caller = m_services.teamUser;
    // Somebody sits and waits.
    order.priority = JobPriority::High;
    runAsync(
        m_services.pool, this, [team = m_team, order] { return team->submit(order); },
        [this](const Result<Job> &job) {
            if (!job) {
                Q_EMIT refused(job.error());
                return;
            }
            m_jobId = job->id;
            Q_EMIT ordered(m_jobId);
            if (m_isCancelled)
                cancel();
            listen();
        });
}

void TeamRun::follow(const QString &jobId)
{
    m_jobId = jobId;
    runAsync(
        m_services.pool, this, [team = m_team, jobId] { return team->find(jobId); },
        [this](const Result<Job> &job) {
            if (!job) {
                if (job.error().code == ErrorCode::NotFound)
                    Q_EMIT gone();
                else
                    Q_EMIT failed(job.error());
                return;
            }
            if (isOver(job->state))
                return onOver(*job);
            Q_EMIT found(job->request);
            listen();
        });
}

void TeamRun::cancel()
{
    if (m_jobId.isEmpty()) {
        m_isCancelled = true;
        return;
    }
    runAsync(
        m_services.pool, this, [team = m_team, id = m_jobId] { return team->cancel(id); },
        [this](const Result<Job> &job) {
            // That it is over is told to who listens.
            if (!job)
                Q_EMIT waiting(job.error().toText(), true);
            else if (!isOver(job->state))
                Q_EMIT waiting(tr("Its worker was told to end the analysis."), false);
        });
}

void TeamRun::listen()
{
    m_bridge = std::shared_ptr<JobBridge>(new JobBridge, [](JobBridge *dying) { dying->deleteLater(); });
    connect(
        m_bridge.get(), &JobBridge::reported, this,
        [this](const AgentEvent &event) {
            if (!std::exchange(m_hasStarted, true))
                Q_EMIT waiting({}, false);
            Q_EMIT reported(event);
        },
        Qt::QueuedConnection);
    connect(m_bridge.get(), &JobBridge::over, this, &TeamRun::onOver, Qt::QueuedConnection);
    const auto listener = [bridge = m_bridge](const Job &job, const AgentEvent *event) {
        if (event)
            Q_EMIT bridge->reported(*event);
        else
            Q_EMIT bridge->over(job);
    };
    m_look.start();
    runAsync(
        m_services.pool, this, [team = m_team, id = m_jobId, listener] { return team->listen(id, listener); },
        [this](const Result<quint64> &number) {
            if (!number) {
                m_look.stop();
                Q_EMIT failed(number.error());
            } else if (m_bridge) {
                m_listener = *number;
            } else {
                m_team->endListening(m_jobId, *number);
            }
        });
}

void TeamRun::endListening()
{
    m_look.stop();
    if (m_bridge)
        disconnect(m_bridge.get(), nullptr, this, nullptr);
    m_bridge.reset();
    if (const auto listener = std::exchange(m_listener, 0); listener != 0)
        m_team->endListening(m_jobId, listener);
}

void TeamRun::onOver(const Job &job)
{
    endListening();
    if (job.state != JobState::Completed && job.state != JobState::Partial) {
        Q_EMIT failed(endOf(job));
        return;
    }
    runAsync(
        m_services.pool, this, [reports = m_services.reports, id = job.reportId] { return reports->load(id); },
        [this](const Result<Report> &report) {
            if (report)
                Q_EMIT finished(std::make_shared<const Report>(*report));
            else
                Q_EMIT failed(report.error());
        });
}

void TeamRun::tellQueue()
{
    const auto load = m_team->load();
    if (!load.isReachable) {
        m_isAway = true;
        Q_EMIT waiting(tr("The team's queue can't be reached. The order is kept in the store, and an analysis that has "
                          "begun goes on; this page follows it again as soon as the queue answers."),
                       !m_hasStarted);
    } else if (m_hasStarted) {
        if (std::exchange(m_isAway, false))
            Q_EMIT waiting({}, false);
    } else if (load.workers == 0) {
        Q_EMIT waiting(tr("Ordered, but no worker of the team is at work."), true);
    } else {
        Q_EMIT waiting(tr("Waiting in the team's queue; orders that wait: %1").arg(load.waiting), false);
    }
}

} // namespace consultantos
