// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitors_controller.h"

#include "monitors/monitor_access.h"
#include "monitors/monitor_words.h"
#include "widgets/async.h"

#include <QTimer>

#include <algorithm>
#include <chrono>

namespace consultantos {

namespace {

using namespace std::chrono_literals;

constexpr auto PollInterval = 10s;
constexpr qsizetype UndoSteps = 50;

/// What brings an alert back into the state that it was in.
Status restoreState(const MonitorAccess &access, const MonitorAlert &alert, const QDateTime &now)
{
    const auto asStatus = [](const Result<MonitorAlert> &done) -> Status {
        if (!done)
            return tl::unexpected(done.error());
        return {};
    };
    switch (alert.stateAt(now)) {
    case AlertState::Snoozed:
        return asStatus(access.snooze(alert.id, alert.snoozedUntil));
    case AlertState::Dismissed:
        return asStatus(access.dismiss(alert.id));
    case AlertState::Open:
        break;
    }
    return asStatus(access.reopen(alert.id));
}

} // namespace

MonitorsController::MonitorsController(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_access(services.monitors)
    , m_polling(new QTimer(this))
{
    m_checkPool.setMaxThreadCount(1);
    if (!m_access)
        return;
    listen();
    m_polling->setInterval(PollInterval);
    connect(m_polling, &QTimer::timeout, this, &MonitorsController::poll);
    m_polling->start();
    reload();
}

MonitorsController::~MonitorsController()
{
    m_cancel.cancel();
    if (m_access && m_access->setListener)
        m_access->setListener(this, {});
}

void MonitorsController::listen()
{
    if (!m_access->setListener)
        return;
    // Once the destructor has taken the listener away it isn't called any more, so `this` is alive whenever it runs; and
    // what it has posted is dropped with the object.
    m_access->setListener(this, [this](const MonitorService::News &told) {
        QMetaObject::invokeMethod(
            this,
            [this, told] {
                if (!told.raised.isEmpty() || !told.folded.isEmpty())
                    Q_EMIT news(told.raised, told.folded);
                reload();
            },
            Qt::QueuedConnection);
    });
}

void MonitorsController::reload()
{
    if (!m_access)
        return;
    struct Read {
        qint64 changes = -1;
        Result<QList<AlertSending>> unsent;
        Result<QList<Monitor>> monitors;
        Result<QList<MonitorAlert>> alerts;
    };
    using Shared = std::shared_ptr<const Read>;
    runAsync(
        m_services.pool, this,
        [access = m_access]() -> Shared {
            AlertFilter filter;
            filter.limit = AlertLimit;
            // Asked before: what changes in between is read once more.
            const auto changes = access->changes ? access->changes().value_or(-1) : -1;
            return std::make_shared<const Read>(Read{changes, access->unsent ? access->unsent() : QList<AlertSending>(),
                                                     access->monitors(), access->alerts(filter)});
        },
        [this, query = ++m_query](const Shared &read) {
            if (query != m_query)
                return;
            const bool isFirst = !m_isLoaded;
            const bool isOtherUnsent = read->unsent && *read->unsent != m_unsent;
            if (isOtherUnsent)
                m_unsent = *read->unsent;
            m_changes = read->monitors && read->alerts ? read->changes : -1;
            if (read->monitors && (isFirst || *read->monitors != m_monitors)) {
                m_monitors = *read->monitors;
                Q_EMIT monitorsChanged();
            }
            m_isLoaded = m_isLoaded || (read->monitors && read->alerts);
            if (read->alerts && (isFirst || isOtherUnsent || *read->alerts != m_alerts)) {
                m_alerts = *read->alerts;
                Q_EMIT alertsChanged();
            }
            // A store that can't be read is told once, not each time that it is looked at.
            if (!read->monitors || !read->alerts) {
                if (m_polling->isActive())
                    Q_EMIT failed(read->monitors ? read->alerts.error() : read->monitors.error());
                m_polling->stop();
            } else if (!m_polling->isActive()) {
                m_polling->start();
            }
        });
}

void MonitorsController::poll()
{
    if (!m_access->changes || m_changes < 0) {
        reload();
        return;
    }
    runAsync(
        m_services.pool, this, [access = m_access] { return access->changes().value_or(-1); },
        [this](qint64 changes) {
            if (changes != m_changes)
                reload();
        });
}

QList<AlertSending> MonitorsController::unsentOf(const QString &alertId) const
{
    QList<AlertSending> found;
    std::copy_if(m_unsent.cbegin(), m_unsent.cend(), std::back_inserter(found),
                 [&](const AlertSending &sending) { return sending.alertIds.contains(alertId); });
    return found;
}

void MonitorsController::sendAgain(const QString &sendingId)
{
    if (!m_access->sendAgain)
        return;
    using Tried = std::shared_ptr<const Result<std::optional<AlertSending>>>;
    Q_EMIT message(tr("Sending …"));
    // It waits for a server, as a check does.
    runAsync(
        &m_checkPool, this,
        [access = m_access, sendingId, token = m_cancel.token()]() -> Tried {
            return std::make_shared<const Result<std::optional<AlertSending>>>(access->sendAgain(sendingId, token));
        },
        [this](const Tried &tried) {
            reload();
            // Arrived already, by another program or an earlier click.
            if (!*tried && tried->error().code != ErrorCode::NotFound)
                Q_EMIT failed(tried->error());
            else if (*tried && **tried)
                Q_EMIT message(tr("It could not be sent: %1").arg((**tried)->error));
            else
                Q_EMIT message(tr("It was sent."));
        });
}

int MonitorsController::openAlerts() const
{
    const auto now = m_services.clock->nowUtc();
    return int(std::count_if(m_alerts.begin(), m_alerts.end(),
                             [&now](const MonitorAlert &alert) { return alert.stateAt(now) == AlertState::Open; }));
}

const MonitorAlert *MonitorsController::findAlert(const QString &id) const
{
    const auto found =
        std::find_if(m_alerts.begin(), m_alerts.end(), [&id](const MonitorAlert &alert) { return alert.id == id; });
    return found == m_alerts.end() ? nullptr : &*found;
}

void MonitorsController::save(const Monitor &monitor, std::function<void(const Result<Monitor> &)> done)
{
    using Saved = std::shared_ptr<const Result<Monitor>>;
    runAsync(
        m_services.pool, this,
        [access = m_access, monitor]() -> Saved {
            return std::make_shared<const Result<Monitor>>(monitor.id.isEmpty() ? access->add(monitor)
                                                                                : access->edit(monitor));
        },
        [this, done = std::move(done), isNew = monitor.id.isEmpty()](const Saved &saved) {
            if (*saved)
                Q_EMIT message(isNew ? tr("%1 is being watched.").arg((*saved)->companyName)
                                     : tr("The monitor of %1 was changed.").arg((*saved)->companyName));
            reload();
            done(*saved);
            // The first look is what later checks are held against: the sooner, the more they see.
            if (*saved && isNew)
                check({(*saved)->id});
        });
}

void MonitorsController::remove(const QString &id)
{
    const auto found =
        std::find_if(m_monitors.begin(), m_monitors.end(), [&id](const Monitor &one) { return one.id == id; });
    if (found == m_monitors.end())
        return;
    m_waiting.removeAll(id);
    runAsync(
        m_services.pool, this, [access = m_access, id] { return access->remove(id); },
        [this, monitor = *found](const Status &removed) {
            reload();
            if (!removed) {
                Q_EMIT failed(removed.error());
                return;
            }
            pushUndo(tr("The monitor of %1 was removed; its alerts stay.").arg(monitor.companyName),
                     [access = m_access, monitor] { return access->restore(monitor); });
        });
}

void MonitorsController::setActive(const QString &id, bool isActive)
{
    using Changed = std::shared_ptr<const Result<Monitor>>;
    runAsync(
        m_services.pool, this,
        [access = m_access, id, isActive]() -> Changed {
            return std::make_shared<const Result<Monitor>>(access->setActive(id, isActive));
        },
        [this](const Changed &changed) {
            reload();
            if (!*changed)
                Q_EMIT failed(changed->error());
        });
}

void MonitorsController::change(const QStringList &ids, const QString &text,
                                const std::function<Status(const MonitorAccess &, const QString &id)> &work)
{
    QList<MonitorAlert> before;
    for (const auto &id : ids) {
        if (const auto *alert = findAlert(id))
            before.append(*alert);
    }
    if (before.isEmpty())
        return;
    struct Outcome {
        QList<MonitorAlert> changed;
        Status status;
    };
    using Shared = std::shared_ptr<const Outcome>;
    runAsync(
        m_services.pool, this,
        [access = m_access, before, work]() -> Shared {
            Outcome outcome;
            for (const auto &alert : before) {
                outcome.status = work(*access, alert.id);
                if (!outcome.status)
                    break;
                outcome.changed.append(alert);
            }
            return std::make_shared<const Outcome>(std::move(outcome));
        },
        [this, text](const Shared &outcome) {
            if (!outcome->changed.isEmpty()) {
                pushUndo(text,
                         [access = m_access, changed = outcome->changed, now = m_services.clock->nowUtc()]() -> Status {
                             for (const auto &alert : changed) {
                                 if (auto back = restoreState(*access, alert, now); !back)
                                     return back;
                             }
                             return {};
                         });
            }
            reload();
            if (!outcome->status)
                Q_EMIT failed(outcome->status.error());
        });
}

void MonitorsController::snooze(const QStringList &ids, const QDateTime &until)
{
    change(ids, tr("%n alert(s) snoozed until %1.", nullptr, int(ids.size())).arg(clockText(until)),
           [until](const MonitorAccess &access, const QString &id) -> Status {
               return access.snooze(id, until).map([](const MonitorAlert &) {});
           });
}

void MonitorsController::dismiss(const QStringList &ids)
{
    change(ids, tr("%n alert(s) dismissed.", nullptr, int(ids.size())),
           [](const MonitorAccess &access, const QString &id) -> Status {
               return access.dismiss(id).map([](const MonitorAlert &) {});
           });
}

void MonitorsController::reopen(const QStringList &ids)
{
    change(ids, tr("%n alert(s) opened again.", nullptr, int(ids.size())),
           [](const MonitorAccess &access, const QString &id) -> Status {
               return access.reopen(id).map([](const MonitorAlert &) {});
           });
}

QString MonitorsController::undoText() const
{
    return m_undo.isEmpty() ? QString() : m_undo.last().text;
}

void MonitorsController::pushUndo(const QString &text, std::function<Status()> back)
{
    m_undo.append({text, std::move(back)});
    while (m_undo.size() > UndoSteps)
        m_undo.removeFirst();
    Q_EMIT undoChanged();
}

void MonitorsController::undo()
{
    if (m_undo.isEmpty())
        return;
    const auto step = m_undo.takeLast();
    Q_EMIT undoChanged();
    runAsync(m_services.pool, this, step.back, [this](const Status &back) {
        reload();
        if (!back)
            Q_EMIT failed(back.error());
    });
}

QSet<QString> MonitorsController::checking() const
{
    QSet<QString> ids(m_waiting.begin(), m_waiting.end());
    if (!m_checkedNow.isEmpty())
        ids.insert(m_checkedNow);
    return ids;
}

int MonitorsController::checksTotal() const
{
    return m_checksDone + int(m_waiting.size()) + (m_checkedNow.isEmpty() ? 0 : 1);
}

void MonitorsController::check(const QStringList &ids)
{
    const bool isIdle = m_checkedNow.isEmpty();
    for (const auto &id : ids) {
        if (id != m_checkedNow && !m_waiting.contains(id))
            m_waiting.append(id);
    }
    if (isIdle && !m_waiting.isEmpty()) {
        m_checksDone = 0;
        m_checkErrors.clear();
        m_cancel = CancellationSource();
        checkNext();
        return;
    }
    Q_EMIT checksChanged();
}

void MonitorsController::checkNext()
{
    m_checkedNow = m_waiting.isEmpty() ? QString() : m_waiting.takeFirst();
    Q_EMIT checksChanged();
    if (m_checkedNow.isEmpty()) {
        for (const auto &error : std::as_const(m_checkErrors))
            Q_EMIT failed(error);
        return;
    }
    using Checked = std::shared_ptr<const Result<MonitorCheck>>;
    runAsync(
        &m_checkPool, this,
        [access = m_access, id = m_checkedNow, token = m_cancel.token()]() -> Checked {
            return std::make_shared<const Result<MonitorCheck>>(access->check(id, token));
        },
        [this](const Checked &checked) { finishCheck(*checked); });
}

void MonitorsController::finishCheck(const Result<MonitorCheck> &checked)
{
    ++m_checksDone;
    if (checked)
        Q_EMIT message(tr("%1 was checked: %2.").arg(checked->monitor.companyName, checkResultText(checked->monitor)));
    else if (checked.error().code == ErrorCode::Cancelled)
        Q_EMIT message(tr("The check was cancelled; nothing was changed."));
    else if (checked.error().code == ErrorCode::Busy)
        Q_EMIT message(tr("It is being checked already."));
    else
        m_checkErrors.append(checked.error());
    reload();
    checkNext();
}

void MonitorsController::cancelChecks()
{
    m_waiting.clear();
    m_cancel.cancel();
    Q_EMIT checksChanged();
}

} // namespace consultantos
