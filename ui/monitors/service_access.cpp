// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/service_access.h"

#include "agents/monitoring/alert_sender.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "storage/monitor_repository.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <mutex>

namespace consultantos {

namespace {

/// Removes monitors and brings them back as they were: with what their last check saw, or the next one would be a first
/// look that finds nothing.
class RemovedMonitors {
public:
    explicit RemovedMonitors(MonitorAccessParts parts)
        : m_parts(std::move(parts))
    {
    }

    Status remove(const QString &id)
    {
        const auto seen = m_parts.store->snapshot(id);
        auto removed = m_parts.service->remove(id);
        if (removed && seen) {
            const std::lock_guard lock(m_mutex);
            m_seen.insert(id, *seen);
        }
        return removed;
    }

    Status restore(const Monitor &monitor)
    {
        if (auto inserted = m_parts.store->insert(monitor); !inserted)
            return inserted;
        const auto seen = [&] {
            const std::lock_guard lock(m_mutex);
            return m_seen.take(monitor.id);
        }();
        if (seen.isEmpty())
            return {};
        const auto holder = QStringLiteral("undo");
        const auto lease = m_parts.store->lease(monitor.id, holder, m_parts.clock->nowUtc());
        if (!lease)
            return tl::unexpected(lease.error());
        // Taken by a check in this very moment: that one is the first look then.
        if (!lease->monitor)
            return {};
        return m_parts.store->finish({monitor, seen, {}}, holder);
    }

private:
    MonitorAccessParts m_parts;
    std::mutex m_mutex;
    QHash<QString, QJsonObject> m_seen; ///< by id
};

/// Whose listener the service has.
struct Ears {
    std::mutex mutex;
    const void *owner = nullptr;
};

QString unitOf(Measure measure)
{
    switch (measure) {
    case Measure::Money:
        return QStringLiteral("currency");
    case Measure::PerShare:
        return QStringLiteral("currency/shares");
    case Measure::Shares:
        break;
    }
    return QStringLiteral("shares");
}

Result<QList<WatchedFigure>> watchedFigures(const MonitorService &service, const QString &resourceDir)
{
    const auto titles = service.figures();
    if (!titles)
        return tl::unexpected(titles.error());
    const QDir folder(resourceDir);
    const auto concepts = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!concepts)
        return tl::unexpected(concepts.error());
    const auto formulas = FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), *concepts);
    if (!formulas)
        return tl::unexpected(formulas.error());
    QList<WatchedFigure> figures;
    for (auto title = titles->cbegin(); title != titles->cend(); ++title) {
        WatchedFigure figure{title.key(), title.value(), {}};
        if (const auto *formula = formulas->find(figure.id))
            figure.unit = formula->unit;
        else if (const auto *line = concepts->find(figure.id))
            figure.unit = unitOf(line->measure);
        figures.append(figure);
    }
    std::sort(figures.begin(), figures.end(), [](const WatchedFigure &left, const WatchedFigure &right) {
        return left.title.localeAwareCompare(right.title) < 0;
    });
    return figures;
}

/// An alert that says of itself that it is none.
Status sendTest(const AlertSender &sender, const MonitorOutputs &outputs, const QDateTime &now,
                const CancellationToken &cancel)
{
    Monitor monitor;
    monitor.id = QStringLiteral("test");
    monitor.name = QCoreApplication::translate("MonitorAccess", "Test");
    monitor.companyName = monitor.name;
    monitor.outputs = outputs;
    MonitorAlert alert;
    alert.id = alert.monitorId = monitor.id;
    alert.monitorName = alert.companyName = monitor.name;
    alert.title = QCoreApplication::translate("MonitorAccess", "This is a test of ConsultantOS; nothing has changed.");
    alert.created = alert.changed = now;
    for (auto &sending : sender.compose(monitor, {alert})) {
        sending.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (auto delivered = sender.deliver(sending, cancel); !delivered)
            return delivered;
    }
    return {};
}

} // namespace

std::shared_ptr<const MonitorAccess> monitorAccess(const MonitorAccessParts &parts)
{
    const auto service = parts.service;
    const auto removed = std::make_shared<RemovedMonitors>(parts);
    auto access = std::make_shared<MonitorAccess>();
    access->service = service;
    access->monitors = [service] { return service->monitors(); };
    access->add = [service](const Monitor &monitor) { return service->add(monitor); };
    access->edit = [service](const Monitor &monitor) { return service->edit(monitor); };
    access->remove = [removed](const QString &id) { return removed->remove(id); };
    access->restore = [removed](const Monitor &monitor) { return removed->restore(monitor); };
    access->setActive = [service](const QString &id, bool isActive) { return service->setActive(id, isActive); };
    access->check = [service](const QString &id, const CancellationToken &cancel) {
        return service->check(id, cancel);
    };
    access->alerts = [service](const AlertFilter &filter) { return service->alerts(filter); };
    access->snooze = [service](const QString &id, const QDateTime &until) { return service->snooze(id, until); };
    access->dismiss = [service](const QString &id) { return service->dismiss(id); };
    access->reopen = [service](const QString &id) { return service->reopen(id); };
    access->unsent = [service] { return service->unsent(); };
    access->sendAgain = [service](const QString &id, const CancellationToken &cancel) {
        return service->sendAgain(id, cancel);
    };
    access->changes = [service] { return service->changes(); };
    access->digest = [service](const QDateTime &from, const QDateTime &to) { return service->digest(from, to); };
    access->writeDigest = parts.writeDigest;
    if (parts.sender) {
        access->testOutputs = [sender = parts.sender, clock = parts.clock](const MonitorOutputs &outputs,
                                                                           const CancellationToken &cancel) {
            return sendTest(*sender, outputs, clock->nowUtc(), cancel);
        };
    }
    access->figures = [service, resourceDir = parts.resourceDir] { return watchedFigures(*service, resourceDir); };
    access->setListener = [service, ears = std::make_shared<Ears>()](const void *owner,
                                                                     MonitorService::Listener listener) {
        const std::lock_guard lock(ears->mutex);
        if (!listener && ears->owner != owner)
            return;
        ears->owner = listener ? owner : nullptr;
        service->setListener(std::move(listener));
    };
    return access;
}

} // namespace consultantos
