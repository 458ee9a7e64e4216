// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "base/logging.h"

#include <QThreadPool>

#include <memory>

namespace consultantos {

/// Makes everything the window works with, and takes it down in the right order: services, then the pool.
class Services {
public:
    Services();
    ~Services();
    Services(const Services &) = delete;
    Services &operator=(const Services &) = delete;

    /// Opens settings, log and stores of the data folder. `isOffline` holds for this session alone.
    [[nodiscard]] Status open(const QString &dataDir, bool isOffline);
    [[nodiscard]] AppServices &app() { return m_app; }

private:
    std::unique_ptr<LogSession> m_log;
    QThreadPool m_pool;
    AppServices m_app;
};

} // namespace consultantos
