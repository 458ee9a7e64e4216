// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/alert_dispatcher.h"

#include "agents/monitoring/alert_sender.h"
#include "base/logging.h"
#include "storage/alert_outbox.h"
#include "storage/monitor_repository.h"

#include <QCoreApplication>
#include <QSet>
#include <QUuid>

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr auto OfflinePause = 15min;
constexpr std::chrono::seconds LongestPause = 24h;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Monitors", text);
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool isStillWanted(const Monitor &monitor, const AlertSending &sending)
{
    return sending.isWebhook() ? monitor.outputs.webhook == sending.address
                               : monitor.outputs.mails.contains(sending.to);
}

/// When it is tried again after `error`; invalid: not at all.
QDateTime nextTry(const AlertSending &sending, const Error &error, const QDateTime &now)
{
    if (!sending.isWebhook() && !error.isTurnedAway)
        return {};
    std::optional<std::chrono::seconds> pause = OfflinePause;
    if (error.code != ErrorCode::Offline)
        pause = sendingDelay(sending.attempts);
    if (!pause)
        return {};
    if (error.retryAfter)
        pause = std::clamp(std::chrono::ceil<std::chrono::seconds>(*error.retryAfter), *pause, LongestPause);
    const auto next = now.addSecs(pause->count());
    return next <= sending.created.addSecs(std::chrono::seconds(AlertDispatcher::LongestWait).count()) ? next
                                                                                                       : QDateTime();
}

} // namespace

std::optional<std::chrono::seconds> sendingDelay(int attempts)
{
    constexpr std::array<std::chrono::seconds, 8> Pauses{1min, 5min, 15min, 1h, 3h, 6h, 12h, 24h};
    const auto index = static_cast<std::size_t>(std::max(attempts, 1)) - 1;
    return index < Pauses.size() ? std::optional(Pauses[index]) : std::nullopt;
}

/// What a try came to.
struct AlertDispatcher::Outcome {
    bool wasTried = false;
    bool hasFailed = false;
    bool isCancelled = false;
};

AlertDispatcher::AlertDispatcher(std::shared_ptr<MonitorRepository> store, std::shared_ptr<const AlertSender> sender,
                                 std::shared_ptr<const Clock> clock)
    : m_store(std::move(store))
    , m_outbox(m_store->outbox())
    , m_sender(std::move(sender))
    , m_clock(std::move(clock))
{
}

AlertDispatcher::~AlertDispatcher() = default;

QList<AlertSending> AlertDispatcher::compose(const Monitor &monitor, const QList<MonitorAlert> &alerts) const
{
    if (!m_sender || alerts.isEmpty())
        return {};
    auto sendings = m_sender->compose(monitor, alerts);
    for (auto &sending : sendings) {
        sending.id = newId();
        sending.created = sending.nextTry = m_clock->nowUtc();
    }
    return sendings;
}

Result<int> AlertDispatcher::send(const QStringList &ids, const CancellationToken &cancel)
{
    if (!m_sender)
        return 0;
    int tried = 0;
    // A server that doesn't answer is waited for once, not for each alert that wants to get to it.
    QSet<QString> silent;
    for (const auto &id : ids) {
        if (cancel.isCancelled())
            break;
        const auto waiting = m_outbox->sending(id);
        if (!waiting) {
            if (waiting.error().code == ErrorCode::NotFound) // sent or discarded elsewhere
                continue;
            // One that a newer program wrote, or that is damaged, must not hold up those behind it.
            if (waiting.error().code == ErrorCode::Malformed || waiting.error().code == ErrorCode::NewerVersion) {
                qCWarning(lcAgents) << "an alert waits that can't be read:" << id << waiting.error().message;
                continue;
            }
            return tl::unexpected(waiting.error());
        }
        const auto place = waiting->isWebhook() ? waiting->address : waiting->to;
        if (silent.contains(place))
            continue;
        const auto lease = m_outbox->take(id, newId(), m_clock->nowUtc());
        if (!lease)
            return tl::unexpected(lease.error());
        if (!lease->sending)
            continue;
        const auto outcome = attempt(*lease, cancel);
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (outcome->isCancelled)
            break;
        tried += outcome->wasTried ? 1 : 0;
        if (outcome->hasFailed)
            silent.insert(place);
    }
    return tried;
}

Result<AlertDispatcher::Outcome> AlertDispatcher::attempt(const SendingLease &lease, const CancellationToken &cancel)
{
    auto sending = *lease.sending;
    const auto monitor = m_store->monitor(sending.monitorId);
    if (!monitor && monitor.error().code != ErrorCode::NotFound) {
        // Not tried: a lease that ran out would say that it may have gone out.
        (void)m_outbox->putBack(sending, lease.holder);
        return tl::unexpected(monitor.error());
    }
    if (!monitor || !isStillWanted(*monitor, sending)) {
        const auto note = inWords(QT_TRANSLATE_NOOP("Monitors", "The monitor no longer sends there."));
        return settle(lease, note, false).map([] { return Outcome(); });
    }
    const bool isFirst = !sending.lastTry.isValid();
    Status delivered;
    if (lease.wasInterrupted && !sending.isWebhook())
        delivered = fail(ErrorCode::Internal, inWords(QT_TRANSLATE_NOOP("Monitors", "The program ended while the mail "
                                                                                    "was sent: it may have arrived.")));
    else
        delivered = m_sender->deliver(sending, cancel);
    if (delivered)
        return settle(lease, {}, true).map([] { return Outcome{true, false, false}; });
    const auto &error = delivered.error();
    if (error.code == ErrorCode::Cancelled && (sending.isWebhook() || error.isTurnedAway))
        return m_outbox->putBack(sending, lease.holder).map([] { return Outcome{false, false, true}; });
    sending.lastTry = m_clock->nowUtc();
    sending.attempts += error.code == ErrorCode::Offline ? 0 : 1;
    sending.error = error.message;
    sending.nextTry = nextTry(sending, error, sending.lastTry);
    qCWarning(lcAgents) << "alerts were not sent:" << error.message;
    if (const auto put = m_outbox->putBack(sending, lease.holder); !put) {
        if (put.error().code != ErrorCode::Busy)
            return tl::unexpected(put.error());
        return Outcome{true, true, false};
    }
    // The first failure and the last: those between are in the sending.
    if (isFirst || sending.isGivenUp())
        tellAlerts(sending, QStringLiteral("unsent"), sending.to + QStringLiteral(": ") + sending.error);
    return Outcome{true, true, error.code == ErrorCode::Cancelled};
}

Status AlertDispatcher::settle(const SendingLease &lease, const QString &note, bool isSent)
{
    const auto &sending = *lease.sending;
    const auto settled = m_outbox->settle(sending.id, lease.holder);
    if (!settled && settled.error().code != ErrorCode::Busy)
        return settled;
    tellAlerts(sending, isSent ? QStringLiteral("sent") : QStringLiteral("unsent"),
               isSent ? sending.to : sending.to + QStringLiteral(": ") + note);
    return {};
}

void AlertDispatcher::tellAlerts(const AlertSending &sending, const QString &what, const QString &note) const
{
    const AlertEvent event{m_clock->nowUtc(), what, {}, note};
    for (const auto &id : sending.alertIds) {
        const auto changed = m_store->changeAlert(id, [&](MonitorAlert &stored) -> Status {
            stored.history.append(event);
            return {};
        });
        if (!changed && changed.error().code != ErrorCode::NotFound)
            qCWarning(lcAgents) << "an alert's history lacks a sending:" << changed.error().message;
    }
}

Result<int> AlertDispatcher::sendDue(const CancellationToken &cancel)
{
    if (!m_sender)
        return 0;
    const auto now = m_clock->nowUtc();
    const auto forgotten =
        m_outbox->forgetGivenUp(now.addSecs(-std::chrono::seconds(LongestWait + ShownGivenUp).count()));
    if (!forgotten)
        return tl::unexpected(forgotten.error());
    const auto due = m_outbox->due(now);
    return due ? send(*due, cancel) : tl::unexpected(due.error());
}

Result<QList<AlertSending>> AlertDispatcher::sendings() const
{
    return m_outbox->sendings();
}

Result<std::optional<AlertSending>> AlertDispatcher::sendAgain(const QString &id, const CancellationToken &cancel)
{
    if (const auto due = m_outbox->retry(id, m_clock->nowUtc()); !due)
        return tl::unexpected(due.error());
    if (const auto sent = send({id}, cancel); !sent)
        return tl::unexpected(sent.error());
    auto left = m_outbox->sending(id);
    if (left)
        return std::optional(*std::move(left));
    if (left.error().code == ErrorCode::NotFound)
        return std::optional<AlertSending>();
    return tl::unexpected(left.error());
}

Status AlertDispatcher::discard(const QString &id)
{
    return m_outbox->discard(id, m_clock->nowUtc());
}

} // namespace consultantos
