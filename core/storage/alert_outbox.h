// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/alert_sending.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace consultantos {

class Connection;
class Database;

/// The right to send something, of one holder at a time.
struct SendingLease {
    std::optional<AlertSending> sending; ///< empty: another has it, or it is no longer due
    QString holder;
    /// Who had it before never said what came of it: it may have gone out.
    bool wasInterrupted = false;
};

/// What monitors have still to send, in the store of their alerts: written in the transaction that writes the alerts, taken
/// by one process at a time, gone once it has arrived. Thread-safe; every call does I/O, never from the window's thread.
class AlertOutbox {
public:
    explicit AlertOutbox(std::shared_ptr<Database> database);

    /// Those that will be tried again by their next try, then those given up.
    [[nodiscard]] Result<QList<AlertSending>> sendings() const;
    /// NotFound: it has arrived, or there was none.
    [[nodiscard]] Result<AlertSending> sending(const QString &id) const;
    /// Ids of those whose next try has come, the longest due first.
    [[nodiscard]] Result<QStringList> due(const QDateTime &now) const;

    /// For `holder` alone for LeaseTime, if it is due and nobody else has it.
    [[nodiscard]] Result<SendingLease> take(const QString &id, const QString &holder, const QDateTime &now);
    /// It has arrived: nobody will send it again. Busy if the lease was lost.
    [[nodiscard]] Status settle(const QString &id, const QString &holder);
    /// Puts it back as it is now and gives the lease back. Busy if the lease was lost: another's word stands then.
    [[nodiscard]] Status putBack(const AlertSending &sending, const QString &holder);

    /// Due at once, with all its tries before it again. Busy while it is being sent.
    [[nodiscard]] Result<AlertSending> retry(const QString &id, const QDateTime &now);
    /// It won't be sent. Also fine if there was none; Busy while it is being sent.
    [[nodiscard]] Status discard(const QString &id, const QDateTime &now);
    /// Forgets those given up that were made before `before`.
    [[nodiscard]] Status forgetGivenUp(const QDateTime &before);

    /// Within a transaction of the same store.
    [[nodiscard]] static Status write(const Connection &connection, const AlertSending &sending);
    /// The statements that make its tables: a step of the store's schema.
    [[nodiscard]] static QStringList tables();

    /// How long a lease lasts: longer than any sending.
    static constexpr std::chrono::minutes LeaseTime{15};

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
