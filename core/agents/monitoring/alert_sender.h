// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/alert.h"
#include "model/alert_sending.h"
#include "model/monitor.h"

#include <QList>

namespace consultantos {

/// Brings alerts to where a monitor's outputs say. Thread-safe.
class AlertSender {
public:
    virtual ~AlertSender() = default;
    /// What has to go out, one for each output that the monitor has, all alerts of a check together; ids and times are the
    /// caller's. Does no I/O.
    [[nodiscard]] virtual QList<AlertSending> compose(const Monitor &monitor,
                                                      const QList<MonitorAlert> &alerts) const = 0;
    /// Waits for the network. Of an error, `isTurnedAway` says that it didn't arrive; otherwise it may have.
    [[nodiscard]] virtual Status deliver(const AlertSending &sending, const CancellationToken &cancel) const = 0;
};

} // namespace consultantos
