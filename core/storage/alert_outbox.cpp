// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/alert_outbox.h"

#include "storage/change_counter.h"
#include "storage/connection.h"
#include "storage/database.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {
namespace {

QVariant sqlTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

qint64 leaseMs()
{
    return std::chrono::milliseconds(AlertOutbox::LeaseTime).count();
}

Result<AlertSending> sendingOf(const QVariant &body)
{
    return alertSendingFromJson(QJsonDocument::fromJson(body.toString().toUtf8()).object());
}

tl::unexpected<Error> noSuchSending()
{
    return fail(ErrorCode::NotFound, QCoreApplication::translate("storage", "Nothing like that waits to be sent."));
}

tl::unexpected<Error> isUnderWay()
{
    return fail(ErrorCode::Busy, QCoreApplication::translate("storage", "It is being sent just now."), {}, true);
}

Result<AlertSending> read(const Connection &connection, const QString &id)
{
    const auto body = connection.scalar(QStringLiteral("SELECT body FROM sendings WHERE id = ?"), {id});
    if (!body)
        return tl::unexpected(body.error());
    return body->isValid() ? sendingOf(*body) : noSuchSending();
}

/// Whether someone has it now: a lease that ends later than any could is of a wrong clock.
Result<bool> isTaken(const Connection &connection, const QString &id, const QDateTime &now)
{
    const auto until = connection.scalar(QStringLiteral("SELECT lease_until FROM sendings WHERE id = ?"), {id});
    if (!until)
        return tl::unexpected(until.error());
    const auto left = until->toLongLong() - now.toMSecsSinceEpoch();
    return !until->isNull() && left > 0 && left <= 2 * leaseMs();
}

Status append(const Connection &connection, const QString &sql, QList<AlertSending> &found)
{
    auto rows = connection.run(sql, {});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        auto sending = sendingOf(rows->value(0));
        if (!sending)
            return tl::unexpected(sending.error());
        found.append(*std::move(sending));
    }
    return connection.statusOf(*rows);
}

} // namespace

AlertOutbox::AlertOutbox(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

QStringList AlertOutbox::tables()
{
    return {
        QStringLiteral("CREATE TABLE sendings(id TEXT PRIMARY KEY, next_try INTEGER, created INTEGER NOT NULL, body "
                       "TEXT NOT NULL, holder TEXT, lease_until INTEGER)"),
        QStringLiteral("CREATE INDEX sendings_next ON sendings(next_try, id)")};
}

Status AlertOutbox::write(const Connection &connection, const AlertSending &sending)
{
    const auto body = QString::fromUtf8(QJsonDocument(toJson(sending)).toJson(QJsonDocument::Compact));
    const auto written = connection.run(
        QStringLiteral("INSERT INTO sendings(id, next_try, created, body) VALUES(?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET next_try = excluded.next_try, body = excluded.body"),
        {sending.id, sqlTime(sending.nextTry), sqlTime(sending.created), body});
    return written ? Status() : tl::unexpected(written.error());
}

Result<QList<AlertSending>> AlertOutbox::sendings() const
{
    const auto use = m_database->measure("query", "alerts");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    QList<AlertSending> found;
    for (const auto &sql :
         {QStringLiteral("SELECT body FROM sendings WHERE next_try IS NOT NULL ORDER BY next_try, id"),
          QStringLiteral("SELECT body FROM sendings WHERE next_try IS NULL ORDER BY id")}) {
        if (const auto status = append(**connection, sql, found); !status)
            return tl::unexpected(status.error());
    }
    return found;
}

Result<AlertSending> AlertOutbox::sending(const QString &id) const
{
    const auto connection = m_database->connection();
    return connection ? read(**connection, id) : tl::unexpected(connection.error());
}

Result<QStringList> AlertOutbox::due(const QDateTime &now) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows =
        (*connection)
            ->run(QStringLiteral("SELECT id FROM sendings WHERE next_try <= ? ORDER BY next_try, id"), {sqlTime(now)});
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList ids;
    while (rows->next())
        ids.append(rows->value(0).toString());
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return ids;
}

Result<SendingLease> AlertOutbox::take(const QString &id, const QString &holder, const QDateTime &now)
{
    const auto use = m_database->measure("set", "alerts");
    return m_database->change([&](const Connection &connection) -> Result<SendingLease> {
        const auto before = connection.scalar(QStringLiteral("SELECT holder FROM sendings WHERE id = ?"), {id});
        if (!before)
            return tl::unexpected(before.error());
        const auto until = now.addMSecs(leaseMs());
        const auto taken = connection.run(
            QStringLiteral("UPDATE sendings SET holder = ?, lease_until = ? WHERE id = ? AND next_try <= ? AND "
                           "(holder IS NULL OR lease_until <= ? OR lease_until > ?)"),
            {holder, sqlTime(until), id, sqlTime(now), sqlTime(now), sqlTime(until.addMSecs(leaseMs()))});
        if (!taken)
            return tl::unexpected(taken.error());
        if (taken->numRowsAffected() == 0)
            return SendingLease{std::nullopt, holder, false};
        auto sending = read(connection, id);
        if (!sending)
            return tl::unexpected(sending.error());
        return SendingLease{*std::move(sending), holder, !before->toString().isEmpty()};
    });
}

Status AlertOutbox::settle(const QString &id, const QString &holder)
{
    const auto use = m_database->measure("delete", "alerts");
    return m_database->change([&](const Connection &connection) -> Status {
        const auto gone =
            connection.run(QStringLiteral("DELETE FROM sendings WHERE id = ? AND holder = ?"), {id, holder});
        if (!gone)
            return tl::unexpected(gone.error());
        return gone->numRowsAffected() > 0 ? countChange(connection) : isUnderWay();
    });
}

Status AlertOutbox::putBack(const AlertSending &sending, const QString &holder)
{
    const auto use = m_database->measure("set", "alerts");
    return m_database->change([&](const Connection &connection) -> Status {
        const auto given = connection.run(
            QStringLiteral("UPDATE sendings SET holder = NULL, lease_until = NULL WHERE id = ? AND holder = ?"),
            {sending.id, holder});
        if (!given)
            return tl::unexpected(given.error());
        if (given->numRowsAffected() == 0)
            return isUnderWay();
        return write(connection, sending).and_then([&] { return countChange(connection); });
    });
}

Result<AlertSending> AlertOutbox::retry(const QString &id, const QDateTime &now)
{
    return m_database->change([&](const Connection &connection) -> Result<AlertSending> {
        auto sending = read(connection, id);
        if (!sending)
            return sending;
        const auto taken = isTaken(connection, id, now);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken)
            return isUnderWay();
        sending->attempts = 0;
        sending->created = sending->nextTry = now;
        // Who asks for it knows that it may have arrived before.
        const auto freed = connection.run(
            QStringLiteral("UPDATE sendings SET holder = NULL, lease_until = NULL, created = ? WHERE id = ?"),
            {sqlTime(now), id});
        if (!freed)
            return tl::unexpected(freed.error());
        const auto written = write(connection, *sending).and_then([&] { return countChange(connection); });
        if (!written)
            return tl::unexpected(written.error());
        return sending;
    });
}

Status AlertOutbox::discard(const QString &id, const QDateTime &now)
{
    return m_database->change([&](const Connection &connection) -> Status {
        const auto taken = isTaken(connection, id, now);
        if (!taken)
            return tl::unexpected(taken.error());
        if (*taken)
            return isUnderWay();
        const auto gone = connection.run(QStringLiteral("DELETE FROM sendings WHERE id = ?"), {id});
        return gone ? countChange(connection) : tl::unexpected(gone.error());
    });
}

Status AlertOutbox::forgetGivenUp(const QDateTime &before)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto gone =
        (*connection)
            ->run(QStringLiteral("DELETE FROM sendings WHERE next_try IS NULL AND created < ?"), {sqlTime(before)});
    return gone ? Status() : tl::unexpected(gone.error());
}

} // namespace consultantos
