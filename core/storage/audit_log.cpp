// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/audit_log.h"

#include "storage/connection.h"
#include "storage/database.h"

#include <QTimeZone>

namespace consultantos {

AuditLog::AuditLog(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

Status AuditLog::append(const AuditEntry &entry)
{
    return append(QList<AuditEntry>{entry});
}

Status AuditLog::append(const QList<AuditEntry> &entries)
{
    const auto use = m_database->measure("set", "audit");
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    QList<QVariantList> rows;
    for (const auto &entry : entries)
        rows.append({entry.at.toMSecsSinceEpoch(), text(entry.actor), text(entry.action), text(entry.object),
                     text(entry.engagement), text(entry.outcome), text(entry.origin)});
    return m_database->change([&](const Connection &connection) {
        return connection.runAll(QStringLiteral("INSERT INTO audit(at, actor, action, object, engagement, outcome, "
                                                "origin) VALUES(?, ?, ?, ?, ?, ?, ?)"),
                                 rows);
    });
}

Result<QList<AuditEntry>> AuditLog::list(int limit, const QString &actor) const
{
    const auto use = m_database->measure("query", "audit");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto columns =
        QStringLiteral("SELECT number, at, actor, action, object, engagement, outcome, origin FROM audit");
    auto rows = actor.isEmpty() ? (*connection)->run(columns + QStringLiteral(" ORDER BY number DESC LIMIT ?"), {limit})
                                : (*connection)
                                      ->run(columns + QStringLiteral(" WHERE actor = ? ORDER BY number DESC LIMIT ?"),
                                            {actor, limit});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<AuditEntry> entries;
    while (rows->next())
        entries.append({rows->value(0).toLongLong(),
                        QDateTime::fromMSecsSinceEpoch(rows->value(1).toLongLong(), QTimeZone::utc()),
                        rows->value(2).toString(), rows->value(3).toString(), rows->value(4).toString(),
                        rows->value(5).toString(), rows->value(6).toString(), rows->value(7).toString()});
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return entries;
}

} // namespace consultantos
