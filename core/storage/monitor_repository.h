// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/alert.h"
#include "model/alert_sending.h"
#include "model/monitor.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace consultantos {

class AlertOutbox;
class Database;
class ProgramMetrics;
struct DatabaseSchema;
struct StorePlace;

/// Which alerts are looked for; what is empty bounds nothing.
struct AlertSelection {
    QString monitorId;
    QString companyId;
    QDateTime changedSince;
    QDateTime changedBefore;
    QString subject;
};

/// The right to check a monitor, of one holder at a time.
struct MonitorLease {
    std::optional<Monitor> monitor; ///< as it was when the lease was taken; empty: another has it
    QString holder;
};

/// What a check leaves behind.
struct CheckRecord {
    Monitor monitor;                ///< its times, result and failures
    QJsonObject snapshot;           ///< what was seen; empty: that of before stays
    QList<MonitorAlert> alerts{};   ///< new, or in place of those of the same id
    QList<AlertSending> sendings{}; ///< where the alerts have to go
};

/// The monitors of one engagement with what they saw last, their alerts, and the leases by which one process at a time
/// checks a monitor. Thread-safe; every call does I/O, never from the window's thread.
class MonitorRepository {
public:
    explicit MonitorRepository(std::shared_ptr<Database> database);
    /// Of the engagement whose stores are in `folder`. `notice` is told what the user must know of the file.
    [[nodiscard]] static Result<std::shared_ptr<MonitorRepository>> open(const StorePlace &place,
                                                                         const std::shared_ptr<const Clock> &clock,
                                                                         std::shared_ptr<ProgramMetrics> metrics,
                                                                         std::optional<Error> *notice);
    [[nodiscard]] static DatabaseSchema schema();
    [[nodiscard]] static QString path(const QString &folder);

    [[nodiscard]] Status insert(const Monitor &monitor);
    /// By name, then id.
    [[nodiscard]] Result<QList<Monitor>> monitors() const;
    /// NotFound if there is none.
    [[nodiscard]] Result<Monitor> monitor(const QString &id) const;
    /// Reads, changes and writes in one transaction: nothing that others wrote in between is lost. What `change` fails
    /// with is returned, and nothing written.
    [[nodiscard]] Result<Monitor> changeMonitor(const QString &id, const std::function<Status(Monitor &)> &change);
    /// Also fine if there was none. Its snapshot goes with it, its alerts stay.
    [[nodiscard]] Status remove(const QString &id);

    /// For `holder` alone for LeaseTime, if nobody else has it. A lease that has expired is nobody's, as its holder died; so is
    /// one that ends later than any lease could, as a clock was wrong.
    [[nodiscard]] Result<MonitorLease> lease(const QString &id, const QString &holder, const QDateTime &now);
    [[nodiscard]] Status release(const QString &id, const QString &holder);
    /// Writes what a check left and gives the lease back, in one transaction. Busy if the lease was lost to another holder
    /// meanwhile, NotFound if the monitor was removed: nothing is written then. Of `monitor` only what a check changes is
    /// taken over: an edit in between stays.
    [[nodiscard]] Status finish(const CheckRecord &record, const QString &holder);
    /// What the last check saw; empty if none did.
    [[nodiscard]] Result<QJsonObject> snapshot(const QString &monitorId) const;

    /// The last changed first.
    [[nodiscard]] Result<QList<MonitorAlert>> alerts(const AlertSelection &selection) const;
    [[nodiscard]] Result<MonitorAlert> alert(const QString &id) const;
    /// As changeMonitor().
    [[nodiscard]] Result<MonitorAlert> changeAlert(const QString &id,
                                                   const std::function<Status(MonitorAlert &)> &change);

    /// How long a lease lasts: longer than any check.
    static constexpr std::chrono::minutes LeaseTime{15};

    /// Grows with every change of monitors, alerts and what is to be sent, by any process: cheap to ask for.
    [[nodiscard]] Result<qint64> changes() const;
    /// What its checks have still to send.
    [[nodiscard]] std::shared_ptr<AlertOutbox> outbox() const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
