// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/alert.h"
#include "model/monitor.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What became of sending to one place.
struct AlertDelivery {
    QString to; ///< "webhook", or an address of mail
    Status status;
};

/// Brings alerts to where a monitor's outputs say. Thread-safe; waits for the network.
class AlertSender {
public:
    virtual ~AlertSender() = default;
    /// One entry for each output that the monitor has; all alerts of a check go together.
    [[nodiscard]] virtual QList<AlertDelivery> send(const Monitor &monitor, const QList<MonitorAlert> &alerts,
                                                    const CancellationToken &cancel) const = 0;
};

} // namespace consultantos
