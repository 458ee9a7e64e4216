// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"

#include <QThread>

#include <memory>

namespace consultantos {

class MonitorService;

/// Checks what is due, in a thread of its own, for as long as it lives: in the window and in `serve`. Looks every half
/// minute, so that a machine that slept, a clock that was set and monitors of other processes are noticed. Its end cancels
/// the check under way and takes no longer than that does.
class MonitorRunner {
public:
    explicit MonitorRunner(std::shared_ptr<MonitorService> service);
    ~MonitorRunner();
    MonitorRunner(const MonitorRunner &) = delete;
    MonitorRunner &operator=(const MonitorRunner &) = delete;

private:
    void run() const;

    std::shared_ptr<MonitorService> m_service;
    CancellationSource m_stop;
    std::unique_ptr<QThread> m_thread;
};

} // namespace consultantos
