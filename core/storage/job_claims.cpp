// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/job_claims.h"

#include "storage/database.h"
#include "storage/job_repository.h"

#include <QJsonDocument>
#include <QTimeZone>
#include <QUuid>

namespace consultantos {
namespace {

QVariant sqlTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QVariant nullable(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

JobClaims::JobClaims(const JobRepository &jobs)
    : m_database(jobs.database())
{
}

Result<bool> JobClaims::change(const QString &sql, const QVariantList &values)
{
    const auto use = m_database->measure("set", "jobs");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto changed = (*connection)->run(sql, values);
    if (!changed)
        return tl::unexpected(changed.error());
    return changed->numRowsAffected() > 0;
}

Result<QString> JobClaims::storeId() const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // Whoever comes second finds what the first has made.
    if (const auto made = (*connection)
                              ->run(QStringLiteral("INSERT INTO queue_identity(number, id) VALUES(1, ?) "
                                                   "ON CONFLICT(number) DO NOTHING"),
                                    {QUuid::createUuid().toString(QUuid::WithoutBraces)});
        !made)
        return tl::unexpected(made.error());
    const auto id = (*connection)->scalar(QStringLiteral("SELECT id FROM queue_identity WHERE number = 1"));
    return id ? Result<QString>(id->toString()) : tl::unexpected(id.error());
}

Result<std::optional<JobClaim>> JobClaims::claim(const QString &id, const QString &worker, const QDateTime &now)
{
    const auto use = m_database->measure("set", "jobs");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto row = (*connection)
                   ->run(QStringLiteral("UPDATE jobs SET state = 'running', worker = ?, fence = fence + 1, "
                                        "attempts = attempts + 1, started_at = ? "
                                        "WHERE id = ? AND state IN ('queued', 'running') "
                                        "RETURNING request, caller, priority, created_at, fence, attempts, "
                                        "cancel_wanted"),
                         {worker, sqlTime(now), id});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next()) {
        if (const auto status = (*connection)->statusOf(*row); !status)
            return tl::unexpected(status.error());
        return std::optional<JobClaim>();
    }
    JobClaim claim;
    int column = 0;
    const auto next = [&row, &column] { return row->value(column++); };
    claim.job.id = id;
    claim.job.state = JobState::Running;
    claim.job.startedAt = now;
    claim.job.request = analysisRequestFromJson(QJsonDocument::fromJson(next().toByteArray()).object());
    claim.job.caller = next().toString();
    claim.job.priority = jobPriorityFromName(next().toString()).value_or(JobPriority::Normal);
    claim.job.createdAt = QDateTime::fromMSecsSinceEpoch(next().toLongLong(), QTimeZone::utc());
    claim.fence = next().toLongLong();
    claim.attempts = next().toInt();
    claim.isCancelWanted = next().toInt() != 0;
    row->finish(); // the change stands once the statement has ended
    return std::optional(claim);
}

Result<bool> JobClaims::isHeld(const QString &id, qint64 fence) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto held =
        (*connection)
            ->scalar(QStringLiteral("SELECT 1 FROM jobs WHERE id = ? AND fence = ? AND state = 'running'"),
                     {id, fence});
    return held ? Result<bool>(held->isValid()) : tl::unexpected(held.error());
}

Result<bool> JobClaims::finish(const Job &job, qint64 fence)
{
    return change(QStringLiteral("UPDATE jobs SET state = ?, finished_at = ?, report_id = ?, error = ?, error_code = ? "
                                 "WHERE id = ? AND fence = ? AND state = 'running'"),
                  {jobStateName(job.state), sqlTime(job.finishedAt), nullable(job.reportId), nullable(job.error),
                   job.state == JobState::Failed ? QVariant(errorCodeName(job.errorCode)) : QVariant(), job.id, fence});
}

Result<bool> JobClaims::handBack(const QString &id, qint64 fence, bool countsAsAttempt)
{
    return change(QStringLiteral("UPDATE jobs SET state = 'queued', worker = NULL, started_at = NULL, "
                                 "attempts = attempts - ? WHERE id = ? AND fence = ? AND state = 'running'"),
                  {countsAsAttempt ? 0 : 1, id, fence});
}

Result<bool> JobClaims::wantCancel(const QString &id, const QDateTime &now)
{
    return change(QStringLiteral("UPDATE jobs SET cancel_wanted = 1, "
                                 "finished_at = CASE state WHEN 'queued' THEN ? ELSE finished_at END, "
                                 "state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END "
                                 "WHERE id = ? AND state IN ('queued', 'running')"),
                  {sqlTime(now), id});
}

Result<bool> JobClaims::requeue(const QString &id)
{
    return change(
        QStringLiteral("UPDATE jobs SET state = 'queued', attempts = 0, fence = fence + 1, cancel_wanted = 0, "
                       "worker = NULL, started_at = NULL, finished_at = NULL, error = NULL, "
                       "error_code = NULL WHERE id = ? AND state IN ('failed', 'cancelled', 'interrupted')"),
        {id});
}

Result<QList<Job>> JobClaims::open(const QDateTime &createdBefore, int limit) const
{
    const auto use = m_database->measure("query", "jobs");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT id, caller, priority, state, created_at FROM jobs "
                                         "WHERE state IN ('queued', 'running') AND created_at < ? "
                                         "ORDER BY created_at, id LIMIT ?"),
                          {sqlTime(createdBefore), limit});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Job> jobs;
    while (rows->next()) {
        Job job;
        job.id = rows->value(0).toString();
        job.caller = rows->value(1).toString();
        job.priority = jobPriorityFromName(rows->value(2).toString()).value_or(JobPriority::Normal);
        job.state = jobStateFromName(rows->value(3).toString());
        job.createdAt = QDateTime::fromMSecsSinceEpoch(rows->value(4).toLongLong(), QTimeZone::utc());
        jobs.append(job);
    }
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return jobs;
}

} // namespace consultantos
