// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/logging.h"

#include <QThreadPool>

#include <functional>
#include <memory>

namespace consultantos {

/// Makes everything the window works with, and takes it down in the right order: services, then the pool.
class Services {
public:
    Services();
    ~Services();
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;

    /// How the program puts a window on other services in the place of this one; called in a thread of the pool.
    using Replace = std::function<void(const std::function<void(AppServices &)> &change)>;

    /// Opens settings and log of the data folder and the stores of the engagement (empty: the data folder's own).
    /// `isOffline` holds for this session alone.
    [[nodiscard]] Status open(const QString &dataDir, const QString &engagement, bool isOffline);
    void onEngagementOpened(Replace replace) { m_replace = std::move(replace); }
    [[nodiscard]] AppServices &app() { return m_app; }

private:
    [[nodiscard]] static Status openStores(AppServices &app, const QString &engagement);
    [[nodiscard]] Status changeEngagement(const QString &name);

    std::unique_ptr<LogSession> m_log;
    QThreadPool m_pool;
    AppServices m_app;
    Replace m_replace;
};

} // namespace consultantos
