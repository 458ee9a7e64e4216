// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/analysis_service.h"
#include "app_services.h"
#include "base/logging.h"
#include "base/secret_store.h"

#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace consultantos {

class ApiSwitch;
class LocalModels;
class MonitorRunner;
class MeasuredCache;
class PostgresServer;
class SeriesSampler;
class Upkeep;

/// Makes everything the window works with, and takes it down in the right order: services, then the pool.
class Services {
public:
    /// Puts the window away, lets the function alter the services, and shows a new window. Called on the GUI thread.
    using ReplaceWindow = std::function<void(const std::function<void(AppServices &)> &)>;

    Services();
    ~Services();
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;

    /// Opens settings, log and the stores of the data folder's engagement called `engagement`. `isOffline` holds for this
    /// session alone.
    [[nodiscard]] Status open(const QString &dataDir, const QString &engagement, const QString &store, bool isOffline);
    [[nodiscard]] AppServices &app() { return m_app; }
    /// How a change of engagement comes to the window; once there is one. Without it no change is possible.
    void setReplaceWindow(ReplaceWindow replace) { m_replaceWindow = std::move(replace); }

private:
    void startMeasuring();
    /// Lets the HTTP API, if it is on, serve these stores; adds to their notices why it can't.
    void serve(AppServices &stores);
    /// Checks the monitors of the engagement that is open, and no others any more.
    void watchMonitors();
    /// What works on the stores of one engagement; the other members are empty.
    [[nodiscard]] Result<AppServices> openStores(const QString &engagement);
    /// Any thread but the GUI's.
    [[nodiscard]] Status changeEngagement(const QString &name);

    std::unique_ptr<LogSession> m_log;
    QThreadPool m_pool;
    AnalysisOptions m_options;
    std::shared_ptr<SecretStore> m_secrets;
    std::shared_ptr<PostgresServer> m_teamServer; ///< null: the stores are files
    /// One for all engagements: two servers would be twice the memory.
    std::shared_ptr<LocalModels> m_localModels;
    ReplaceWindow m_replaceWindow;
    /// Of all engagements that were open: the last one to let go of a cache must not be a thread of the pool.
    std::vector<std::shared_ptr<CacheStore>> m_caches;
    std::shared_ptr<MeasuredCache> m_measuredCache;
    AppServices m_app;
    std::unique_ptr<SeriesSampler> m_sampler; ///< null where nothing is measured
    std::unique_ptr<ApiSwitch> m_api;
    std::unique_ptr<Upkeep> m_upkeep;
    std::unique_ptr<MonitorRunner> m_monitorRunner; ///< null: there are no monitors
};

} // namespace consultantos
