// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/metrics_repository.h"

#include "storage/database.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimeZone>

namespace consultantos {

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
               QStringLiteral("CREATE INDEX samples_until ON samples(until)")}}}};
}

Status MetricsRepository::append(const MetricSample &sample)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto transaction = Transaction::begin(**connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto oldest = m_clock->nowUtc().addDays(-KeptDays).toMSecsSinceEpoch();
    if (const auto forgotten = (*connection)->run(QStringLiteral("DELETE FROM samples WHERE until < ?"), {oldest});
        !forgotten)
        return tl::unexpected(forgotten.error());
    const auto body = QString::fromUtf8(QJsonDocument(toJson(sample)).toJson(QJsonDocument::Compact));
    if (const auto written = (*connection)
                                 ->run(QStringLiteral("INSERT INTO samples(until, seconds, body) VALUES(?, ?, ?)"),
                                       {sample.until.toMSecsSinceEpoch(), sample.seconds, body});
        !written)
        return tl::unexpected(written.error());
    return transaction->commit();
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
        sample.until = QDateTime::fromMSecsSinceEpoch(rows->value(0).toLongLong(), QTimeZone::utc());
        sample.seconds = rows->value(1).toDouble();
        samples.append(std::move(sample));
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return samples;
}

} // namespace consultantos
