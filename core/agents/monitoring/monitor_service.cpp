// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/monitor_service.h"

#include "agents/monitoring/alert_dispatcher.h"
#include "agents/monitoring/change_finder.h"
#include "agents/monitoring/company_watcher.h"
#include "agents/monitoring/monitor_validation.h"
#include "agents/monitoring/schedule.h"
#include "base/logging.h"
#include "evidence/fact_store.h"
#include "model/request.h"
#include "storage/monitor_repository.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qsizetype MostDetails = 50;

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString inWords(const char *text)
{
    return QCoreApplication::translate("Monitors", text);
}

/// Further news of an alert's subject: it tells the newest, and keeps what it told before.
void takeIn(MonitorAlert &alert, const MonitorAlert &news, const QDateTime &now)
{
    alert.history.append({now, QStringLiteral("folded"), {}, alert.title});
    auto details = news.details;
    details.append(alert.title);
    details += alert.details;
    details.removeDuplicates();
    details.removeAll(news.title);
    alert.details = details.mid(0, MostDetails);
    alert.title = news.title;
    alert.why = news.why;
    alert.before = news.before;
    alert.after = news.after;
    alert.change = news.change;
    alert.relative = news.relative;
    alert.evidenceIds = news.evidenceIds + alert.evidenceIds;
    alert.evidenceIds.removeDuplicates();
    auto evidence = news.evidence;
    evidence.merge(alert.evidence);
    alert.evidence = evidence;
    for (const auto &source : news.sources) {
        const bool isThere = std::any_of(alert.sources.cbegin(), alert.sources.cend(), [&](const Source &other) {
            return other.kind == source.kind && other.id == source.id;
        });
        if (!isThere)
            alert.sources.append(source);
    }
    alert.changed = now;
    ++alert.folds;
}

/// What goes to the outputs: all but what went into alerts that were put off.
QList<MonitorAlert> newsOf(const MonitorCheck &check, const QDateTime &now)
{
    auto news = check.raised;
    for (const auto &alert : check.folded) {
        if (alert.stateAt(now) == AlertState::Open)
            news.append(alert);
    }
    return news;
}

} // namespace

MonitorService::MonitorService(Parts parts)
    : m_parts(std::move(parts))
    , m_dispatcher(std::make_unique<AlertDispatcher>(m_parts.store, m_parts.sender, m_parts.clock))
    , m_holder(newId())
{
}

MonitorService::~MonitorService() = default;

Status MonitorService::valid(const Monitor &monitor) const
{
    const auto frameworks = m_parts.frameworks ? m_parts.frameworks() : AnalysisRequest::knownFrameworks();
    if (!m_parts.watcher)
        return validMonitor(monitor, std::nullopt, frameworks);
    const auto known = figures();
    return known ? validMonitor(monitor, *known, frameworks) : tl::unexpected(known.error());
}

Result<QMap<QString, QString>> MonitorService::figures() const
{
    return m_parts.watcher ? m_parts.watcher->figures() : QMap<QString, QString>();
}

Result<Monitor> MonitorService::add(Monitor monitor)
{
    const auto company = m_parts.facts->findCompany(monitor.companyId);
    if (!company)
        return tl::unexpected(company.error());
    monitor.id = newId();
    monitor.companyId = company->id;
    monitor.companyName = company->name;
    monitor.name = monitor.name.trimmed();
    if (monitor.name.isEmpty())
        monitor.name = company->name;
    monitor.created = m_parts.clock->nowUtc();
    monitor.nextCheck = monitor.isActive ? monitor.created : QDateTime();
    monitor.lastCheck = {};
    monitor.lastResult = {};
    monitor.failures = 0;
    if (const auto fit = valid(monitor); !fit)
        return tl::unexpected(fit.error());
    if (const auto stored = m_parts.store->insert(monitor); !stored)
        return tl::unexpected(stored.error());
    tell({{}, {}, true, false});
    return monitor;
}

Result<QList<Monitor>> MonitorService::monitors() const
{
    return m_parts.store->monitors();
}

Result<Monitor> MonitorService::monitor(const QString &idOrName) const
{
    auto found = m_parts.store->monitor(idOrName);
    if (found || found.error().code != ErrorCode::NotFound)
        return found;
    const auto all = m_parts.store->monitors();
    if (!all)
        return tl::unexpected(all.error());
    QList<Monitor> named;
    for (const auto &candidate : *all) {
        if (candidate.name.compare(idOrName, Qt::CaseInsensitive) == 0)
            named.append(candidate);
    }
    if (named.size() > 1)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Monitors", "Several monitors are called \"%1\".")).arg(idOrName),
                    inWords(QT_TRANSLATE_NOOP("Monitors", "Name it by its id.")));
    return named.isEmpty() ? found : Result<Monitor>(named.first());
}

Result<Monitor> MonitorService::edit(const Monitor &monitor)
{
    if (const auto fit = valid(monitor); !fit)
        return tl::unexpected(fit.error());
    const auto now = m_parts.clock->nowUtc();
    auto edited = m_parts.store->changeMonitor(monitor.id, [&](Monitor &stored) -> Status {
        const bool isRescheduled = stored.schedule != monitor.schedule;
        stored.name = monitor.name.trimmed();
        stored.watch = monitor.watch;
        stored.thresholds = monitor.thresholds;
        stored.schedule = monitor.schedule;
        stored.outputs = monitor.outputs;
        if (isRescheduled && stored.isActive)
            stored.nextCheck = nextCheckAfter(stored, now).value_or(QDateTime());
        return {};
    });
    if (edited)
        tell({{}, {}, true, false});
    return edited;
}

Status MonitorService::remove(const QString &id)
{
    const auto removed = m_parts.store->remove(id);
    if (removed)
        tell({{}, {}, true, false});
    return removed;
}

Result<Monitor> MonitorService::setActive(const QString &id, bool isActive)
{
    const auto now = m_parts.clock->nowUtc();
    auto changed = m_parts.store->changeMonitor(id, [&](Monitor &monitor) -> Status {
        if (monitor.isActive == isActive)
            return {};
        monitor.isActive = isActive;
        monitor.failures = 0;
        monitor.nextCheck = isActive ? nextCheckAfter(monitor, now).value_or(QDateTime()) : QDateTime();
        return {};
    });
    if (changed)
        tell({{}, {}, true, false});
    return changed;
}

Result<MonitorCheck> MonitorService::check(const QString &id, const CancellationToken &cancel)
{
    const auto leased = m_parts.store->lease(id, m_holder + newId(), m_parts.clock->nowUtc());
    if (!leased)
        return tl::unexpected(leased.error());
    if (!leased->monitor)
        return fail(ErrorCode::Busy, inWords(QT_TRANSLATE_NOOP("Monitors", "This monitor is being checked already.")),
                    {}, true);
    return checkLeased(*leased, cancel);
}

Result<QList<MonitorCheck>> MonitorService::checkDue(const CancellationToken &cancel)
{
    const auto all = m_parts.store->monitors();
    if (!all)
        return tl::unexpected(all.error());
    QList<MonitorCheck> checks;
    for (const auto &candidate : *all) {
        if (cancel.isCancelled())
            break;
        if (!isDue(candidate, m_parts.clock->nowUtc()))
            continue;
        const auto leased = m_parts.store->lease(candidate.id, m_holder + newId(), m_parts.clock->nowUtc());
        if (!leased) {
            if (leased.error().code == ErrorCode::NotFound) // removed since
                continue;
            return tl::unexpected(leased.error());
        }
        if (!leased->monitor)
            continue;
        // Another may have checked it between the list and the lease.
        if (!isDue(*leased->monitor, m_parts.clock->nowUtc())) {
            if (const auto released = m_parts.store->release(candidate.id, leased->holder); !released)
                return tl::unexpected(released.error());
            continue;
        }
        auto check = checkLeased(*leased, cancel);
        if (check)
            checks.append(*std::move(check));
        else if (check.error().code == ErrorCode::Cancelled)
            break;
        else
            qCWarning(lcAgents) << "monitor" << candidate.id << "was not checked:" << check.error().message;
    }
    if (const auto sent = sendDue(cancel); !sent)
        qCWarning(lcAgents) << "alerts wait to be sent:" << sent.error().message;
    return checks;
}

Result<MonitorCheck> MonitorService::checkLeased(const MonitorLease &lease, const CancellationToken &cancel)
{
    const auto began = m_parts.clock->steadyNow();
    MonitorCheck check{*lease.monitor, {}, {}};
    const auto giveBack = [&](Error error) -> Result<MonitorCheck> {
        if (const auto released = m_parts.store->release(lease.monitor->id, lease.holder); !released)
            qCWarning(lcAgents) << "a lease could not be given back:" << released.error().message;
        return tl::unexpected(std::move(error));
    };
    if (!m_parts.watcher)
        return giveBack(
            {ErrorCode::Internal, inWords(QT_TRANSLATE_NOOP("Monitors", "Nothing can be checked here.")), {}});
    const auto stored = m_parts.store->snapshot(lease.monitor->id);
    if (!stored)
        return giveBack(stored.error());
    const auto before = companySnapshotFromJson(*stored);
    const auto observed = m_parts.watcher->observe(*lease.monitor, newId(), cancel);
    CheckResult result;
    CheckRecord record;
    if (cancel.isCancelled())
        return giveBack({ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("Monitors", "The check was cancelled.")), {}});
    if (!observed) {
        result.outcome = CheckOutcome::Failed;
        result.error = observed.error().toText();
    } else {
        if (const auto folded = fold(changesOf(*lease.monitor, before, *observed), check); !folded)
            return giveBack(folded.error());
        record.snapshot = toJson(merged(before, observed->seen));
        record.alerts = check.raised + check.folded;
        result.limits = observed->limits;
        result.raised = static_cast<int>(check.raised.size());
        result.folded = static_cast<int>(check.folded.size());
        result.outcome = before.isEmpty()          ? CheckOutcome::FirstLook
                         : record.alerts.isEmpty() ? CheckOutcome::Unchanged
                                                   : CheckOutcome::Changed;
    }
    result.durationS = std::chrono::duration<double>(m_parts.clock->steadyNow() - began).count();
    check.monitor = checkedAt(*lease.monitor, m_parts.clock->nowUtc(), result);
    record.monitor = check.monitor;
    record.sendings = m_dispatcher->compose(check.monitor, newsOf(check, m_parts.clock->nowUtc()));
    if (const auto finished = m_parts.store->finish(record, lease.holder); !finished)
        return giveBack(finished.error());
    send(record.sendings, check, cancel);
    tell({check.raised, check.folded, true, !record.alerts.isEmpty()});
    return check;
}

Status MonitorService::fold(const QList<MonitorAlert> &found, MonitorCheck &check) const
{
    const auto now = m_parts.clock->nowUtc();
    for (const auto &news : found) {
        const auto same = m_parts.store->alerts({news.monitorId, {}, {}, {}, news.subject});
        if (!same)
            return tl::unexpected(same.error());
        const auto open = std::find_if(same->cbegin(), same->cend(),
                                       [](const MonitorAlert &alert) { return alert.state != AlertState::Dismissed; });
        if (open != same->cend()) {
            auto alert = *open;
            takeIn(alert, news, now);
            check.folded.append(alert);
            continue;
        }
        auto alert = news;
        alert.id = newId();
        alert.created = alert.changed = now;
        alert.history.append({now, QStringLiteral("raised"), {}, {}});
        check.raised.append(alert);
    }
    return {};
}

void MonitorService::send(const QList<AlertSending> &sendings, MonitorCheck &check, const CancellationToken &cancel)
{
    if (sendings.isEmpty())
        return;
    QStringList ids;
    for (const auto &sending : sendings)
        ids.append(sending.id);
    if (const auto sent = m_dispatcher->send(ids, cancel); !sent)
        qCWarning(lcAgents) << "alerts wait to be sent:" << sent.error().message;
    for (auto *list : {&check.raised, &check.folded}) {
        for (auto &alert : *list)
            alert = m_parts.store->alert(alert.id).value_or(alert);
    }
}

Result<int> MonitorService::sendDue(const CancellationToken &cancel)
{
    auto tried = m_dispatcher->sendDue(cancel);
    if (tried && *tried > 0)
        tell({{}, {}, false, true});
    return tried;
}

Result<qint64> MonitorService::changes() const
{
    return m_parts.store->changes();
}

Result<QList<AlertSending>> MonitorService::unsent() const
{
    return m_dispatcher->sendings();
}

Result<std::optional<AlertSending>> MonitorService::sendAgain(const QString &id, const CancellationToken &cancel)
{
    auto left = m_dispatcher->sendAgain(id, cancel);
    if (left)
        tell({{}, {}, false, true});
    return left;
}

Status MonitorService::discardSending(const QString &id)
{
    auto discarded = m_dispatcher->discard(id);
    if (discarded)
        tell({{}, {}, false, true});
    return discarded;
}

Result<std::optional<QDateTime>> MonitorService::nextDue() const
{
    const auto all = m_parts.store->monitors();
    if (!all)
        return tl::unexpected(all.error());
    const auto now = m_parts.clock->nowUtc();
    std::optional<QDateTime> next;
    for (const auto &monitor : *all) {
        if (!monitor.isActive || !monitor.nextCheck.isValid())
            continue;
        const auto due = isDue(monitor, now) ? std::min(monitor.nextCheck, now) : monitor.nextCheck;
        if (!next || due < *next)
            next = due;
    }
    return next;
}

Result<QList<MonitorAlert>> MonitorService::alerts(const AlertFilter &filter) const
{
    auto found = m_parts.store->alerts({filter.monitorId, filter.companyId, filter.since, {}, {}});
    if (!found)
        return found;
    if (filter.state) {
        const auto now = m_parts.clock->nowUtc();
        found->removeIf([&](const MonitorAlert &alert) { return alert.stateAt(now) != *filter.state; });
    }
    if (filter.limit > 0)
        *found = found->mid(0, filter.limit);
    return found;
}

Result<MonitorAlert> MonitorService::alert(const QString &id) const
{
    return m_parts.store->alert(id);
}

Result<int> MonitorService::openAlerts() const
{
    const auto open = alerts({AlertState::Open, {}, {}, {}, 0});
    return open ? Result<int>(static_cast<int>(open->size())) : tl::unexpected(open.error());
}

Result<MonitorAlert> MonitorService::change(const QString &id, const AlertEvent &event,
                                            const std::function<void(MonitorAlert &)> &work)
{
    auto changed = m_parts.store->changeAlert(id, [&](MonitorAlert &alert) -> Status {
        work(alert);
        alert.history.append(event);
        alert.changed = event.at;
        return {};
    });
    if (changed)
        tell({{}, {}, false, true});
    return changed;
}

Result<MonitorAlert> MonitorService::snooze(const QString &id, const QDateTime &until, const QString &by)
{
    const auto now = m_parts.clock->nowUtc();
    if (!until.isValid() || until <= now)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Monitors", "An alert can only be snoozed until a later time.")));
    const auto end = until.toUTC();
    return change(id, {now, QStringLiteral("snoozed"), by, end.toString(Qt::ISODate)}, [&](MonitorAlert &alert) {
        alert.state = AlertState::Snoozed;
        alert.snoozedUntil = end;
    });
}

Result<MonitorAlert> MonitorService::dismiss(const QString &id, const QString &by)
{
    return change(id, {m_parts.clock->nowUtc(), QStringLiteral("dismissed"), by, {}}, [](MonitorAlert &alert) {
        alert.state = AlertState::Dismissed;
        alert.snoozedUntil = {};
    });
}

Result<MonitorAlert> MonitorService::reopen(const QString &id, const QString &by)
{
    return change(id, {m_parts.clock->nowUtc(), QStringLiteral("reopened"), by, {}}, [](MonitorAlert &alert) {
        alert.state = AlertState::Open;
        alert.snoozedUntil = {};
    });
}

Result<AlertDigest> MonitorService::digest(const QDateTime &from, const QDateTime &to) const
{
    if (!from.isValid() || !to.isValid() || to <= from)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("Monitors", "A digest's period must end after it begins.")));
    auto found = m_parts.store->alerts({{}, {}, from, to, {}});
    if (!found)
        return tl::unexpected(found.error());
    const auto all = m_parts.store->monitors();
    if (!all)
        return tl::unexpected(all.error());
    AlertDigest digest{from.toUTC(), to.toUTC(), *std::move(found), static_cast<int>(all->size()), 0};
    std::stable_sort(
        digest.alerts.begin(), digest.alerts.end(),
        [](const MonitorAlert &left, const MonitorAlert &right) { return left.companyName < right.companyName; });
    digest.failing = static_cast<int>(
        std::count_if(all->cbegin(), all->cend(), [](const Monitor &monitor) { return monitor.failures > 0; }));
    return digest;
}

void MonitorService::setListener(Listener listener)
{
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

void MonitorService::tell(const News &news) const
{
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener)
        m_listener(news);
}

} // namespace consultantos
