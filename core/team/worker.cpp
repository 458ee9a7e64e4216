// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/worker.h"

#include "storage/job_repository.h"
#include "team/progress_feed.h"
#include "team/reconciler.h"
#include "team/redis_retry.h"
#include "team/work_bell.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSysInfo>
#include <QThreadPool>
#include <QUuid>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace consultantos {
namespace {

Q_LOGGING_CATEGORY(lcTeam, "consultantos.team")

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Between two looks at what agents have told.
constexpr milliseconds TellingTime{50};
/// How long a report waits for a store that is away, as while PostgreSQL restarts.
constexpr std::chrono::minutes StorePatience{2};
/// An end that the queue wasn't told stands in the store: the job is dropped when it is reclaimed.
constexpr std::chrono::seconds QueuePatience{10};

Error cancelledError()
{
    return {ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled."), {}};
}

/// Tries again while the failure may pass.
template <typename Trial>
auto persistently(milliseconds patience, Trial trial)
{
    const auto end = steady_clock::now() + patience;
    RetryPause pause;
    auto result = trial();
    while (!result && result.error().retryable && steady_clock::now() < end) {
        std::this_thread::sleep_for(pause.next());
        result = trial();
    }
    return result;
}

} // namespace

/// One job in this worker's hands.
struct Worker::Task {
    WorkTicket ticket;
    JobClaim claim;
    CancellationSource cancel;
    std::map<QString, AgentEvent> untold; ///< the last event of each agent
    bool isCancelWanted = false;
    bool isLost = false;
};

struct Worker::Private : std::enable_shared_from_this<Private> {
    WorkerServices services;
    WorkerOptions options;
    std::unique_ptr<JobClaims> claims;
    mutable std::mutex mutex;
    std::condition_variable changed;
    QList<std::shared_ptr<Task>> tasks;
    WorkerFigures figures;
    qint64 taken = 0;
    bool isBeating = true;
    std::mutex telling; ///< what was taken to be told goes out before the end does
    QThreadPool enders; ///< apart from the analyses' pool: they may wait for stores

    [[nodiscard]] bool isEnough() const { return options.mostJobs > 0 && taken >= options.mostJobs; }
    void work(const CancellationToken &stop, WorkBell &bell);
    void waitForPlace(const CancellationToken &stop);
    [[nodiscard]] Status begin(const WorkTicket &ticket);
    void analyse(const std::shared_ptr<Task> &task);
    void end(const std::shared_ptr<Task> &task, const Result<Report> &result);
    void endWithReport(Task &task, const Report &report);
    void endWithError(Task &task, const Error &error);
    void finish(Task &task);
    void giveBack(Task &task, bool countsAsAttempt);
    void forget(const std::shared_ptr<Task> &task);
    void lose(Task &task);
    void wantCancel(const QString &jobId);
    void drain();
    void beat();
    void beatOnce();
    void reconcile();
    void tellAll();
};

Worker::Worker(WorkerServices services, WorkerOptions options)
    : d(std::make_shared<Private>())
{
    d->claims = std::make_unique<JobClaims>(*services.jobs);
    d->services = std::move(services);
    d->options = std::move(options);
    d->enders.setMaxThreadCount(d->options.concurrency);
}

Worker::~Worker()
{
    d->enders.waitForDone();
}

QString Worker::reportIdOf(const QString &jobId)
{
    static const QUuid Namespace(QStringLiteral("6c1d5a0e-3f0b-4f0b-9a53-2f5d7c9be0a4"));
    return QUuid::createUuidV5(Namespace, jobId).toString(QUuid::WithoutBraces);
}

WorkerFigures Worker::figures() const
{
    const std::lock_guard lock(d->mutex);
    auto figures = d->figures;
    figures.running = static_cast<int>(d->tasks.size());
    return figures;
}

void Worker::run(const CancellationToken &stop)
{
    auto &queue = *d->services.queue;
    WorkBell bell(queue.endpoint(), queue.key("bell"));
    const ProgressFeed cancels(queue.endpoint(), {queue.key("cancels")},
                               {[raw = d.get()](const QByteArray &, const QByteArray &message) {
                                    raw->wantCancel(QString::fromUtf8(message));
                                },
                                [] {}});
    std::thread beating([raw = d.get()] { raw->beat(); });
    std::thread reconciling([raw = d.get()] { raw->reconcile(); });
    CancellationSource ended;
    std::thread stopping([&stop, &bell, raw = d.get(), token = ended.token()] {
        constexpr milliseconds Look{50};
        while (!stop.waitFor(Look) && !token.isCancelled()) {
        }
        bell.interrupt();
        raw->changed.notify_all();
    });
    d->work(stop, bell);
    ended.cancel();
    stopping.join();
    d->drain();
    {
        const std::lock_guard lock(d->mutex);
        d->isBeating = false;
    }
    d->changed.notify_all();
    beating.join();
    reconciling.join();
    (void)queue.forgetWorker(d->options.name);
}

void Worker::Private::work(const CancellationToken &stop, WorkBell &bell)
{
    RetryPause pause;
    bool isAway = false;
    const auto wait = [&](const Error &error) {
        if (!std::exchange(isAway, true))
            qCWarning(lcTeam).noquote() << options.name << "waits:" << error.toText();
        stop.waitFor(pause.next());
    };
    while (!stop.isCancelled() && !isEnough()) {
        waitForPlace(stop);
        if (stop.isCancelled())
            return;
        const auto ticket = services.queue->take(options.name);
        if (!ticket) {
            wait(ticket.error());
            continue;
        }
        if (*ticket) {
            const auto begun = begin(**ticket);
            if (!begun) {
                wait(begun.error());
                continue;
            }
        } else {
            {
                const std::lock_guard lock(mutex);
                if (options.isUntilEmpty && tasks.isEmpty())
                    return;
            }
            constexpr std::chrono::seconds Longest{2};
            constexpr std::chrono::seconds Shortest{1};
            if (const auto rung = bell.wait(options.isUntilEmpty ? Shortest : Longest); !rung) {
                if (!stop.isCancelled())
                    wait(rung.error());
                continue;
            }
        }
        if (std::exchange(isAway, false))
            qCInfo(lcTeam).noquote() << options.name << "works again";
        pause.reset();
    }
}

void Worker::Private::waitForPlace(const CancellationToken &stop)
{
    constexpr milliseconds Look{200};
    std::unique_lock lock(mutex);
    while (tasks.size() >= options.concurrency && !stop.isCancelled())
        changed.wait_for(lock, Look);
}

Status Worker::Private::begin(const WorkTicket &ticket)
{
    const auto &name = options.name;
    auto claim = claims->claim(ticket.jobId, name, services.clock->nowUtc());
    if (!claim) {
        (void)services.queue->handBack(name, ticket);
        return tl::unexpected(claim.error());
    }
    if (!*claim) {
        // Over by now, or gone: what the queue still had of it goes, too.
        Job over;
        over.state = JobState::Cancelled;
        (void)services.queue->complete(name, ticket, services.jobs->find(ticket.jobId).value_or(over));
        return {};
    }
    auto task = std::make_shared<Task>();
    task->ticket = ticket;
    task->claim = **std::move(claim);
    task->isCancelWanted = task->claim.isCancelWanted;
    {
        const std::lock_guard lock(mutex);
        tasks.append(task);
        ++taken;
    }
    qCInfo(lcTeam).noquote() << name << "begins job" << ticket.jobId << "of" << ticket.user << "attempt"
                             << task->claim.attempts;
    if (task->claim.attempts > options.attempts || task->isCancelWanted) {
        enders.start([self = shared_from_this(), task] {
            if (task->isCancelWanted)
                return self->end(task, tl::unexpected(cancelledError()));
            self->end(task, fail(ErrorCode::Internal,
                                 QCoreApplication::translate("team",
                                                             "It was begun %n times, and each time its worker "
                                                             "ended before it did.",
                                                             nullptr, self->options.attempts),
                                 {}, true));
        });
        return {};
    }
    analyse(task);
    return {};
}

void Worker::Private::analyse(const std::shared_ptr<Task> &task)
{
    const auto progress = [self = shared_from_this(), task](const AgentEvent &event) {
        const std::lock_guard lock(self->mutex);
        auto &last = task->untold[event.agent];
        const auto dependsOn = event.dependsOn.isEmpty() ? last.dependsOn : event.dependsOn;
        last = event;
        last.dependsOn = dependsOn;
    };
    const auto done = [self = shared_from_this(), task](const Result<Report> &result) {
        self->enders.start([self, task, result] { self->end(task, result); });
    };
    services.analyse(task->claim.job.request, reportIdOf(task->ticket.jobId), task->cancel.token(), progress)
        .then(QtFuture::Launch::Sync, done)
        .onCanceled([done] { done(tl::unexpected(cancelledError())); });
}

void Worker::Private::end(const std::shared_ptr<Task> &task, const Result<Report> &result)
{
    // What was ended in its course is no report.
    if (result && result->status != QLatin1String("completed") && task->cancel.token().isCancelled())
        endWithError(*task, cancelledError());
    else if (result)
        endWithReport(*task, *result);
    else
        endWithError(*task, result.error());
    forget(task);
}

void Worker::Private::endWithReport(Task &task, const Report &report)
{
    auto &job = task.claim.job;
    const auto held = persistently(StorePatience, [&] { return claims->isHeld(job.id, task.claim.fence); });
    if (held && !*held)
        return lose(task);
    const auto kept = !held ? Status(tl::unexpected(held.error()))
                            : persistently(StorePatience, [&] { return services.keep(report); });
    if (!kept)
        return endWithError(task, kept.error());
    job.state = report.status == QLatin1String("completed") ? JobState::Completed : JobState::Partial;
    job.reportId = report.id;
    finish(task);
}

void Worker::Private::endWithError(Task &task, const Error &error)
{
    auto &job = task.claim.job;
    bool isCancelWanted = false;
    bool isLost = false;
    {
        const std::lock_guard lock(mutex);
        isCancelWanted = task.isCancelWanted;
        isLost = task.isLost;
    }
    if (isLost)
        return lose(task);
    if (error.code == ErrorCode::Cancelled) {
        if (!isCancelWanted)
            return giveBack(task, false); // this worker ends
        job.state = JobState::Cancelled;
        return finish(task);
    }
    if (error.retryable && task.claim.attempts < options.attempts)
        return giveBack(task, true);
    job.state = JobState::Failed;
    job.error = error.message;
    job.errorCode = error.code;
    if (error.retryable) {
        qCWarning(lcTeam).noquote() << options.name << "gives job" << job.id << "up:" << error.toText();
        {
            const std::lock_guard lock(mutex);
            ++figures.dead;
        }
        (void)services.queue->noteDead(job, task.claim.attempts, options.name);
    }
    finish(task);
}

void Worker::Private::finish(Task &task)
{
    auto &job = task.claim.job;
    job.finishedAt = services.clock->nowUtc();
    const auto written = persistently(StorePatience, [&] { return claims->finish(job, task.claim.fence); });
    if (!written) {
        // Without a sign from here it is reclaimed, and begun anew.
        qCWarning(lcTeam).noquote() << options.name << "can't write the end of job" << job.id
                                    << written.error().toText();
        return lose(task);
    }
    if (!*written)
        return lose(task);
    {
        const std::lock_guard lock(mutex);
        ++figures.finished;
        figures.failed += job.state == JobState::Failed ? 1 : 0;
    }
    tellAll(); // the last events stand before the end
    (void)persistently(QueuePatience, [&] { return services.queue->complete(options.name, task.ticket, job); });
    qCInfo(lcTeam).noquote() << options.name << "ends job" << job.id << jobStateName(job.state) << job.reportId;
}

void Worker::Private::giveBack(Task &task, bool countsAsAttempt)
{
    const auto &id = task.claim.job.id;
    const auto back =
        persistently(StorePatience, [&] { return claims->handBack(id, task.claim.fence, countsAsAttempt); });
    if (!back || !*back)
        return lose(task);
    (void)persistently(QueuePatience, [&] { return services.queue->handBack(options.name, task.ticket); });
    const std::lock_guard lock(mutex);
    ++figures.handedBack;
    qCInfo(lcTeam).noquote() << options.name << "gives job" << id << "back";
}

void Worker::Private::lose(Task &task)
{
    const std::lock_guard lock(mutex);
    ++figures.lost;
    qCWarning(lcTeam).noquote() << options.name << "has lost job" << task.claim.job.id << "to another worker";
}

void Worker::Private::forget(const std::shared_ptr<Task> &task)
{
    {
        const std::lock_guard lock(mutex);
        tasks.removeOne(task);
    }
    changed.notify_all();
}

void Worker::Private::wantCancel(const QString &jobId)
{
    const std::lock_guard lock(mutex);
    for (const auto &task : std::as_const(tasks)) {
        if (task->ticket.jobId == jobId) {
            task->isCancelWanted = true;
            task->cancel.cancel();
        }
    }
}

void Worker::Private::drain()
{
    std::unique_lock lock(mutex);
    changed.wait_for(lock, options.drainLimit, [this] { return tasks.isEmpty(); });
    for (const auto &task : std::as_const(tasks))
        task->cancel.cancel();
    changed.wait(lock, [this] { return tasks.isEmpty(); });
}

void Worker::Private::beat()
{
    const auto interval = options.lease / 3;
    auto next = steady_clock::now();
    while (true) {
        if (steady_clock::now() >= next) {
            next = steady_clock::now() + interval;
            beatOnce();
        }
        tellAll();
        std::unique_lock lock(mutex);
        if (changed.wait_for(lock, TellingTime, [this] { return !isBeating; }))
            return;
    }
}

void Worker::Private::beatOnce()
{
    QList<std::shared_ptr<Task>> running;
    WorkerNote note;
    {
        const std::lock_guard lock(mutex);
        running = tasks;
        note.finished = figures.finished;
    }
    note.name = options.name;
    note.host = QSysInfo::machineHostName();
    note.pid = QCoreApplication::applicationPid();
    note.running = static_cast<int>(running.size());
    note.concurrency = options.concurrency;
    note.seenAt = services.clock->nowUtc();
    for (const auto &task : std::as_const(running)) {
        WorkTicket ticket;
        {
            const std::lock_guard lock(mutex);
            if (!tasks.contains(task))
                continue; // ended meanwhile
            ticket = task->ticket;
        }
        const auto held = services.queue->hold(options.name, ticket);
        if (!held)
            return; // the queue is away: the next beat tells it anew
        const std::lock_guard lock(mutex);
        task->ticket = ticket;
        task->isCancelWanted = task->isCancelWanted || *held == WorkQueue::Hold::CancelWanted;
        task->isLost = *held == WorkQueue::Hold::Lost;
        if (*held != WorkQueue::Hold::Held)
            task->cancel.cancel();
    }
    (void)services.queue->noteWorker(note);
    const auto reclaimed = services.queue->reclaim(options.lease);
    if (reclaimed && !reclaimed->isEmpty())
        qCWarning(lcTeam).noquote() << options.name << "gives back what a worker that is gone had:"
                                    << reclaimed->join(QLatin1Char(' '));
}

void Worker::Private::reconcile()
{
    Reconciler reconciler(services.queue, *claims, services.clock, options.lease);
    const auto interval = std::min<milliseconds>(options.lease, std::chrono::seconds(10));
    std::unique_lock lock(mutex);
    while (!changed.wait_for(lock, interval, [this] { return !isBeating; })) {
        lock.unlock();
        const auto put = reconciler.run();
        if (put && *put > 0)
            qCWarning(lcTeam).noquote() << options.name << "puts" << *put << "jobs in again that the queue had lost";
        lock.lock();
    }
}

void Worker::Private::tellAll()
{
    const std::lock_guard turn(telling);
    std::map<QString, QList<AgentEvent>> told;
    {
        const std::lock_guard lock(mutex);
        for (const auto &task : std::as_const(tasks)) {
            for (auto &[agent, event] : task->untold)
                told[task->ticket.jobId].append(std::move(event));
            task->untold.clear();
        }
    }
    for (const auto &[jobId, events] : told)
        (void)services.queue->tell(jobId, events); // watchers can do without
}

} // namespace consultantos
