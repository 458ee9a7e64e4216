// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/egress_ledger.h"

#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "storage/database.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace consultantos {
namespace {

struct Where {
    QString sql = QStringLiteral(" WHERE 1 = 1");
    QVariantList values;

    void add(const QString &condition, const QVariantList &bound)
    {
        sql += QStringLiteral(" AND ") + condition;
        values += bound;
    }
};

/// In a sorted list kinds are looked at as requests come in their order; summed up, an index finds them.
Where whereOf(const EgressFilter &filter, bool isSorted)
{
    Where where;
    if (filter.from)
        where.add(QStringLiteral("sent_at >= ?"), {filter.from->toMSecsSinceEpoch()});
    if (filter.until)
        where.add(QStringLiteral("sent_at < ?"), {filter.until->toMSecsSinceEpoch()});
    if (!filter.host.isEmpty())
        where.add(QStringLiteral("host = ?"), {filter.host});
    if (!filter.kind.isEmpty() && !isSorted)
        where.add(QStringLiteral("(kind = ? OR (kind >= ? AND kind < ?))"),
                  {filter.kind, filter.kind + QLatin1Char('.'), filter.kind + QLatin1Char('/')});
    else if (!filter.kind.isEmpty())
        where.add(QStringLiteral("(kind = ? OR substr(kind, 1, ?) = ?)"),
                  {filter.kind, filter.kind.size() + 1, filter.kind + QLatin1Char('.')});
    if (!filter.reportId.isEmpty())
        where.add(QStringLiteral("report_id = ?"), {filter.reportId});
    return where;
}

EgressEntry readEntry(const QSqlQuery &row)
{
    EgressEntry entry;
    entry.when = QDateTime::fromMSecsSinceEpoch(row.value(0).toLongLong(), QTimeZone::utc());
    entry.host = row.value(1).toString();
    entry.path = row.value(2).toString();
    entry.kind = row.value(3).toString();
    entry.outcome = row.value(4).toString();
    entry.status = row.value(5).toInt();
    entry.bytesSent = row.value(6).toLongLong();
    entry.bytesReceived = row.value(7).toLongLong();
    entry.duration = std::chrono::milliseconds(row.value(8).toLongLong());
    entry.reportId = row.value(9).toString();
    return entry;
}

const QString Columns =
    QStringLiteral("sent_at, host, path, kind, outcome, status, bytes_sent, bytes_received, duration_ms, report_id");

Status write(const Database &database, const EgressEntry &entry)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // An empty text must not become NULL, as a null QString would.
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    return (*connection)
        ->run(QStringLiteral("INSERT INTO requests(%1) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").arg(Columns),
              {entry.when.toMSecsSinceEpoch(), text(entry.host), text(entry.path), text(entry.kind),
               text(entry.outcome), entry.status, entry.bytesSent, entry.bytesReceived,
               static_cast<qint64>(entry.duration.count()), text(entry.reportId)})
        .map([](const QSqlQuery &) {});
}

QString csvField(const QString &text)
{
    static const QString Special = QStringLiteral(",\"\r\n");
    const bool isSpecial = std::any_of(text.begin(), text.end(), [](QChar c) { return Special.contains(c); });
    if (!isSpecial)
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

EgressLedger::EgressLedger(std::shared_ptr<Database> database, std::shared_ptr<ProgramMetrics> metrics)
    : m_database(std::move(database))
    , m_metrics(std::move(metrics))
{
}

DatabaseSchema EgressLedger::schema()
{
    return {QCoreApplication::translate("storage", "The ledger of what left this machine"),
            0x434F4547, // "COEG"
            {{1,
              {QStringLiteral("CREATE TABLE requests(number INTEGER PRIMARY KEY AUTOINCREMENT, sent_at INTEGER NOT "
                              "NULL, host TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, outcome TEXT NOT "
                              "NULL, status INTEGER NOT NULL, bytes_sent INTEGER NOT NULL, bytes_received INTEGER NOT "
                              "NULL, duration_ms INTEGER NOT NULL, report_id TEXT NOT NULL)"),
               QStringLiteral("CREATE INDEX requests_sent ON requests(sent_at DESC)"),
               QStringLiteral("CREATE INDEX requests_report ON requests(report_id, sent_at DESC)")}},
             // With the number, by which ties go on: else what happened at one time would have to be sorted.
             {2,
              {QStringLiteral("DROP INDEX requests_sent"), QStringLiteral("DROP INDEX requests_report"),
               QStringLiteral("CREATE INDEX requests_by_time ON requests(sent_at DESC, number DESC)"),
               QStringLiteral("CREATE INDEX requests_by_report ON requests(report_id, sent_at DESC, number DESC)"),
               QStringLiteral("CREATE INDEX requests_by_host ON requests(host, sent_at DESC, number DESC)"),
               QStringLiteral("CREATE INDEX requests_by_kind ON requests(kind, sent_at DESC, number DESC)")}}}};
}

void EgressLedger::record(const EgressEntry &entry)
{
    if (m_metrics)
        m_metrics->sentOut(entry.outcome.toLatin1(), entry.bytesSent, entry.bytesReceived);
    const auto use = m_database->measure("set", "requests");
    if (const auto written = write(*m_database, entry); !written)
        qCWarning(lcStorage) << "the egress ledger misses a request to" << entry.host << ':' << written.error().message;
}

Result<QList<EgressEntry>> EgressLedger::list(const EgressFilter &filter) const
{
    const auto use = m_database->measure("query", "requests");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto where = whereOf(filter, true);
    where.values += QVariantList{filter.limit < 0 ? std::numeric_limits<int>::max() : filter.limit, filter.offset};
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT %1 FROM requests").arg(Columns) + where.sql
                              + QStringLiteral(" ORDER BY sent_at DESC, number DESC LIMIT ? OFFSET ?"),
                          where.values);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<EgressEntry> entries;
    while (rows->next())
        entries.append(readEntry(*rows));
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return entries;
}

Result<EgressTotals> EgressLedger::totals(const EgressFilter &filter) const
{
    const auto use = m_database->measure("query", "requests");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto where = whereOf(filter, false);
    auto row =
        (*connection)
            ->run(QStringLiteral("SELECT count(*), coalesce(sum(bytes_sent), 0), coalesce(sum(bytes_received), 0) "
                                 "FROM requests")
                      + where.sql,
                  where.values);
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return (*connection)->statusOf(*row).map([] { return EgressTotals(); });
    return EgressTotals{row->value(0).toLongLong(), row->value(1).toLongLong(), row->value(2).toLongLong()};
}

Result<EgressChoices> EgressLedger::choices() const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    EgressChoices choices;
    const std::pair<QLatin1String, QStringList *> columns[] = {{QLatin1String("host"), &choices.hosts},
                                                               {QLatin1String("kind"), &choices.kinds},
                                                               {QLatin1String("report_id"), &choices.reportIds}};
    for (const auto &[column, values] : columns) {
        auto rows =
            (*connection)
                ->run(QStringLiteral("SELECT DISTINCT %1 FROM requests WHERE %1 <> '' ORDER BY %1").arg(column));
        if (!rows)
            return tl::unexpected(rows.error());
        while (rows->next())
            values->append(rows->value(0).toString());
        if (auto status = (*connection)->statusOf(*rows); !status)
            return tl::unexpected(status.error());
    }
    return choices;
}

Result<QByteArray> EgressLedger::toCsv(const EgressFilter &filter) const
{
    const auto entries = list(filter);
    if (!entries)
        return tl::unexpected(entries.error());
    QByteArray csv = "when,host,path,kind,outcome,status,bytes_sent,bytes_received,duration_ms,report\r\n";
    for (const auto &entry : *entries) {
        const QStringList fields{entry.when.toUTC().toString(Qt::ISODateWithMs),
                                 csvField(entry.host),
                                 csvField(entry.path),
                                 csvField(entry.kind),
                                 csvField(entry.outcome),
                                 QString::number(entry.status),
                                 QString::number(entry.bytesSent),
                                 QString::number(entry.bytesReceived),
                                 QString::number(entry.duration.count()),
                                 csvField(entry.reportId)};
        csv += fields.join(QLatin1Char(',')).toUtf8() + "\r\n";
    }
    return csv;
}

} // namespace consultantos
