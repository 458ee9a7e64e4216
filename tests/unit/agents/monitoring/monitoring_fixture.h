// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/monitoring/company_watcher.h"
#include "agents/monitoring/monitor_service.h"
#include "evidence/facts_importer.h"
#include "evidence/local_fact_store.h"
#include "storage/monitor_repository.h"
#include "storage/storage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimeZone>

#include <atomic>
#include <memory>

namespace consultantos {

/// A clock that stands still until it is set.
class SetClock final : public Clock {
public:
    [[nodiscard]] QDateTime nowUtc() const override
    {
        return QDateTime::fromMSecsSinceEpoch(m_now.load(), QTimeZone::utc());
    }
    [[nodiscard]] std::chrono::nanoseconds steadyNow() const override
    {
        return std::chrono::milliseconds(m_now.load());
    }
    void set(const QDateTime &now) { m_now = now.toMSecsSinceEpoch(); }
    void pass(std::chrono::seconds time) { m_now += std::chrono::milliseconds(time).count(); }

private:
    std::atomic<qint64> m_now{1'760'000'000'000};
};

/// The file or folder of another place: a link where links are, else (on Windows, whose shortcuts are files) a copy.
inline void bring(const QString &from, const QString &to)
{
#ifdef Q_OS_WIN
    if (!QFileInfo(from).isDir()) {
        QFile::copy(from, to);
        return;
    }
    QDir().mkpath(to);
    for (const auto &entry : QDir(from).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        bring(from + QLatin1Char('/') + entry, to + QLatin1Char('/') + entry);
#else
    QFile::link(from, to);
#endif
}

/// The program's resources without its starter facts, so that what a company reports comes from a test's imports alone.
inline QString resourcesWithoutStarterFacts(const QTemporaryDir &folder)
{
    const QDir real(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QDir copy(folder.filePath(QStringLiteral("resources")));
    copy.mkpath(QStringLiteral("starter/facts"));
    for (const auto &entry : real.entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        if (entry != QLatin1String("starter"))
            bring(real.filePath(entry), copy.filePath(entry));
    }
    bring(real.filePath(QStringLiteral("starter/companies.json")),
          copy.filePath(QStringLiteral("starter/companies.json")));
    return copy.path();
}

/// Stores, a company watcher and a service over them, all real.
struct MonitoringFixture {
    QTemporaryDir folder;
    QString resources = resourcesWithoutStarterFacts(folder);
    std::shared_ptr<SetClock> clock = std::make_shared<SetClock>();
    Storage storage;
    std::shared_ptr<LocalFactStore> facts;
    std::shared_ptr<MonitorRepository> store;
    std::shared_ptr<CompanyWatcher> watcher;
    std::unique_ptr<MonitorService> service;

    [[nodiscard]] Status open(
        std::function<Result<Report>(const AnalysisRequest &, const CancellationToken &)> analyse = {},
        std::shared_ptr<const AlertSender> sender = {})
    {
        auto opened = Storage::open(folder.path(), clock);
        if (!opened)
            return tl::unexpected(opened.error());
        storage = std::move(*opened);
        auto loaded = LocalFactStore::load(resources, storage.facts);
        if (!loaded)
            return tl::unexpected(loaded.error());
        facts = *loaded;
        std::optional<Error> notice;
        auto monitors = MonitorRepository::open(folder.path(), clock, nullptr, &notice);
        if (!monitors)
            return tl::unexpected(monitors.error());
        store = *monitors;
        CompanyWatcher::Parts parts;
        parts.facts = facts;
        parts.documents = storage.documents;
        parts.resourceDir = resources;
        parts.clock = clock;
        parts.analyse = std::move(analyse);
        watcher = std::make_shared<CompanyWatcher>(std::move(parts));
        service =
            std::make_unique<MonitorService>(MonitorService::Parts{store, facts, watcher, std::move(sender), clock});
        return {};
    }

    [[nodiscard]] Result<FactsImport> import(const QString &path) const
    {
        return FactsImporter(storage.facts, facts).importFile(path);
    }
};

inline QString testData(const QString &path)
{
    const auto root =
        qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
    return QDir(root).filePath(path);
}

inline Monitor monitorFor(const QString &company)
{
    Monitor monitor;
    monitor.companyId = company;
    return monitor;
}

} // namespace consultantos
