// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/team_jobs.h"

#include "storage/job_repository.h"
#include "storage/report_repository.h"
#include "team/agent_event_json.h"
#include "team/progress_feed.h"
#include "team/reconciler.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace consultantos {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds Look{100};        ///< whether who waits has hung up
constexpr std::chrono::seconds LoadTime{1};           ///< between two looks at the queue's length
constexpr std::chrono::seconds StoreTime{2};          ///< between two looks for ends that nobody told
constexpr std::chrono::seconds ReconcileTime{10};     ///< between two comparisons of store and queue
constexpr std::chrono::seconds ReconcilePatience{30}; ///< with a job that runs

} // namespace

/// One who watches a job. What comes while he is told what was before waits its turn.
class TeamJobs::Watcher {
public:
    Watcher(Job job, Listener listener)
        : m_job(std::move(job))
        , m_listener(std::move(listener))
    {
    }

    void catchUp(const JobProgress &progress)
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[number, event] : progress.agents)
            tell(number, event);
        m_isCaughtUp = true;
        for (const auto &[number, event] : std::exchange(m_later, {}))
            tell(number, event);
        if (m_end)
            tellEnd();
    }

    void onEvent(qint64 number, const AgentEvent &event)
    {
        const std::lock_guard lock(m_mutex);
        if (m_isCaughtUp)
            tell(number, event);
        else
            m_later.append({number, event});
    }

    void onEnd(const Job &job)
    {
        const std::lock_guard lock(m_mutex);
        m_end = job;
        if (m_isCaughtUp)
            tellEnd();
    }

private:
    void tell(qint64 number, const AgentEvent &event)
    {
        // An attempt begun anew counts from 1 where Redis had forgotten the job.
        if (m_isOver || (number <= m_last && number != 1))
            return;
        m_last = number;
        m_job.state = JobState::Running;
        m_listener(m_job, &event);
    }
    void tellEnd()
    {
        if (!std::exchange(m_isOver, true))
            m_listener(*m_end, nullptr);
    }

    std::mutex m_mutex;
    Job m_job;
    Listener m_listener;
    QList<JobProgress::Told> m_later;
    std::optional<Job> m_end;
    qint64 m_last = 0;
    bool m_isCaughtUp = false;
    bool m_isOver = false;
};

/// One who waits for a report.
struct TeamJobs::Wait {
    QString jobId;
    CancellationToken cancel;
    std::function<void(const Result<Report> &)> done;
    std::once_flag isTold;

    void tell(const Result<Report> &result)
    {
        std::call_once(isTold, [&] { done(result); });
    }
};

struct TeamJobs::Private {
    TeamJobsServices services;
    std::unique_ptr<JobClaims> claims;
    mutable std::mutex mutex;
    std::condition_variable closing;
    bool isClosing = false;
    quint64 lastNumber = 0;
    std::map<QString, std::map<quint64, std::shared_ptr<Watcher>>> watchers; ///< by job
    std::map<QString, std::shared_ptr<Wait>> waits;                          ///< by job
    Load lastLoad;
    QThreadPool pool; ///< for who waits: the store is read, the queue written
    std::unique_ptr<ProgressFeed> feed;
    std::thread thread;

    [[nodiscard]] QList<std::shared_ptr<Watcher>> watchersOf(const QString &id) const
    {
        QList<std::shared_ptr<Watcher>> found;
        const std::lock_guard lock(mutex);
        if (const auto known = watchers.find(id); known != watchers.end()) {
            for (const auto &[number, watcher] : known->second)
                found.append(watcher);
        }
        return found;
    }

    void onMessage(const QByteArray &message)
    {
        const auto first = message.indexOf('\n');
        const auto second = message.indexOf('\n', first + 1);
        if (first < 0 || second < 0)
            return;
        const auto id = QString::fromUtf8(message.left(first));
        const auto watching = watchersOf(id);
        if (watching.isEmpty())
            return;
        const auto number = message.mid(first + 1, second - first - 1).toLongLong();
        const auto body = message.mid(second + 1);
        if (number == 0)
            return lookFor(id); // the store knows how it ended
        const auto event = agentEventFromBytes(body);
        for (const auto &watcher : watching)
            watcher->onEvent(number, event);
    }

    /// Tells watchers the end if the store has it.
    void lookFor(const QString &id)
    {
        const auto job = services.jobs->find(id);
        if (!job || !isOver(job->state))
            return;
        const auto watching = watchersOf(id);
        {
            const std::lock_guard lock(mutex);
            watchers.erase(id);
        }
        for (const auto &watcher : watching)
            watcher->onEnd(*job);
    }

    void lookForAll()
    {
        QStringList ids;
        {
            const std::lock_guard lock(mutex);
            for (const auto &[id, watching] : watchers)
                ids.append(id);
        }
        for (const auto &id : std::as_const(ids))
            lookFor(id);
    }

    void endWait(const QString &id, const Job &job)
    {
        std::shared_ptr<Wait> wait;
        {
            const std::lock_guard lock(mutex);
            const auto found = waits.find(id);
            if (found == waits.end())
                return;
            wait = found->second;
            waits.erase(found);
        }
        pool.start([this, wait, job] {
            if (job.state == JobState::Completed || job.state == JobState::Partial)
                wait->tell(services.reports->load(job.reportId));
            else if (job.state == JobState::Failed)
                wait->tell(fail(job.errorCode, job.error));
            else
                wait->tell(fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled.")));
        });
    }

    void dropHungUp()
    {
        QList<std::shared_ptr<Wait>> gone;
        {
            const std::lock_guard lock(mutex);
            for (auto it = waits.begin(); it != waits.end();) {
                if (it->second->cancel.isCancelled()) {
                    gone.append(it->second);
                    it = waits.erase(it);
                } else {
                    ++it;
                }
            }
        }
        for (const auto &wait : std::as_const(gone)) {
            pool.start([this, wait] {
                (void)end(wait->jobId);
                wait->tell(fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "Cancelled.")));
            });
        }
    }

    /// Cancels a job that isn't over.
    [[nodiscard]] Result<Job> end(const QString &id)
    {
        const auto wanted = claims->wantCancel(id, services.clock->nowUtc());
        if (!wanted)
            return tl::unexpected(wanted.error());
        auto job = services.jobs->find(id);
        if (!job || !*wanted)
            return job;
        const auto told = services.queue->cancel(*job);
        lookFor(id);
        // A waiting job's worker finds in the store that it is cancelled; a running one's must be told.
        if (!told && job->state == JobState::Running)
            return tl::unexpected(told.error());
        return job;
    }

    void refresh()
    {
        const auto status = services.queue->status(services.clock->nowUtc());
        const std::lock_guard lock(mutex);
        lastLoad.isReachable = status.has_value();
        if (status)
            lastLoad = {status->running, status->waiting, static_cast<int>(status->workers.size()), true};
    }

    void work()
    {
        Reconciler reconciler(services.queue, *claims, services.clock, ReconcilePatience);
        auto nextLoad = steady_clock::now();
        auto nextStore = nextLoad + StoreTime;
        auto nextReconcile = nextLoad + ReconcileTime;
        std::unique_lock lock(mutex);
        while (!closing.wait_for(lock, Look, [this] { return isClosing; })) {
            lock.unlock();
            dropHungUp();
            const auto now = steady_clock::now();
            if (now >= nextLoad) {
                refresh();
                nextLoad = now + LoadTime;
            }
            if (now >= nextStore) {
                lookForAll();
                nextStore = now + StoreTime;
            }
            if (now >= nextReconcile) {
                (void)reconciler.run(); // a store or queue that is away is seen by who asks for it
                nextReconcile = now + ReconcileTime;
            }
            lock.lock();
        }
    }
};

TeamJobs::TeamJobs(TeamJobsServices services)
    : d(std::make_shared<Private>())
{
    d->claims = std::make_unique<JobClaims>(*services.jobs);
    d->services = std::move(services);
    constexpr int Threads = 4;
    d->pool.setMaxThreadCount(Threads);
    auto &queue = *d->services.queue;
    d->feed = std::make_unique<ProgressFeed>(
        queue.endpoint(), QByteArrayList{queue.key("events")},
        ProgressFeed::Callbacks{
            [raw = d.get()](const QByteArray &, const QByteArray &message) { raw->onMessage(message); },
            [raw = d.get()] { raw->lookForAll(); }});
    d->thread = std::thread([raw = d.get()] { raw->work(); });
}

TeamJobs::~TeamJobs()
{
    decltype(d->waits) left;
    {
        const std::lock_guard lock(d->mutex);
        d->isClosing = true;
        left.swap(d->waits);
    }
    d->closing.notify_all();
    d->thread.join();
    d->feed.reset();
    for (const auto &[id, wait] : left) {
        (void)d->end(id);
        wait->tell(fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "The server stops.")));
    }
    d->pool.waitForDone();
}

Result<Job> TeamJobs::submit(const JobOrder &order)
{
    auto known = jobOfSameKey(*d->services.jobs, order);
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return **known;
    auto job = newJob(order, d->services.clock->nowUtc());
    // Kept before it is promised.
    if (const auto saved = d->services.jobs->save(job); !saved)
        return tl::unexpected(saved.error());
    if (const auto put = d->services.queue->submit(job); !put) {
        job.state = JobState::Failed;
        job.error = put.error().message;
        job.errorCode = put.error().code;
        job.idempotencyKey.clear();
        job.finishedAt = d->services.clock->nowUtc();
        (void)d->services.jobs->save(job);
        return tl::unexpected(put.error());
    }
    return job;
}

void TeamJobs::run(const JobOrder &order, const CancellationToken &cancel,
                   std::function<void(const Result<Report> &)> done)
{
    auto wait = std::make_shared<Wait>();
    wait->cancel = cancel;
    wait->done = std::move(done);
    d->pool.start([this, order, wait] {
        const auto job = submit(order);
        if (!job)
            return wait->tell(tl::unexpected(job.error()));
        wait->jobId = job->id;
        bool isClosing = false;
        {
            const std::lock_guard lock(d->mutex);
            isClosing = d->isClosing;
            if (!isClosing)
                d->waits.emplace(job->id, wait);
        }
        // The destructor tells those that it finds; this one it doesn't.
        if (isClosing)
            return wait->tell(fail(ErrorCode::Cancelled, QCoreApplication::translate("Server", "The server stops.")));
        const auto listening = listen(job->id, [raw = d.get()](const Job &over, const AgentEvent *event) {
            if (!event)
                raw->endWait(over.id, over);
        });
        if (!listening)
            wait->tell(tl::unexpected(listening.error()));
    });
}

Result<Job> TeamJobs::find(const QString &id) const
{
    return d->services.jobs->find(id);
}

Result<QList<Job>> TeamJobs::list(int limit, int offset) const
{
    return d->services.jobs->list(limit, offset);
}

Result<JobPage> TeamJobs::page(int limit, const QString &cursor) const
{
    return d->services.jobs->page(limit, cursor);
}

Result<Job> TeamJobs::cancel(const QString &id)
{
    const auto job = find(id);
    return !job || isOver(job->state) ? job : d->end(id);
}

Result<Job> TeamJobs::resume(const QString &id)
{
    const auto queued = d->claims->requeue(id);
    if (!queued)
        return tl::unexpected(queued.error());
    auto job = find(id);
    if (!job || !*queued)
        return job;
    if (const auto put = d->services.queue->submit(*job); !put) {
        job->state = JobState::Failed;
        job->error = put.error().message;
        job->errorCode = put.error().code;
        job->finishedAt = d->services.clock->nowUtc();
        (void)d->services.jobs->save(*job);
        return tl::unexpected(put.error());
    }
    return job;
}

Result<quint64> TeamJobs::listen(const QString &id, Listener listener)
{
    const auto job = find(id);
    if (!job)
        return tl::unexpected(job.error());
    if (isOver(job->state)) {
        listener(*job, nullptr);
        return quint64(0);
    }
    const auto watcher = std::make_shared<Watcher>(*job, std::move(listener));
    quint64 number = 0;
    {
        const std::lock_guard lock(d->mutex);
        number = ++d->lastNumber;
        d->watchers[id].emplace(number, watcher);
    }
    watcher->catchUp(d->services.queue->progressOf(id).value_or(JobProgress()));
    d->lookFor(id); // it may have ended meanwhile
    return number;
}

void TeamJobs::endListening(const QString &id, quint64 listener)
{
    const std::lock_guard lock(d->mutex);
    if (const auto found = d->watchers.find(id); found != d->watchers.end()) {
        found->second.erase(listener);
        if (found->second.empty())
            d->watchers.erase(found);
    }
}

JobBackend::Load TeamJobs::load() const
{
    const std::lock_guard lock(d->mutex);
    return d->lastLoad;
}

} // namespace consultantos
