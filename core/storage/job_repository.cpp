// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/job_repository.h"

#include "storage/connection.h"
#include "storage/database.h"
#include "storage/storage.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace consultantos {
namespace {

const QString Columns =
    QStringLiteral("id, request, state, caller, idempotency_key, created_at, started_at, finished_at, "
                   "report_id, error, priority, error_code");

QVariant timeToSql(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime timeFromSql(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::utc());
}

ErrorCode errorCodeFromName(const QString &name)
{
    for (int code = 0; code < static_cast<int>(ErrorCode::Internal); ++code) {
        if (errorCodeName(static_cast<ErrorCode>(code)) == name)
            return static_cast<ErrorCode>(code);
    }
    return ErrorCode::Internal;
}

Job readJob(const QSqlQuery &row)
{
    Job job;
    int column = 0;
    const auto next = [&row, &column] { return row.value(column++); };
    job.id = next().toString();
    job.request = analysisRequestFromJson(QJsonDocument::fromJson(next().toByteArray()).object());
    job.state = jobStateFromName(next().toString());
    job.caller = next().toString();
    job.idempotencyKey = next().toString();
    job.createdAt = timeFromSql(next());
    job.startedAt = timeFromSql(next());
    job.finishedAt = timeFromSql(next());
    job.reportId = next().toString();
    job.error = next().toString();
    job.priority = jobPriorityFromName(next().toString()).value_or(JobPriority::Normal);
    job.errorCode = errorCodeFromName(next().toString());
    return job;
}

Result<Job> oneWhere(const Database &database, const QString &condition, const QVariantList &values)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(QStringLiteral("SELECT %1 FROM jobs WHERE %2").arg(Columns, condition), values);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next()) {
        if (const auto status = (*connection)->statusOf(*rows); !status)
            return tl::unexpected(status.error());
        return fail(ErrorCode::NotFound, QCoreApplication::translate("storage", "There is no such job."));
    }
    return readJob(*rows);
}

Result<QList<Job>> allOf(const Database &database, const QString &sql, const QVariantList &values)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<Job> jobs;
    while (rows->next())
        jobs.append(readJob(*rows));
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return jobs;
}

QString cursorOf(const Job &job)
{
    const auto text = QString::number(job.createdAt.toMSecsSinceEpoch()) + QLatin1Char(' ') + job.id;
    return QString::fromLatin1(text.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

struct JobPlace {
    qint64 createdAt = 0;
    QString id;
};

std::optional<JobPlace> placeOf(const QString &cursor)
{
    const auto bytes = QByteArray::fromBase64Encoding(cursor.toLatin1(), QByteArray::Base64UrlEncoding
                                                                             | QByteArray::AbortOnBase64DecodingErrors);
    const auto text = QString::fromUtf8(bytes.decoded);
    bool isNumber = false;
    const JobPlace place{text.section(QLatin1Char(' '), 0, 0).toLongLong(&isNumber), text.section(QLatin1Char(' '), 1)};
    return bytes && isNumber && !place.id.isEmpty() ? std::optional(place) : std::nullopt;
}

} // namespace

JobRepository::JobRepository(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::shared_ptr<JobRepository>> JobRepository::open(const StorePlace &place,
                                                           const std::shared_ptr<const Clock> &clock,
                                                           std::shared_ptr<ProgramMetrics> metrics,
                                                           std::optional<Error> *notice)
{
    auto database =
        place.open(Storage::jobsPath(place.folder), schema(), clock, DatabaseOptions().measuredBy(std::move(metrics)));
    if (!database)
        return tl::unexpected(database.error());
    *notice = (*database)->notice();
    return std::make_shared<JobRepository>(std::move(*database));
}

DatabaseSchema JobRepository::schema()
{
    return {QCoreApplication::translate("storage", "The list of jobs"),
            0x434F4A4F, // "COJO"
            {{1,
              {QStringLiteral(
                   "CREATE TABLE jobs(id TEXT PRIMARY KEY, request TEXT NOT NULL, state TEXT NOT NULL, caller TEXT "
                   "NOT NULL, idempotency_key TEXT, created_at INTEGER NOT NULL, started_at INTEGER, "
                   "finished_at INTEGER, report_id TEXT, error TEXT)"),
               QStringLiteral("CREATE UNIQUE INDEX jobs_key ON jobs(caller, idempotency_key) "
                              "WHERE idempotency_key IS NOT NULL"),
               QStringLiteral("CREATE INDEX jobs_created ON jobs(created_at DESC)"),
               QStringLiteral("CREATE INDEX jobs_open ON jobs(state) WHERE state IN ('queued', 'running')")}},
             {2,
              {QStringLiteral("DROP INDEX jobs_created"),
               QStringLiteral("CREATE INDEX jobs_by_time ON jobs(created_at DESC, id)"),
               QStringLiteral("CREATE INDEX jobs_finished ON jobs(finished_at)")}},
             // Of jobs that several workers share: core/storage/job_claims.h.
             {3,
              {QStringLiteral("ALTER TABLE jobs ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal'"),
               QStringLiteral("ALTER TABLE jobs ADD COLUMN error_code TEXT"),
               QStringLiteral("ALTER TABLE jobs ADD COLUMN fence INTEGER NOT NULL DEFAULT 0"),
               QStringLiteral("ALTER TABLE jobs ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0"),
               QStringLiteral("ALTER TABLE jobs ADD COLUMN cancel_wanted INTEGER NOT NULL DEFAULT 0"),
               QStringLiteral("ALTER TABLE jobs ADD COLUMN worker TEXT"),
               QStringLiteral("CREATE TABLE queue_identity(number INTEGER PRIMARY KEY, id TEXT NOT NULL)")}},
             {4,
              {QStringLiteral("DROP INDEX jobs_open"),
               QStringLiteral("CREATE INDEX jobs_open_by_time ON jobs(created_at, id) "
                              "WHERE state IN ('queued', 'running')")}}}};
}

Status JobRepository::save(const Job &job)
{
    const auto use = m_database->measure("set", "jobs");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto nullable = [](const QString &text) { return text.isEmpty() ? QVariant() : QVariant(text); };
    if (!job.idempotencyKey.isEmpty()) {
        const auto other = (*connection)
                               ->scalar(QStringLiteral("SELECT id FROM jobs WHERE caller = ? AND idempotency_key = ? "
                                                       "AND id <> ?"),
                                        {job.caller, job.idempotencyKey, job.id});
        if (!other)
            return tl::unexpected(other.error());
        if (other->isValid())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("storage", "Another job has this idempotency key."));
    }
    const auto written =
        (*connection)
            ->run(QStringLiteral(
                      "INSERT INTO jobs(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
                      "request = excluded.request, state = excluded.state, started_at = excluded.started_at, "
                      "finished_at = excluded.finished_at, report_id = excluded.report_id, "
                      "error = excluded.error, priority = excluded.priority, error_code = excluded.error_code, "
                      "idempotency_key = excluded.idempotency_key")
                      .arg(Columns),
                  {job.id, QString::fromUtf8(QJsonDocument(toJson(job.request)).toJson(QJsonDocument::Compact)),
                   jobStateName(job.state), job.caller.isNull() ? QStringLiteral("") : job.caller,
                   nullable(job.idempotencyKey), timeToSql(job.createdAt), timeToSql(job.startedAt),
                   timeToSql(job.finishedAt), nullable(job.reportId), nullable(job.error),
                   jobPriorityName(job.priority),
                   job.state == JobState::Failed ? QVariant(errorCodeName(job.errorCode)) : QVariant()});
    return written ? Status() : tl::unexpected(written.error());
}

Result<Job> JobRepository::find(const QString &id) const
{
    const auto use = m_database->measure("get", "jobs");
    return oneWhere(*m_database, QStringLiteral("id = ?"), {id});
}

Result<Job> JobRepository::findByKey(const QString &caller, const QString &idempotencyKey) const
{
    const auto use = m_database->measure("get", "jobs");
    return oneWhere(*m_database, QStringLiteral("caller = ? AND idempotency_key = ?"), {caller, idempotencyKey});
}

Result<QList<Job>> JobRepository::list(int limit, int offset) const
{
    const auto use = m_database->measure("query", "jobs");
    return allOf(*m_database,
                 QStringLiteral("SELECT %1 FROM jobs ORDER BY created_at DESC, id LIMIT ? OFFSET ?").arg(Columns),
                 {limit, offset});
}

Result<JobPage> JobRepository::page(int limit, const QString &cursor) const
{
    const auto use = m_database->measure("query", "jobs");
    const auto place = cursor.isEmpty() ? std::nullopt : placeOf(cursor);
    if (!cursor.isEmpty() && !place)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "The cursor belongs to another query."));
    // Twice the time: the first is what the index is entered by.
    const auto where = place ? QStringLiteral(" WHERE created_at <= ? AND (created_at < ? OR id > ?)") : QString();
    const auto before = place ? QVariantList{place->createdAt, place->createdAt, place->id} : QVariantList();
    auto jobs = allOf(*m_database,
                      QStringLiteral("SELECT %1 FROM jobs%2 ORDER BY created_at DESC, id LIMIT ?").arg(Columns, where),
                      before + QVariantList{limit + 1}); // one more tells whether there is a next page
    if (!jobs)
        return tl::unexpected(jobs.error());
    JobPage page{*std::move(jobs), {}};
    if (page.jobs.size() > limit) {
        page.jobs.removeLast();
        page.cursor = cursorOf(page.jobs.last());
    }
    return page;
}

Result<int> JobRepository::interruptAll(const QDateTime &now)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto changed = (*connection)
                             ->run(QStringLiteral("UPDATE jobs SET state = 'interrupted', finished_at = ? "
                                                  "WHERE state IN ('queued', 'running')"),
                                   {timeToSql(now)});
    if (!changed)
        return tl::unexpected(changed.error());
    return changed->numRowsAffected();
}

Status JobRepository::removeOlderThan(const QDateTime &finishedBefore)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto removed =
        (*connection)->run(QStringLiteral("DELETE FROM jobs WHERE finished_at < ?"), {timeToSql(finishedBefore)});
    return removed ? Status() : tl::unexpected(removed.error());
}

} // namespace consultantos
