// SPDX-License-Identifier: GPL-3.0-or-later
#include "team/work_queue.h"

#include "team/agent_event_json.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {
namespace {

RedisLinkOptions linkOptions()
{
    RedisLinkOptions options;
    options.maxConnections = 8;
    options.connectLimit = std::chrono::seconds(2);
    options.commandLimit = std::chrono::seconds(2);
    options.longestPause = std::chrono::seconds(2);
    return options;
}

QByteArray classOf(JobPriority priority)
{
    switch (priority) {
    case JobPriority::High:
        return "h";
    case JobPriority::Low:
        return "l";
    case JobPriority::Normal:
        break;
    }
    return "n";
}

/// The empty name stands for all users together.
QByteArray userOf(const Job &job)
{
    return job.caller.isEmpty() ? QByteArray("nobody") : job.caller.toUtf8();
}

QByteArray secondsOf(std::chrono::seconds time)
{
    return QByteArray::number(static_cast<qlonglong>(time.count()));
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

WorkerNote noteFrom(const QString &name, const QByteArray &bytes)
{
    const auto object = QJsonDocument::fromJson(bytes).object();
    const auto number = [&](const char *field) { return object[QLatin1String(field)].toDouble(); };
    WorkerNote note;
    note.name = name;
    note.host = object[QLatin1String("host")].toString();
    note.pid = static_cast<qint64>(number("pid"));
    note.running = static_cast<int>(number("running"));
    note.concurrency = static_cast<int>(number("concurrency"));
    note.finished = static_cast<qint64>(number("finished"));
    note.seenAt = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number("seen")), Qt::UTC);
    return note;
}

} // namespace

WorkQueue::WorkQueue(RedisEndpoint endpoint, const QString &storeId, Limits limits)
    : m_endpoint(std::move(endpoint))
    , m_prefix("consultantos:{team:" + storeId.toUtf8() + "}:")
    , m_limits(limits)
    , m_link(m_endpoint, linkOptions())
{
}

Error WorkQueue::away() const
{
    const auto outage = m_link.outage();
    Error error{ErrorCode::Network, QCoreApplication::translate("team", "The work queue (Redis) can't be reached."),
                outage ? outage->message : QString(), true};
    error.retryAfter = std::chrono::seconds(5);
    return error;
}

Result<RedisReply> WorkQueue::run(const RedisScript &script, const QByteArrayList &arguments)
{
    const auto deadline = m_link.deadline();
    const auto connection = m_link.lease(deadline);
    if (!connection)
        return tl::unexpected(away());
    auto reply = runScript(**connection, script, {{}, QByteArrayList{m_prefix} + arguments}, deadline);
    if (reply || reply.error().code == ErrorCode::Denied)
        return reply;
    auto error = away();
    error.detail = reply.error().toText();
    return tl::unexpected(error);
}

Result<std::vector<RedisReply>> WorkQueue::ask(const QList<QByteArrayList> &commands)
{
    const auto deadline = m_link.deadline();
    const auto connection = m_link.lease(deadline);
    if (!connection)
        return tl::unexpected(away());
    for (const auto &command : commands)
        (*connection)->add(std::vector<QByteArrayView>(command.begin(), command.end()));
    auto replies = (*connection)->exchange(deadline);
    if (!replies)
        return tl::unexpected(away());
    for (const auto &reply : *replies) {
        if (reply.isError())
            return tl::unexpected(errorOfReply(reply));
    }
    return replies;
}

Result<bool> WorkQueue::put(const Job &job, Limits limits)
{
    const auto reply =
        run(work_scripts::submit(), {job.id.toUtf8(), userOf(job), classOf(job.priority),
                                     QByteArray::number(limits.waiting), QByteArray::number(limits.waitingOfUser)});
    if (!reply)
        return tl::unexpected(reply.error());
    if (reply->integer >= 0)
        return reply->integer == 1;
    Error error{ErrorCode::RateLimited,
                reply->integer == -1
                    ? QCoreApplication::translate("Server", "Too many analyses are waiting; this one was not taken.")
                    : QCoreApplication::translate("team", "Too many of your analyses are waiting; this one was not "
                                                          "taken."),
                QCoreApplication::translate("Server", "Ask again later."), true};
    error.retryAfter = std::chrono::seconds(5);
    return tl::unexpected(error);
}

Result<bool> WorkQueue::submit(const Job &job)
{
    return put(job, m_limits);
}

Result<bool> WorkQueue::submitAgain(const Job &job)
{
    return put(job, {0, 0});
}

Result<QList<QByteArray>> WorkQueue::statesOf(const QStringList &jobIds)
{
    if (jobIds.isEmpty())
        return QList<QByteArray>();
    QList<QByteArrayList> commands;
    for (const auto &id : jobIds)
        commands.append({"HGET", key("job:") + id.toUtf8(), "state"});
    const auto replies = ask(commands);
    if (!replies)
        return tl::unexpected(replies.error());
    QList<QByteArray> states;
    for (const auto &reply : *replies)
        states.append(reply.text);
    return states;
}

Result<std::optional<WorkTicket>> WorkQueue::take(const QString &worker)
{
    const auto reply = run(work_scripts::take(), {worker.toUtf8()});
    if (!reply)
        return tl::unexpected(reply.error());
    constexpr std::size_t Parts = 4;
    if (reply->elements.size() != Parts)
        return std::optional<WorkTicket>();
    const auto &parts = reply->elements;
    return std::optional(
        WorkTicket{QString::fromUtf8(parts[0].text), QString::fromUtf8(parts[1].text), parts[2].text, parts[3].text});
}

Result<WorkQueue::Hold> WorkQueue::hold(const QString &worker, WorkTicket &ticket)
{
    const auto reply = run(work_scripts::hold(),
                           {worker.toUtf8(), ticket.jobId.toUtf8(), ticket.user.toUtf8(), ticket.stream, ticket.entry});
    if (!reply)
        return tl::unexpected(reply.error());
    constexpr std::size_t Parts = 4;
    if (reply->elements.size() != Parts || reply->elements[0].integer == 0)
        return Hold::Lost;
    ticket.stream = reply->elements[2].text;
    ticket.entry = reply->elements[3].text;
    return reply->elements[1].integer != 0 ? Hold::CancelWanted : Hold::Held;
}

Result<bool> WorkQueue::complete(const QString &worker, const WorkTicket &ticket, const Job &job)
{
    const auto reply =
        run(work_scripts::complete(), {worker.toUtf8(), ticket.jobId.toUtf8(), ticket.stream, ticket.entry,
                                       jobStateName(job.state).toUtf8(), endToBytes(job), secondsOf(KeptAfterEnd)});
    return reply ? Result<bool>(reply->integer == 1) : tl::unexpected(reply.error());
}

Result<bool> WorkQueue::handBack(const QString &worker, const WorkTicket &ticket)
{
    const auto reply = run(work_scripts::handBack(),
                           {worker.toUtf8(), ticket.jobId.toUtf8(), ticket.user.toUtf8(), ticket.stream, ticket.entry});
    return reply ? Result<bool>(reply->integer == 1) : tl::unexpected(reply.error());
}

Result<QStringList> WorkQueue::reclaim(std::chrono::milliseconds idle)
{
    const auto reply = run(work_scripts::reclaim(), {QByteArray::number(static_cast<qlonglong>(idle.count()))});
    if (!reply)
        return tl::unexpected(reply.error());
    QStringList jobs;
    for (const auto &job : reply->elements)
        jobs.append(QString::fromUtf8(job.text));
    return jobs;
}

Status WorkQueue::cancel(const Job &ended)
{
    return run(work_scripts::cancel(), {ended.id.toUtf8(), endToBytes(ended), secondsOf(KeptAfterEnd)})
        .map([](const auto &) {});
}

Status WorkQueue::tell(const QString &jobId, const QList<AgentEvent> &events)
{
    QByteArrayList arguments{jobId.toUtf8()};
    for (const auto &event : events)
        arguments << event.agent.toUtf8() << toBytes(event);
    return run(work_scripts::tell(), arguments).map([](const auto &) {});
}

Result<JobProgress> WorkQueue::progressOf(const QString &jobId)
{
    const auto replies = ask({{"HGETALL", key("job:") + jobId.toUtf8()}});
    if (!replies)
        return tl::unexpected(replies.error());
    JobProgress progress;
    const auto &fields = replies->front().elements;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const auto &value = fields[i + 1].text;
        if (fields[i].text == "state")
            progress.state = value;
        if (!fields[i].text.startsWith("e:"))
            continue;
        const auto line = value.indexOf('\n');
        progress.agents.append({value.left(line).toLongLong(), agentEventFromBytes(value.mid(line + 1))});
    }
    std::sort(progress.agents.begin(), progress.agents.end(),
              [](const auto &one, const auto &other) { return one.number < other.number; });
    return progress;
}

Status WorkQueue::noteDead(const Job &job, int attempts, const QString &worker)
{
    return ask({{"XADD", key("dead"), "MAXLEN", "~", "1000", "*", "job", job.id.toUtf8(), "user", userOf(job), "reason",
                 job.error.toUtf8(), "attempts", QByteArray::number(attempts), "worker", worker.toUtf8()}})
        .map([](const auto &) {});
}

Status WorkQueue::noteWorker(const WorkerNote &note)
{
    const auto bytes = compact({{QStringLiteral("host"), note.host},
                                {QStringLiteral("pid"), static_cast<double>(note.pid)},
                                {QStringLiteral("running"), note.running},
                                {QStringLiteral("concurrency"), note.concurrency},
                                {QStringLiteral("finished"), static_cast<double>(note.finished)},
                                {QStringLiteral("seen"), static_cast<double>(note.seenAt.toMSecsSinceEpoch())}});
    return ask({{"HSET", key("workers"), note.name.toUtf8(), bytes}}).map([](const auto &) {});
}

Status WorkQueue::forgetWorker(const QString &name)
{
    return ask({{"HDEL", key("workers"), name.toUtf8()}}).map([](const auto &) {});
}

Result<QueueStatus> WorkQueue::status(const QDateTime &now)
{
    const auto replies =
        ask({{"HGET", key("waiting"), ""}, {"HLEN", key("held")}, {"XLEN", key("dead")}, {"HGETALL", key("workers")}});
    if (!replies)
        return tl::unexpected(replies.error());
    QueueStatus status;
    status.waiting = (*replies)[0].text.toInt();
    status.running = static_cast<int>((*replies)[1].integer);
    status.deadLetters = static_cast<int>((*replies)[2].integer);
    constexpr qint64 Unseen = 60;
    const auto &fields = (*replies)[3].elements;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const auto note = noteFrom(QString::fromUtf8(fields[i].text), fields[i + 1].text);
        if (note.seenAt.secsTo(now) <= Unseen)
            status.workers.append(note);
    }
    std::sort(status.workers.begin(), status.workers.end(),
              [](const auto &one, const auto &other) { return one.name < other.name; });
    return status;
}

} // namespace consultantos
