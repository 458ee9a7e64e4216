// SPDX-License-Identifier: GPL-3.0-or-later
#include "recent/recent_desk.h"

#include "base/logging.h"
#include "storage/report_repository.h"
#include "storage/upkeep/retention_rules.h"
#include "widgets/async.h"

#include <algorithm>
#include <memory>

namespace consultantos {

namespace {

/// The reports among what the engagement keeps; those that are gone meanwhile are left out.
QList<RecentReport> pinnedOf(const ReportRepository &reports, const QString &folder)
{
    const auto kept = EngagementRetention(folder).kept();
    if (!kept) {
        qCWarning(lcApp).noquote() << "what is pinned isn't known:" << kept.error().toText();
        return {};
    }
    QList<ReportSummary> summaries;
    for (const auto &id : *kept) {
        if (auto summary = reports.summary(id); summary && !summary->deletedAt)
            summaries.append(*std::move(summary));
    }
    std::sort(summaries.begin(), summaries.end(),
              [](const auto &left, const auto &right) { return left.createdAt > right.createdAt; });
    QList<RecentReport> pinned;
    for (const auto &summary : summaries)
        pinned.append({summary.id, summary.companyName});
    return pinned;
}

} // namespace

RecentDesk::RecentDesk(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void RecentDesk::load()
{
    struct Loaded {
        RecentItems items;
        QList<RecentReport> pinned;
    };
    using Answer = std::shared_ptr<const Loaded>;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, folder = m_services.storeFolder]() -> Answer {
            return std::make_shared<const Loaded>(Loaded{RecentItems::load(folder), pinnedOf(*reports, folder)});
        },
        [this](const Answer &loaded) {
            // What was used while it was read comes first.
            auto items = loaded->items;
            for (auto it = m_items.reports.rbegin(); it != m_items.reports.rend(); ++it)
                items.noteReport(*it);
            for (auto it = m_items.companies.rbegin(); it != m_items.companies.rend(); ++it)
                items.noteCompany(*it);
            m_items = items;
            m_pinned = loaded->pinned;
            Q_EMIT changed();
        });
}

QSet<QString> RecentDesk::pinnedIds() const
{
    QSet<QString> ids;
    for (const auto &report : m_pinned)
        ids.insert(report.id);
    return ids;
}

void RecentDesk::noteReport(const RecentReport &report)
{
    m_items.noteReport(report);
    save();
}

void RecentDesk::forgetReport(const QString &id)
{
    m_items.forgetReport(id);
    save();
}

void RecentDesk::noteCompany(const QString &name)
{
    m_items.noteCompany(name);
    save();
}

void RecentDesk::noteCommands(const QStringList &keys)
{
    if (keys == m_items.commands)
        return;
    m_items.commands = keys;
    save();
}

void RecentDesk::pinCompany(const QString &name, bool isPinned)
{
    m_items.pinCompany(name, isPinned);
    save();
}

void RecentDesk::pinReports(const QStringList &ids, bool isPinned)
{
    struct Outcome {
        QList<RecentReport> pinned;
        Status done;
    };
    using Answer = std::shared_ptr<const Outcome>;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, folder = m_services.storeFolder, ids, isPinned]() -> Answer {
            const EngagementRetention retention(folder);
            auto outcome = std::make_shared<Outcome>();
            for (const auto &id : ids) {
                if (outcome->done)
                    outcome->done = retention.keep(id, isPinned);
            }
            outcome->pinned = pinnedOf(*reports, folder);
            return outcome;
        },
        [this](const Answer &outcome) {
            m_pinned = outcome->pinned;
            Q_EMIT changed();
            if (!outcome->done)
                Q_EMIT failed(outcome->done.error());
        });
}

void RecentDesk::save()
{
    Q_EMIT changed();
    m_writer.write(m_services.pool, [folder = m_services.storeFolder, items = m_items] {
        if (const auto saved = items.save(folder); !saved)
            qCWarning(lcApp).noquote() << "recent items aren't kept:" << saved.error().toText();
    });
}

} // namespace consultantos
