// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/alert_sending.h"
#include "model/monitor.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace consultantos {

class AlertOutbox;
class AlertSender;
class MonitorRepository;
struct MonitorAlert;
struct SendingLease;

/// How long after try `attempts` (1, 2, …) the next one comes: 1, 5, 15 minutes, 1, 3, 6, 12, 24 hours; empty after the
/// ninth, which is the last.
[[nodiscard]] std::optional<std::chrono::seconds> sendingDelay(int attempts);

/// Sends what monitors raised, and again what could not be sent: with growing pauses, at most nine times and no longer than
/// LongestWait; while offline, nothing is tried and the tries aren't used up. Of all processes on one store one sends a thing.
/// A webhook is sent again under the same Idempotency-Key when its answer was lost; a mail isn't, as nobody would know it for
/// a repetition. Thread-safe; every call does I/O.
class AlertDispatcher {
public:
    /// `sender` null: nothing is sent, and what waits stays.
    AlertDispatcher(std::shared_ptr<MonitorRepository> store, std::shared_ptr<const AlertSender> sender,
                    std::shared_ptr<const Clock> clock);
    ~AlertDispatcher();

    /// What has to go out of `alerts`: due at once, to be stored with them. Does no I/O.
    [[nodiscard]] QList<AlertSending> compose(const Monitor &monitor, const QList<MonitorAlert> &alerts) const;
    /// Tries those of `ids` that are due. How many were tried. What became of each is in its alerts' history and, if it
    /// hasn't arrived, in sendings().
    [[nodiscard]] Result<int> send(const QStringList &ids, const CancellationToken &cancel);
    /// All that are due, and forgets what was given up long ago.
    [[nodiscard]] Result<int> sendDue(const CancellationToken &cancel);

    /// As AlertOutbox::sendings().
    [[nodiscard]] Result<QList<AlertSending>> sendings() const;
    /// Now. Empty if it has arrived; otherwise as it stands.
    [[nodiscard]] Result<std::optional<AlertSending>> sendAgain(const QString &id, const CancellationToken &cancel);
    /// It won't be sent.
    [[nodiscard]] Status discard(const QString &id);

    static constexpr std::chrono::hours LongestWait{7 * 24};
    static constexpr std::chrono::hours ShownGivenUp{30 * 24};

private:
    struct Outcome;
    [[nodiscard]] Result<Outcome> attempt(const SendingLease &lease, const CancellationToken &cancel);
    [[nodiscard]] Status settle(const SendingLease &lease, const QString &note, bool isSent);
    void tellAlerts(const AlertSending &sending, const QString &what, const QString &note) const;

    std::shared_ptr<MonitorRepository> m_store;
    std::shared_ptr<AlertOutbox> m_outbox;
    std::shared_ptr<const AlertSender> m_sender;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
