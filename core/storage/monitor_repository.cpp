// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/monitor_repository.h"

#include "model/binary_codec.h"
#include "storage/alert_outbox.h"
#include "storage/change_counter.h"
#include "storage/connection.h"
#include "storage/kept_list.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>

namespace consultantos {

template <>
struct BinaryFields<AlertSelection> {
    static auto of(auto &value)
    {
        return std::tie(value.monitorId, value.companyId, value.changedSince, value.changedBefore, value.subject);
    }
};
static_assert(NamesEveryField<AlertSelection>);

namespace {

// In memory, with their texts, about.
constexpr qint64 EachMonitor = 2'000;
constexpr qint64 EachAlert = 4'000;

QVariant sqlTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

tl::unexpected<Error> noSuchMonitor()
{
    return fail(ErrorCode::NotFound, QCoreApplication::translate("storage", "There is no such monitor."));
}

tl::unexpected<Error> noSuchAlert()
{
    return fail(ErrorCode::NotFound, QCoreApplication::translate("storage", "There is no such alert."));
}

template <typename T>
Result<QList<T>> allOf(const Connection &connection, const QString &sql, const QVariantList &values,
                       Result<T> (*read)(const QJsonObject &))
{
    auto rows = connection.run(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<T> found;
    while (rows->next()) {
        auto value = read(objectOf(rows->value(0)));
        if (!value)
            return tl::unexpected(value.error());
        found.append(std::move(*value));
    }
    if (const auto status = connection.statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return found;
}

Result<Monitor> readMonitor(const Connection &connection, const QString &id)
{
    const auto body = connection.scalar(QStringLiteral("SELECT body FROM monitors WHERE id = ?"), {id});
    if (!body)
        return tl::unexpected(body.error());
    return body->isValid() ? monitorFromJson(objectOf(*body)) : noSuchMonitor();
}

Result<MonitorAlert> readAlert(const Connection &connection, const QString &id)
{
    const auto body = connection.scalar(QStringLiteral("SELECT body FROM alerts WHERE id = ?"), {id});
    if (!body)
        return tl::unexpected(body.error());
    return body->isValid() ? monitorAlertFromJson(objectOf(*body)) : noSuchAlert();
}

Status write(const Connection &connection, const Monitor &monitor)
{
    const auto written =
        connection.run(QStringLiteral("INSERT INTO monitors(id, name, body) VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE "
                                      "SET name = excluded.name, body = excluded.body"),
                       {monitor.id, monitor.name, textOf(toJson(monitor))});
    return written ? Status() : tl::unexpected(written.error());
}

Status write(const Connection &connection, const MonitorAlert &alert)
{
    const auto written = connection.run(
        QStringLiteral("INSERT INTO alerts(id, monitor, company, subject, changed, body) VALUES(?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET changed = excluded.changed, body = excluded.body"),
        {alert.id, alert.monitorId, alert.companyId, alert.subject, sqlTime(alert.changed), textOf(toJson(alert))});
    return written ? Status() : tl::unexpected(written.error());
}

/// An alert that a check raised or added to. What a user did with it since the check read it stays, but that a dismissal then
/// came too early: he didn't see this news.
Status writeFound(const Connection &connection, MonitorAlert alert)
{
    if (const auto stored = readAlert(connection, alert.id)) {
        auto history = stored->history;
        history.append(alert.history.last());
        alert.history = history;
        alert.state = stored->state == AlertState::Dismissed ? AlertState::Open : stored->state;
        alert.snoozedUntil = alert.state == AlertState::Snoozed ? stored->snoozedUntil : QDateTime();
    } else if (stored.error().code != ErrorCode::NotFound) {
        return tl::unexpected(stored.error());
    }
    return write(connection, alert);
}

Result<QList<MonitorAlert>> readAlerts(const Connection &connection, const AlertSelection &selection)
{
    QStringList conditions{QStringLiteral("1 = 1")};
    QVariantList values;
    const auto add = [&](bool isGiven, const QString &condition, const QVariant &value) {
        if (!isGiven)
            return;
        conditions.append(condition);
        values.append(value);
    };
    add(!selection.monitorId.isEmpty(), QStringLiteral("monitor = ?"), selection.monitorId);
    add(!selection.companyId.isEmpty(), QStringLiteral("company = ?"), selection.companyId);
    add(selection.changedSince.isValid(), QStringLiteral("changed >= ?"), sqlTime(selection.changedSince));
    add(selection.changedBefore.isValid(), QStringLiteral("changed < ?"), sqlTime(selection.changedBefore));
    add(!selection.subject.isEmpty(), QStringLiteral("subject = ?"), selection.subject);
    return allOf<MonitorAlert>(connection,
                               QStringLiteral("SELECT body FROM alerts WHERE %1 ORDER BY changed DESC, id")
                                   .arg(conditions.join(QStringLiteral(" AND "))),
                               values, monitorAlertFromJson);
}

} // namespace

MonitorRepository::MonitorRepository(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

QString MonitorRepository::path(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("monitors.db"));
}

Result<std::shared_ptr<MonitorRepository>> MonitorRepository::open(const StorePlace &place,
                                                                   const std::shared_ptr<const Clock> &clock,
                                                                   std::shared_ptr<ProgramMetrics> metrics,
                                                                   std::optional<Error> *notice)
{
    auto options = DatabaseOptions().measuredBy(std::move(metrics));
    options.queries = QueryCache::inMemory(clock);
    auto database = place.open(path(place.folder), schema(), clock, options);
    if (!database)
        return tl::unexpected(database.error());
    *notice = (*database)->notice();
    return std::make_shared<MonitorRepository>(std::move(*database));
}

DatabaseSchema MonitorRepository::schema()
{
    return {QCoreApplication::translate("storage", "The list of monitors"),
            0x434F4D4E, // "COMN"
            {{1,
              {QStringLiteral("CREATE TABLE monitors(id TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT NOT NULL, "
                              "holder TEXT, lease_until INTEGER)"),
               QStringLiteral("CREATE INDEX monitors_name ON monitors(name, id)"),
               QStringLiteral("CREATE TABLE snapshots(monitor TEXT PRIMARY KEY REFERENCES monitors(id) ON DELETE "
                              "CASCADE, body TEXT NOT NULL)"),
               QStringLiteral("CREATE TABLE alerts(id TEXT PRIMARY KEY, monitor TEXT NOT NULL, company TEXT NOT NULL, "
                              "subject TEXT NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL)"),
               QStringLiteral("CREATE INDEX alerts_changed ON alerts(changed DESC, id)"),
               QStringLiteral("CREATE INDEX alerts_monitor ON alerts(monitor, changed DESC, id)"),
               QStringLiteral("CREATE INDEX alerts_company ON alerts(company, changed DESC, id)")}},
             countedListsMigration(2, {QStringLiteral("monitors"), QStringLiteral("alerts")}),
             {3, AlertOutbox::tables()}}};
}

std::shared_ptr<AlertOutbox> MonitorRepository::outbox() const
{
    return std::make_shared<AlertOutbox>(m_database);
}

Status MonitorRepository::insert(const Monitor &monitor)
{
    const auto use = m_database->measure("set", "monitors");
    return m_database->change([&](const Connection &connection) -> Status { return write(connection, monitor); });
}

Result<qint64> MonitorRepository::changes() const
{
    return countedChanges(*m_database);
}

Result<QList<Monitor>> MonitorRepository::monitors() const
{
    const auto use = m_database->measure("query", "monitors");
    return keptList<QList<Monitor>>(
        *m_database, "monitors", "all",
        [](const Connection &connection) {
            return allOf<Monitor>(connection, QStringLiteral("SELECT body FROM monitors ORDER BY name, id"), {},
                                  monitorFromJson);
        },
        [](const QList<Monitor> &monitors) { return monitors.size() * EachMonitor; });
}

Result<Monitor> MonitorRepository::monitor(const QString &id) const
{
    const auto use = m_database->measure("get", "monitors");
    const auto connection = m_database->connection();
    return connection ? readMonitor(**connection, id) : tl::unexpected(connection.error());
}

Result<Monitor> MonitorRepository::changeMonitor(const QString &id, const std::function<Status(Monitor &)> &change)
{
    const auto use = m_database->measure("set", "monitors");
    return m_database->change([&](const Connection &connection) -> Result<Monitor> {
        auto monitor = readMonitor(connection, id);
        if (!monitor)
            return monitor;
        if (const auto changed = change(*monitor); !changed)
            return tl::unexpected(changed.error());
        const auto written = write(connection, *monitor);
        if (!written)
            return tl::unexpected(written.error());
        return monitor;
    });
}

Status MonitorRepository::remove(const QString &id)
{
    const auto use = m_database->measure("delete", "monitors");
    return m_database->change([&](const Connection &connection) -> Status {
        const auto removed = connection.run(QStringLiteral("DELETE FROM monitors WHERE id = ?"), {id});
        return removed ? Status() : tl::unexpected(removed.error());
    });
}

Result<MonitorLease> MonitorRepository::lease(const QString &id, const QString &holder, const QDateTime &now)
{
    const auto use = m_database->measure("set", "monitors");
    return m_database->change([&](const Connection &connection) -> Result<MonitorLease> {
        const auto until = now.addMSecs(std::chrono::milliseconds(LeaseTime).count());
        // Not just behind `until`: whoever has it may have taken it a moment after `now` was looked up.
        const auto beyond = until.addMSecs(std::chrono::milliseconds(LeaseTime).count());
        const auto taken =
            connection.run(QStringLiteral("UPDATE monitors SET holder = ?, lease_until = ? WHERE id = ? AND "
                                          "(holder IS NULL OR lease_until <= ? OR lease_until > ?)"),
                           {holder, sqlTime(until), id, sqlTime(now), sqlTime(beyond)});
        if (!taken)
            return tl::unexpected(taken.error());
        const bool isTaken = taken->numRowsAffected() > 0;
        auto monitor = readMonitor(connection, id);
        if (!monitor)
            return tl::unexpected(monitor.error());
        return MonitorLease{isTaken ? std::optional(*std::move(monitor)) : std::nullopt, holder};
    });
}

Status MonitorRepository::release(const QString &id, const QString &holder)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto given = (*connection)
                           ->run(QStringLiteral("UPDATE monitors SET holder = NULL, lease_until = NULL WHERE id = ? "
                                                "AND holder = ?"),
                                 {id, holder});
    return given ? Status() : tl::unexpected(given.error());
}

Status MonitorRepository::finish(const CheckRecord &record, const QString &holder)
{
    const auto use = m_database->measure("batch_set", "alerts");
    use.countBatch(record.alerts.size());
    return m_database->change([&](const Connection &connection) -> Status {
        const auto &checked = record.monitor;
        auto stored = readMonitor(connection, checked.id);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto given = connection.run(QStringLiteral("UPDATE monitors SET holder = NULL, lease_until = NULL "
                                                         "WHERE id = ? AND holder = ?"),
                                          {checked.id, holder});
        if (!given)
            return tl::unexpected(given.error());
        if (given->numRowsAffected() == 0)
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("storage", "Another program took the check over; this one's "
                                                               "result was dropped."),
                        {}, true);
        const bool isRescheduled = stored->schedule != checked.schedule || stored->isActive != checked.isActive;
        stored->lastCheck = checked.lastCheck;
        stored->lastResult = checked.lastResult;
        stored->failures = checked.failures;
        if (!isRescheduled)
            stored->nextCheck = checked.nextCheck;
        auto done = write(connection, *stored);
        if (done && !record.snapshot.isEmpty()) {
            const auto written =
                connection.run(QStringLiteral("INSERT INTO snapshots(monitor, body) VALUES(?, ?) ON CONFLICT(monitor) "
                                              "DO UPDATE SET body = excluded.body"),
                               {checked.id, textOf(record.snapshot)});
            done = written ? Status() : tl::unexpected(written.error());
        }
        for (const auto &alert : record.alerts) {
            if (done)
                done = writeFound(connection, alert);
        }
        for (const auto &sending : record.sendings) {
            if (done)
                done = AlertOutbox::write(connection, sending);
        }
        return done;
    });
}

Result<QJsonObject> MonitorRepository::snapshot(const QString &monitorId) const
{
    const auto use = m_database->measure("get", "monitors");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto body =
        (*connection)->scalar(QStringLiteral("SELECT body FROM snapshots WHERE monitor = ?"), {monitorId});
    if (!body)
        return tl::unexpected(body.error());
    return objectOf(*body);
}

Result<QList<MonitorAlert>> MonitorRepository::alerts(const AlertSelection &selection) const
{
    const auto use = m_database->measure("query", "alerts");
    return keptList<QList<MonitorAlert>>(
        *m_database, "alerts", toBinary(selection),
        [&selection](const Connection &connection) { return readAlerts(connection, selection); },
        [](const QList<MonitorAlert> &alerts) { return alerts.size() * EachAlert; });
}

Result<MonitorAlert> MonitorRepository::alert(const QString &id) const
{
    const auto use = m_database->measure("get", "alerts");
    const auto connection = m_database->connection();
    return connection ? readAlert(**connection, id) : tl::unexpected(connection.error());
}

Result<MonitorAlert> MonitorRepository::changeAlert(const QString &id,
                                                    const std::function<Status(MonitorAlert &)> &change)
{
    const auto use = m_database->measure("set", "alerts");
    return m_database->change([&](const Connection &connection) -> Result<MonitorAlert> {
        auto alert = readAlert(connection, id);
        if (!alert)
            return alert;
        if (const auto changed = change(*alert); !changed)
            return tl::unexpected(changed.error());
        const auto written = write(connection, *alert);
        if (!written)
            return tl::unexpected(written.error());
        return alert;
    });
}

} // namespace consultantos
