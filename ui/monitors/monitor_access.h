// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/monitoring/monitor_service.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/alert.h"
#include "model/monitor.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace consultantos {

/// A figure that a line can be drawn for.
struct WatchedFigure {
    QString id;    ///< as in FigureLine
    QString title; ///< e.g. "Operating margin"
    QString unit;  ///< of model/units.h; "currency" for amounts in the reporting currency, "currency/shares" per share
};

/// Monitors and their alerts as the window works with them; see MonitorService for what each function means. They do I/O:
/// called on a pool, thread-safe. Optional ones are empty where the program has no such part.
struct MonitorAccess {
    std::shared_ptr<MonitorService> service; ///< behind it, for the program; the window works with the functions
    std::function<Result<QList<Monitor>>()> monitors;
    std::function<Result<Monitor>(const Monitor &)> add;
    std::function<Result<Monitor>(const Monitor &)> edit;
    std::function<Status(const QString &id)> remove;
    /// Takes back a removal: the monitor as it was, with what its checks had seen.
    std::function<Status(const Monitor &)> restore;
    std::function<Result<Monitor>(const QString &id, bool isActive)> setActive;
    std::function<Result<MonitorCheck>(const QString &id, const CancellationToken &)> check;
    std::function<Result<QList<MonitorAlert>>(const AlertFilter &)> alerts;
    std::function<Result<MonitorAlert>(const QString &id, const QDateTime &until)> snooze;
    std::function<Result<MonitorAlert>(const QString &id)> dismiss;
    std::function<Result<MonitorAlert>(const QString &id)> reopen;
    /// What could not be sent to an output yet, or was given up. Optional.
    std::function<Result<QList<AlertSending>>()> unsent;
    /// Tries it now; empty: it has arrived. Optional.
    std::function<Result<std::optional<AlertSending>>(const QString &sendingId, const CancellationToken &)> sendAgain;
    /// Grows with every change by any program: cheap to ask again and again. Optional.
    std::function<Result<qint64>()> changes;
    std::function<Result<AlertDigest>(const QDateTime &from, const QDateTime &to)> digest;
    /// As "html", which is whole and loads nothing, "md" or "json". Optional.
    std::function<Result<QByteArray>(const AlertDigest &, const QString &format)> writeDigest;
    /// Sends a test to the webhook and the addresses, whatever the monitor watches. Optional.
    std::function<Status(const MonitorOutputs &, const CancellationToken &)> testOutputs;
    std::function<Result<QList<WatchedFigure>>()> figures;
    /// Of news, from the thread that did it; replaces the one before. An empty one takes `owner`'s own away, not that of a
    /// window that has come after it. Doesn't do I/O.
    std::function<void(const void *owner, MonitorService::Listener)> setListener;
};

} // namespace consultantos
