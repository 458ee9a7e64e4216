// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_run.h"

#include "cli_services.h"
#include "command.h"
#include "interrupt_watcher.h"
#include "progress_printer.h"
#include "storage/postgres/postgres_server.h"
#include "team/team_jobs.h"

#include <QCoreApplication>

#include <condition_variable>
#include <mutex>

namespace consultantos {

namespace {

/// A job's end, when it comes.
class Ending {
public:
    void tell(const Job &job)
    {
        const std::lock_guard lock(m_mutex);
        m_job = job;
        m_told.notify_all();
    }
    /// Empty while it lasts.
    [[nodiscard]] std::optional<Job> wait(std::chrono::milliseconds most)
    {
        std::unique_lock lock(m_mutex);
        (void)m_told.wait_for(lock, most, [this] { return m_job.has_value(); });
        return m_job;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    std::optional<Job> m_job;
};

struct Ordered {
    QString company;
    QString jobId;
    std::shared_ptr<Ending> ending;
    std::shared_ptr<ProgressPrinter> progress;
};

QString callerOf(const CliServices &services)
{
    const auto &place = services.storage().place;
    if (place.server && !place.server->url().user.isEmpty())
        return place.server->url().user;
    const auto user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user.isEmpty() ? QStringLiteral("analyze") : user;
}

Result<Ordered> ordered(TeamJobs &team, const AnalysisRequest &request, const QString &caller, bool isSeveral,
                        Terminal &terminal)
{
    JobOrder order;
    order.request = request;
    order.request.factsFiles.clear(); // they are in the store by now
    order.caller = caller;
    order.priority = isSeveral ? JobPriority::Normal : JobPriority::High;
    const auto job = team.submit(order);
    if (!job)
        return tl::unexpected(job.error());
    Ordered made{
        request.company, job->id, std::make_shared<Ending>(),
        std::make_shared<ProgressPrinter>(terminal, isSeveral ? request.company + QStringLiteral(": ") : QString())};
    const auto listening = team.listen(
        job->id, [ending = made.ending, progress = made.progress, isSeveral](const Job &told, const AgentEvent *event) {
            if (!event)
                ending->tell(told);
            else if (!isSeveral)
                progress->show(*event);
        });
    if (!listening)
        return tl::unexpected(listening.error());
    return made;
}

Job endOf(TeamJobs &team, const Ordered &one, const InterruptWatcher &interrupt, Terminal &terminal)
{
    constexpr std::chrono::milliseconds Look{200};
    bool isCancelled = false;
    bool isAway = false;
    while (true) {
        if (auto job = one.ending->wait(Look))
            return *job;
        if (interrupt.isInterrupted() && !std::exchange(isCancelled, true)) {
            auto job = team.cancel(one.jobId);
            if (!job || isOver(job->state))
                return job.value_or(Job{});
        }
        const bool isReachable = team.load().isReachable;
        if (!isReachable && !isAway)
            terminal.note(QCoreApplication::translate("Cli",
                                                      "The team's queue can't be reached; the order is kept, and "
                                                      "is waited for."));
        isAway = !isReachable;
    }
}

Result<Report> reportOf(const Job &job, const CliServices &services)
{
    if (job.state == JobState::Completed || job.state == JobState::Partial)
        return services.storage().reports->load(job.reportId);
    if (job.state == JobState::Failed)
        return fail(job.errorCode, job.error);
    return fail(ErrorCode::Cancelled, QCoreApplication::translate("Cli", "The analysis was cancelled."));
}

} // namespace

ExitCode analyseByTeam(CliServices &services, const QList<AnalysisRequest> &requests, ReportOutput output,
                       const InterruptWatcher &interrupt, Terminal &terminal)
{
    const auto jobs = services.jobs();
    if (!jobs)
        return failed(terminal, jobs.error());
    const auto queue = services.workQueue(**jobs);
    if (!queue)
        return failed(terminal, queue.error());
    TeamJobs team({*queue, *jobs, services.storage().reports, std::make_shared<SystemClock>()});
    QList<Ordered> all;
    std::optional<ExitCode> failure;
    const auto fails = [&](const Error &error) {
        terminal.error(error);
        if (!failure)
            failure = exitCodeFor(error);
    };
    for (const auto &request : requests) {
        auto one = ordered(team, request, callerOf(services), requests.size() > 1, terminal);
        if (one)
            all.append(*std::move(one));
        else
            fails(one.error());
    }
    bool isPartial = false;
    for (const auto &one : std::as_const(all)) {
        const auto job = endOf(team, one, interrupt, terminal);
        one.progress->finish();
        const auto report = reportOf(job, services);
        if (!report) {
            fails(report.error());
            continue;
        }
        if (const auto written = output.write(*report, terminal); !written) {
            fails(written.error());
            continue;
        }
        isPartial = isPartial || job.state == JobState::Partial;
        if (!output.written.isEmpty())
            terminal.note(
                QCoreApplication::translate("Cli", "%1: written to %2").arg(one.company, output.written.last()));
    }
    if (interrupt.isInterrupted())
        return ExitCode::Interrupted;
    return failure ? *failure : isPartial ? ExitCode::Partial : ExitCode::Done;
}

} // namespace consultantos
