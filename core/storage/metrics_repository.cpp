// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/metrics_repository.h"

#include "storage/database.h"
#include "storage/storage.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace consultantos {
namespace {

/// Kept in files.
QString kindName(ProgramKind kind)
{
    return kind == ProgramKind::Server ? QStringLiteral("server") : QStringLiteral("window");
}

QDateTime timeOf(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::utc());
}

} // namespace

MetricsRepository::MetricsRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

DatabaseSchema MetricsRepository::schema()
{
    return {QCoreApplication::translate("storage", "The record of the program's own measurements"),
            0x434F4D45, // "COME"
            {{1,
              {QStringLiteral("CREATE TABLE samples(number INTEGER PRIMARY KEY AUTOINCREMENT, until INTEGER NOT NULL, "
                              "seconds REAL NOT NULL, body TEXT NOT NULL)"),
               QStringLiteral("CREATE INDEX samples_until ON samples(until)")}},
             {2,
              {QStringLiteral("CREATE TABLE runs(number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, "
                              "began INTEGER NOT NULL, seen INTEGER NOT NULL, ended INTEGER NOT NULL)"),
               QStringLiteral("CREATE INDEX runs_seen ON runs(seen)"),
               QStringLiteral("CREATE TABLE slow_statements(sql TEXT PRIMARY KEY, plan TEXT NOT NULL, "
                              "count INTEGER NOT NULL, worst REAL NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID")}}}};
}

Result<std::shared_ptr<MetricsRepository>> MetricsRepository::open(const QString &dataDir,
                                                                   std::shared_ptr<const Clock> clock)
{
    // 90 days take their time, and that is right: they are no slow statement of the stores.
    DatabaseOptions options;
    options.slowAfter = {};
    auto database = Database::open(Storage::metricsPath(dataDir), schema(), clock, options);
    if (!database)
        return tl::unexpected(database.error());
    return std::make_shared<MetricsRepository>(*std::move(database), std::move(clock));
}

Status MetricsRepository::append(const MetricSample &sample)
{
    return m_database->change([&](const Connection &connection) -> Status {
        const auto oldest = m_clock->nowUtc().addDays(-KeptDays).toMSecsSinceEpoch();
        if (const auto forgotten = connection.run(QStringLiteral("DELETE FROM samples WHERE until < ?"), {oldest});
            !forgotten)
            return tl::unexpected(forgotten.error());
        const auto body = QString::fromUtf8(QJsonDocument(toJson(sample)).toJson(QJsonDocument::Compact));
        if (const auto written =
                connection.run(QStringLiteral("INSERT INTO samples(until, seconds, body) VALUES(?, ?, ?)"),
                               {sample.until.toMSecsSinceEpoch(), sample.seconds, body});
            !written)
            return tl::unexpected(written.error());
        return {};
    });
}

Result<QList<MetricSample>> MetricsRepository::since(const QDateTime &from) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows =
        (*connection)
            ->run(QStringLiteral("SELECT until, seconds, body FROM samples WHERE until > ? ORDER BY until, number"),
                  {from.toMSecsSinceEpoch()});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<MetricSample> samples;
    while (rows->next()) {
        auto sample = metricSampleFromJson(QJsonDocument::fromJson(rows->value(2).toString().toUtf8()).object());
        sample.until = timeOf(rows->value(0));
        sample.seconds = rows->value(1).toDouble();
        samples.append(std::move(sample));
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return samples;
}

Status MetricsRepository::keepSlow(const QList<SlowStatement> &statements)
{
    return m_database->change([&](const Connection &connection) -> Status {
        const auto oldest = m_clock->nowUtc().addDays(-KeptDays).toMSecsSinceEpoch();
        if (const auto forgotten =
                connection.run(QStringLiteral("DELETE FROM slow_statements WHERE last < ?"), {oldest});
            !forgotten)
            return tl::unexpected(forgotten.error());
        for (const auto &one : statements) {
            const auto written = connection.run(
                QStringLiteral("INSERT INTO slow_statements(sql, plan, count, worst, last) "
                               "VALUES(?, ?, ?, ?, ?) ON CONFLICT(sql) DO UPDATE SET "
                               "plan = CASE excluded.plan WHEN '' THEN slow_statements.plan ELSE excluded.plan END, "
                               "count = slow_statements.count + excluded.count, "
                               "worst = max(slow_statements.worst, excluded.worst), "
                               "last = max(slow_statements.last, excluded.last)"),
                {one.sql, one.plan, static_cast<qint64>(one.count), one.worstSeconds, one.last.toMSecsSinceEpoch()});
            if (!written)
                return tl::unexpected(written.error());
        }
        return {};
    });
}

Result<QList<SlowStatement>> MetricsRepository::slowSince(const QDateTime &from) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT sql, plan, count, worst, last FROM slow_statements WHERE last > ? "
                                         "ORDER BY worst DESC, sql"),
                          {from.toMSecsSinceEpoch()});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<SlowStatement> statements;
    while (rows->next())
        statements.append({rows->value(0).toString(), rows->value(1).toString(), rows->value(2).toULongLong(),
                           rows->value(3).toDouble(), timeOf(rows->value(4))});
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return statements;
}

Result<qint64> MetricsRepository::beginRun(ProgramKind kind, const QDateTime &at)
{
    return m_database->change([&](const Connection &connection) -> Result<qint64> {
        const auto time = at.toMSecsSinceEpoch();
        const auto oldest = m_clock->nowUtc().addDays(-KeptDays).toMSecsSinceEpoch();
        if (const auto forgotten = connection.run(QStringLiteral("DELETE FROM runs WHERE seen < ?"), {oldest});
            !forgotten)
            return tl::unexpected(forgotten.error());
        return connection
            .scalar(QStringLiteral("INSERT INTO runs(kind, began, seen, ended) VALUES(?, ?, ?, 0) RETURNING number"),
                    {kindName(kind), time, time})
            .map([](const QVariant &number) { return number.toLongLong(); });
    });
}

Status MetricsRepository::markRun(qint64 run, const QDateTime &at, bool isEnded)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto marked = (*connection)
                            ->run(QStringLiteral("UPDATE runs SET seen = ?, ended = ? WHERE number = ?"),
                                  {at.toMSecsSinceEpoch(), isEnded ? 1 : 0, run});
    return marked ? Status() : Status(tl::unexpected(marked.error()));
}

Result<QList<ProgramRun>> MetricsRepository::runsSince(const QDateTime &from) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // The last one before tells whether what followed it was a gap.
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT kind, began, seen, ended FROM runs WHERE seen > ? OR number IN "
                                         "(SELECT max(number) FROM runs WHERE seen <= ? GROUP BY kind) "
                                         "ORDER BY began, number"),
                          {from.toMSecsSinceEpoch(), from.toMSecsSinceEpoch()});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<ProgramRun> runs;
    while (rows->next()) {
        const bool isServer = rows->value(0).toString() == kindName(ProgramKind::Server);
        runs.append({isServer ? ProgramKind::Server : ProgramKind::Window, timeOf(rows->value(1)),
                     timeOf(rows->value(2)), rows->value(3).toInt() != 0});
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return runs;
}

} // namespace consultantos
