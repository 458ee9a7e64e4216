// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "monitors/monitor_access.h"

#include <QString>

#include <functional>
#include <memory>

namespace consultantos {

class AlertSender;
class MonitorRepository;

/// What MonitorAccess is made of in a program.
struct MonitorAccessParts {
    std::shared_ptr<MonitorService> service;
    std::shared_ptr<MonitorRepository> store;  ///< the service's: a removal is taken back with what its checks had seen
    std::shared_ptr<const AlertSender> sender; ///< the service's; null: outputs can't be tested
    std::shared_ptr<const Clock> clock;
    QString resourceDir;
    std::function<Result<QByteArray>(const AlertDigest &, const QString &format)> writeDigest;
};

[[nodiscard]] std::shared_ptr<const MonitorAccess> monitorAccess(const MonitorAccessParts &parts);

} // namespace consultantos
