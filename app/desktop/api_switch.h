// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <memory>
#include <mutex>

namespace consultantos {

class ApiServer;

/// The HTTP API of the window program, on or off as the settings say. Thread-safe; use() and apply() wait for the server.
class ApiSwitch {
public:
    explicit ApiSwitch(QString dataDir);
    /// What is under way is answered, what waits is kept as interrupted.
    ~ApiSwitch();
    ApiSwitch(const ApiSwitch &) = delete;
    ApiSwitch &operator=(const ApiSwitch &) = delete;

    /// Serves these stores from here on, in place of others.
    ApiState use(const AppServices &stores, const Settings &settings);
    /// Starts, ends or moves the server if the settings want another one than there is.
    ApiState apply(const Settings &settings);
    [[nodiscard]] ApiState state() const;

private:
    struct Served;
    ApiState start(const Settings &settings);

    const QString m_dataDir;
    mutable std::mutex m_mutex;       ///< of m_state
    std::mutex m_changing;            ///< of the rest
    std::unique_ptr<Served> m_served; ///< null: nothing yet
    std::unique_ptr<ApiServer> m_server;
    quint16 m_port = 0; ///< that it was told
    ApiState m_state;
};

} // namespace consultantos
