// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/jobs/job_queue.h"

#include "base/logging.h"

#include <QCoreApplication>

#include <algorithm>
#include <condition_variable>
#include <map>

namespace consultantos {

/// One analysis that waits or runs.
struct JobQueue::Work {
    AnalysisRequest request;
    CancellationSource cancel;
    std::optional<Job> job; ///< empty: somebody waits for it
    std::function<void(const Result<Report> &)> done;
    QList<AgentEvent> agents; ///< the last event of each
    std::map<quint64, Listener> listeners;
};

struct JobQueue::Private : std::enable_shared_from_this<Private> {
    std::shared_ptr<JobRepository> jobs;
    AnalyseJob analyse;
    Keep keep;
    std::shared_ptr<const Clock> clock;
    Limits limits;

    mutable std::mutex mutex;
    std::condition_variable ended;
    std::deque<std::shared_ptr<Work>> waiting;
    QList<std::shared_ptr<Work>> running;
    quint64 lastListener = 0;
    bool isClosing = false;

    [[nodiscard]] std::shared_ptr<Work> workOf(const QString &jobId) const
    {
        const auto is = [&](const auto &work) { return work->job && work->job->id == jobId; };
        if (const auto found = std::find_if(running.begin(), running.end(), is); found != running.end())
            return *found;
        const auto found = std::find_if(waiting.begin(), waiting.end(), is);
        return found == waiting.end() ? nullptr : *found;
    }

    void save(const Job &job) const
    {
        if (const auto saved = jobs->save(job); !saved)
            qCWarning(lcServer) << "the state of a job could not be kept:" << saved.error().message;
    }

    /// Under the lock.
    [[nodiscard]] Status admit(const std::shared_ptr<Work> &work)
    {
        if (static_cast<int>(waiting.size()) >= limits.waiting || isClosing) {
            Error error{ErrorCode::RateLimited,
                        QCoreApplication::translate("Server", "Too many analyses are waiting; this one was not taken."),
                        QCoreApplication::translate("Server", "Ask again later."), true};
            error.retryAfter = std::chrono::seconds(5);
            return tl::unexpected(error);
        }
        waiting.push_back(work);
        return {};
    }

    void startWaiting()
    {
        while (true) {
            std::shared_ptr<Work> next;
            {
                const std::lock_guard lock(mutex);
                if (waiting.empty() || static_cast<int>(running.size()) >= limits.running || isClosing)
                    return;
                next = waiting.front();
                waiting.pop_front();
                running.append(next);
                if (next->job) {
                    next->job->state = JobState::Running;
                    next->job->startedAt = clock->nowUtc();
                }
            }
            start(next);
        }
    }

    void start(const std::shared_ptr<Work> &work)
    {
        if (work->job)
            save(*work->job);
        const std::weak_ptr<Private> weak = weak_from_this();
        const auto progress = [weak, work](const AgentEvent &event) {
            if (const auto self = weak.lock())
                self->tell(*work, event);
        };
        analyse(work->request, work->cancel.token(), progress)
            .then(QtFuture::Launch::Sync,
                  [self = shared_from_this(), work](const Result<Report> &result) { self->finish(work, result); })
            .onCanceled([self = shared_from_this(), work] {
                self->finish(work, fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled.")));
            });
    }

    void tell(Work &work, const AgentEvent &event)
    {
        std::map<quint64, Listener> listeners;
        std::optional<Job> job;
        {
            const std::lock_guard lock(mutex);
            const auto known = std::find_if(work.agents.begin(), work.agents.end(),
                                            [&](const AgentEvent &one) { return one.agent == event.agent; });
            if (known == work.agents.end())
                work.agents.append(event);
            else
                *known = event;
            listeners = work.listeners;
            job = work.job;
        }
        if (!job)
            return;
        for (const auto &[id, listener] : listeners)
            listener(*job, &event);
    }

    void finish(const std::shared_ptr<Work> &work, const Result<Report> &made)
    {
        auto result = made;
        // What was ended in its course is no report: it is not kept, and its job can be resumed.
        if (made && made->status != QLatin1String("completed") && work->cancel.token().isCancelled()) {
            result = fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled."));
        } else if (made) {
            if (const auto kept = keep(*made); !kept)
                result = tl::unexpected(kept.error());
        }
        std::map<quint64, Listener> listeners;
        {
            const std::lock_guard lock(mutex);
            if (work->job) {
                auto &job = *work->job;
                job.finishedAt = clock->nowUtc();
                if (result) {
                    job.state = result->status == QLatin1String("completed") ? JobState::Completed : JobState::Partial;
                    job.reportId = result->id;
                } else if (result.error().code == ErrorCode::Cancelled) {
                    job.state = isClosing ? JobState::Interrupted : JobState::Cancelled;
                } else {
                    job.state = JobState::Failed;
                    job.error = result.error().message;
                }
            }
            listeners = std::exchange(work->listeners, {});
        }
        if (work->job) {
            save(*work->job);
            for (const auto &[id, listener] : listeners)
                listener(*work->job, nullptr);
        }
        if (work->done)
            work->done(result);
        {
            const std::lock_guard lock(mutex);
            running.removeOne(work);
        }
        ended.notify_all();
        startWaiting();
    }
};

JobQueue::JobQueue(std::shared_ptr<JobRepository> jobs, AnalyseJob analyse, Keep keep,
                   std::shared_ptr<const Clock> clock, Limits limits)
    : d(std::make_shared<Private>())
{
    d->jobs = std::move(jobs);
    d->analyse = std::move(analyse);
    d->keep = std::move(keep);
    d->clock = std::move(clock);
    d->limits = limits;
}

JobQueue::~JobQueue()
{
    std::deque<std::shared_ptr<Work>> left;
    {
        const std::lock_guard lock(d->mutex);
        d->isClosing = true;
        left.swap(d->waiting);
        for (const auto &work : std::as_const(d->running))
            work->cancel.cancel();
    }
    for (const auto &work : left) {
        if (work->job) {
            work->job->state = JobState::Interrupted;
            work->job->finishedAt = d->clock->nowUtc();
            d->save(*work->job);
        }
        if (work->done)
            work->done(fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "The server stops.")));
    }
    std::unique_lock lock(d->mutex);
    d->ended.wait(lock, [this] { return d->running.isEmpty(); });
}

Result<Job> JobQueue::submit(const JobOrder &order)
{
    const auto known = jobOfSameKey(*d->jobs, order);
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return find((*known)->id);
    auto work = std::make_shared<Work>();
    work->request = order.request;
    auto job = newJob(order, d->clock->nowUtc());
    work->job = job;
    // Kept before it is promised.
    if (const auto saved = d->jobs->save(job); !saved)
        return tl::unexpected(saved.error());
    {
        const std::lock_guard lock(d->mutex);
        if (const auto admitted = d->admit(work); !admitted) {
            job.state = JobState::Failed;
            job.error = admitted.error().message;
            job.idempotencyKey.clear();
            job.finishedAt = d->clock->nowUtc();
            d->save(job);
            return tl::unexpected(admitted.error());
        }
    }
    d->startWaiting();
    return job;
}

void JobQueue::run(const JobOrder &order, const CancellationToken &cancel,
                   std::function<void(const Result<Report> &)> done)
{
    auto work = std::make_shared<Work>();
    work->request = order.request;
    work->cancel = CancellationSource(cancel);
    work->done = std::move(done);
    Status admitted;
    {
        const std::lock_guard lock(d->mutex);
        admitted = d->admit(work);
    }
    if (!admitted)
        return work->done(tl::unexpected(admitted.error()));
    d->startWaiting();
}

Result<Job> JobQueue::find(const QString &id) const
{
    {
        const std::lock_guard lock(d->mutex);
        if (const auto work = d->workOf(id))
            return *work->job;
    }
    return d->jobs->find(id);
}

Result<QList<Job>> JobQueue::list(int limit, int offset) const
{
    return d->jobs->list(limit, offset);
}

Result<JobPage> JobQueue::page(int limit, const QString &cursor) const
{
    return d->jobs->page(limit, cursor);
}

Result<Job> JobQueue::cancel(const QString &id)
{
    std::shared_ptr<Work> work;
    bool isWaiting = false;
    {
        const std::lock_guard lock(d->mutex);
        work = d->workOf(id);
        isWaiting = work && std::erase(d->waiting, work) > 0;
        if (isWaiting)
            d->running.append(work); // finish() takes it from there
    }
    if (!work)
        return d->jobs->find(id);
    if (isWaiting)
        d->finish(work, fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled.")));
    else
        work->cancel.cancel();
    return find(id);
}

Result<Job> JobQueue::resume(const QString &id)
{
    auto job = find(id);
    if (!job)
        return job;
    if (!isOver(job->state) || job->state == JobState::Completed || job->state == JobState::Partial)
        return job;
    job->state = JobState::Queued;
    job->error.clear();
    job->startedAt = {};
    job->finishedAt = {};
    auto work = std::make_shared<Work>();
    work->request = job->request;
    work->job = *job;
    {
        const std::lock_guard lock(d->mutex);
        if (const auto admitted = d->admit(work); !admitted)
            return tl::unexpected(admitted.error());
    }
    d->save(*job);
    d->startWaiting();
    return find(id);
}

Result<quint64> JobQueue::listen(const QString &id, Listener listener)
{
    Job job;
    QList<AgentEvent> agents;
    quint64 number = 0;
    {
        const std::lock_guard lock(d->mutex);
        if (const auto work = d->workOf(id)) {
            job = *work->job;
            agents = work->agents;
            number = ++d->lastListener;
            work->listeners.emplace(number, listener);
        }
    }
    if (number == 0) {
        const auto stored = d->jobs->find(id);
        if (!stored)
            return tl::unexpected(stored.error());
        listener(*stored, nullptr);
        return quint64(0);
    }
    for (const auto &event : agents)
        listener(job, &event);
    return number;
}

void JobQueue::endListening(const QString &id, quint64 listener)
{
    const std::lock_guard lock(d->mutex);
    if (const auto work = d->workOf(id))
        work->listeners.erase(listener);
}

JobBackend::Load JobQueue::load() const
{
    const std::lock_guard lock(d->mutex);
    return {static_cast<int>(d->running.size()), static_cast<int>(d->waiting.size())};
}

} // namespace consultantos
