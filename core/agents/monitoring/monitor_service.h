// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/alert.h"
#include "model/alert_sending.h"
#include "model/monitor.h"

#include <QList>
#include <QMap>
#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace consultantos {

class AlertDispatcher;
class AlertSender;
class CompanyWatcher;
class FactStore;
class MonitorRepository;
struct MonitorLease;

/// What was checked, and what came of it.
struct MonitorCheck {
    Monitor monitor; ///< as it is after the check
    QList<MonitorAlert> raised;
    QList<MonitorAlert> folded;
};

/// Which alerts are wanted; everything empty: all of them.
struct AlertFilter {
    std::optional<AlertState> state; ///< as it stands now
    QString monitorId;
    QString companyId;
    QDateTime since; ///< UTC, changed then or later
    int limit = 0;   ///< 0: all
};

/// Monitors and their alerts: the one door for the window, the command line and the server. Thread-safe; every call does
/// I/O, never from the window's thread. Of all processes on one store, one checks a monitor at a time.
class MonitorService {
public:
    struct Parts {
        std::shared_ptr<MonitorRepository> store;
        std::shared_ptr<const FactStore> facts;
        std::shared_ptr<const CompanyWatcher> watcher; ///< null: nothing can be checked, all else works
        std::shared_ptr<const AlertSender> sender;     ///< null: alerts stay in the list
        std::shared_ptr<const Clock> clock;
        std::function<QStringList()> frameworks{}; ///< ids of those that there are; empty: those of the program
    };
    /// What listeners are told: from the thread that did it.
    struct News {
        QList<MonitorAlert> raised;
        QList<MonitorAlert> folded;
        bool areMonitorsChanged = false;
        bool areAlertsChanged = false;
    };
    using Listener = std::function<void(const News &)>;

    explicit MonitorService(Parts parts);
    ~MonitorService();

    /// With id, times and the company's name filled in; `companyId` may be a name, ticker or CIK. InvalidArgument says what
    /// is wrong with it. Its first check is due at once, so that later ones have something to compare with.
    [[nodiscard]] Result<Monitor> add(Monitor monitor);
    /// By name, then id.
    [[nodiscard]] Result<QList<Monitor>> monitors() const;
    /// By id, or by name where one has it alone.
    [[nodiscard]] Result<Monitor> monitor(const QString &idOrName) const;
    /// Takes over name, watch, thresholds, schedule and outputs; the rest is the program's.
    [[nodiscard]] Result<Monitor> edit(const Monitor &monitor);
    /// Its alerts stay.
    [[nodiscard]] Status remove(const QString &id);
    /// Paused, it isn't due. Resumed, it is due at its next regular time.
    [[nodiscard]] Result<Monitor> setActive(const QString &id, bool isActive);

    /// Now, whatever its schedule says. Busy if it is being checked already; the check's own failure is in the monitor's
    /// last result, not an error of this function. Cancelled leaves everything as it was.
    [[nodiscard]] Result<MonitorCheck> check(const QString &id, const CancellationToken &cancel = {});
    /// All that are due, one after another; those being checked elsewhere are left out. Then sends what is due of
    /// unsent().
    [[nodiscard]] Result<QList<MonitorCheck>> checkDue(const CancellationToken &cancel = {});
    /// When the next active monitor is due; empty where there is none. In the past: now.
    [[nodiscard]] Result<std::optional<QDateTime>> nextDue() const;

    /// The newest change first.
    [[nodiscard]] Result<QList<MonitorAlert>> alerts(const AlertFilter &filter = {}) const;
    [[nodiscard]] Result<MonitorAlert> alert(const QString &id) const;
    /// How many are open now: the badge.
    [[nodiscard]] Result<int> openAlerts() const;
    [[nodiscard]] Result<MonitorAlert> snooze(const QString &id, const QDateTime &until, const QString &by = {});
    [[nodiscard]] Result<MonitorAlert> dismiss(const QString &id, const QString &by = {});
    [[nodiscard]] Result<MonitorAlert> reopen(const QString &id, const QString &by = {});
    /// Of alerts that changed from `from` until before `to`.
    [[nodiscard]] Result<AlertDigest> digest(const QDateTime &from, const QDateTime &to) const;

    /// What could not be sent yet or was given up; see AlertDispatcher for when it is tried again.
    [[nodiscard]] Result<QList<AlertSending>> unsent() const;
    /// Tries what is due of it; how many were tried.
    [[nodiscard]] Result<int> sendDue(const CancellationToken &cancel = {});
    /// Now, also what was given up. Empty if it has arrived; otherwise as it stands. NotFound, Busy.
    [[nodiscard]] Result<std::optional<AlertSending>> sendAgain(const QString &id,
                                                                const CancellationToken &cancel = {});
    /// It won't be sent.
    [[nodiscard]] Status discardSending(const QString &id);

    /// Grows with every change of what this service tells, by any process on the store; cheap.
    [[nodiscard]] Result<qint64> changes() const;

    /// The figures that can be watched, by id, with what they are called.
    [[nodiscard]] Result<QMap<QString, QString>> figures() const;

    /// Replaces the one before; empty: none. Once this returns, the one before isn't called any more.
    void setListener(Listener listener);

private:
    [[nodiscard]] Status valid(const Monitor &monitor) const;
    [[nodiscard]] Result<MonitorAlert> change(const QString &id, const AlertEvent &event,
                                              const std::function<void(MonitorAlert &)> &work);
    [[nodiscard]] Result<MonitorCheck> checkLeased(const MonitorLease &lease, const CancellationToken &cancel);
    /// New alerts, and open ones that take news of their subject in.
    [[nodiscard]] Status fold(const QList<MonitorAlert> &found, MonitorCheck &check) const;
    void send(const QList<AlertSending> &sendings, MonitorCheck &check, const CancellationToken &cancel);
    void tell(const News &news) const;

    Parts m_parts;
    std::unique_ptr<AlertDispatcher> m_dispatcher;
    QString m_holder;                             ///< of leases: this object in this process
    mutable std::recursive_mutex m_listenerMutex; ///< listeners may call back
    Listener m_listener;
};

} // namespace consultantos
