// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "monitors/monitor_access.h"

#include <memory>
#include <mutex>
#include <optional>

namespace consultantos::test {

/// Monitors and alerts of three companies, as they might be at `now`.
[[nodiscard]] QList<Monitor> sampleMonitors(const QDateTime &now);
[[nodiscard]] QList<MonitorAlert> sampleAlerts(const QDateTime &now);

/// A memory of monitors and alerts with the rules of MonitorService, for what the window shows of them: pictures, and states
/// that a real check doesn't come to at will, as one that goes on until it is cancelled. Thread-safe.
class MonitorBoard : public std::enable_shared_from_this<MonitorBoard> {
public:
    explicit MonitorBoard(std::shared_ptr<const Clock> clock);

    void fill(const QList<Monitor> &monitors, const QList<MonitorAlert> &alerts);
    /// What every function fails with from now on; empty: none.
    void setFailure(std::optional<Error> error);
    /// Checks wait until they are cancelled.
    void holdChecks(bool areHeld);
    /// As a check elsewhere does.
    void raise(const MonitorAlert &alert);
    [[nodiscard]] QList<Monitor> monitors() const;
    [[nodiscard]] MonitorAlert alert(const QString &id) const;
    [[nodiscard]] std::shared_ptr<const MonitorAccess> access();

private:
    [[nodiscard]] Result<Monitor> add(Monitor monitor);
    [[nodiscard]] Result<Monitor> edit(const Monitor &monitor);
    [[nodiscard]] Result<MonitorCheck> check(const QString &id, const CancellationToken &cancel);
    [[nodiscard]] Result<MonitorAlert> change(const QString &id, AlertState state, const QDateTime &until);
    void tell(const MonitorService::News &news);

    std::shared_ptr<const Clock> m_clock;
    mutable std::mutex m_mutex;
    QList<Monitor> m_monitors;
    QList<MonitorAlert> m_alerts;
    std::optional<Error> m_failure;
    bool m_areChecksHeld = false;
    int m_added = 0;
    std::mutex m_listenerMutex;
    MonitorService::Listener m_listener;
};

} // namespace consultantos::test
