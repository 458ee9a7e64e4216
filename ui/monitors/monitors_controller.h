// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/cancellation.h"
#include "model/alert.h"
#include "model/alert_sending.h"
#include "model/monitor.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QThreadPool>

#include <functional>

class QTimer;

namespace consultantos {

struct MonitorAccess;
struct MonitorCheck;

/// Works with the monitors and alerts of the services, off the window's thread, and remembers how to undo what the user
/// did. Keeps itself up to date by what the service tells, and by looking again now and then: other processes work on the
/// same store. All signals come in the GUI thread.
class MonitorsController : public QObject {
    Q_OBJECT
public:
    /// Of the newest changes, as many alerts are read at most.
    static constexpr int AlertLimit = 2'000;

    explicit MonitorsController(const AppServices &services, QObject *parent = nullptr);
    /// Cancels what is being checked; that it ends takes as long as the check needs to see it, a tenth of a second.
    ~MonitorsController() override;

    [[nodiscard]] bool isAvailable() const { return m_access != nullptr; }
    void reload();
    [[nodiscard]] const QList<Monitor> &monitors() const { return m_monitors; }
    [[nodiscard]] const QList<MonitorAlert> &alerts() const { return m_alerts; }
    /// Of an alert, what could not be sent yet or was given up.
    [[nodiscard]] QList<AlertSending> unsentOf(const QString &alertId) const;
    [[nodiscard]] int openAlerts() const;
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }

    /// Adds it, or takes over its changes if it has an id; `done` gets what was wrong.
    void save(const Monitor &monitor, std::function<void(const Result<Monitor> &)> done);
    void remove(const QString &id);
    void setActive(const QString &id, bool isActive);
    void snooze(const QStringList &ids, const QDateTime &until);
    void dismiss(const QStringList &ids);
    void reopen(const QStringList &ids);
    /// Tries to send now what waits, one of unsentOf().
    void sendAgain(const QString &sendingId);

    /// One after another; those that are waiting already stay where they are.
    void check(const QStringList &ids);
    void cancelChecks();
    [[nodiscard]] QSet<QString> checking() const; ///< being checked or waiting for it
    [[nodiscard]] QString checkedNow() const { return m_checkedNow; }
    [[nodiscard]] int checksDone() const { return m_checksDone; } ///< of those that were asked for together
    [[nodiscard]] int checksTotal() const;

    /// What the newest undo would take back, as a sentence that says what was done; empty: nothing.
    [[nodiscard]] QString undoText() const;
    void undo();

Q_SIGNALS:
    void monitorsChanged();
    void alertsChanged();
    void checksChanged();
    void undoChanged();
    /// New alerts, or more on open ones, whoever checked.
    void news(const QList<consultantos::MonitorAlert> &raised, const QList<consultantos::MonitorAlert> &folded);
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

private:
    struct UndoStep {
        QString text;
        std::function<Status()> back;
    };
    void listen();
    /// Reads again if another program has changed something.
    void poll();
    void checkNext();
    void finishCheck(const Result<MonitorCheck> &checked);
    /// Does something to alerts on the pool and keeps how to take it back.
    void change(const QStringList &ids, const QString &text,
                const std::function<Status(const MonitorAccess &, const QString &id)> &work);
    void pushUndo(const QString &text, std::function<Status()> back);
    [[nodiscard]] const MonitorAlert *findAlert(const QString &id) const;

    const AppServices &m_services;
    std::shared_ptr<const MonitorAccess> m_access;
    QList<Monitor> m_monitors;
    QList<MonitorAlert> m_alerts;
    QList<AlertSending> m_unsent;
    qint64 m_changes = -1; ///< of the store, as of what was read last
    bool m_isLoaded = false;
    int m_query = 0;
    QTimer *m_polling = nullptr;
    QStringList m_waiting; ///< to be checked
    QString m_checkedNow;
    int m_checksDone = 0;
    QList<Error> m_checkErrors;
    QList<UndoStep> m_undo; ///< newest last
    CancellationSource m_cancel;
    /// A check waits for agents, which run on the services' pool: it must not stand in their way there.
    QThreadPool m_checkPool;
};

} // namespace consultantos
