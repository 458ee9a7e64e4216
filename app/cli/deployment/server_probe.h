// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "deployment/served_metrics.h"

#include <QUrl>

#include <optional>

namespace consultantos {

/// A running server, asked as a stranger without a token would. Nothing is changed by it.
struct ServerProbe {
    QUrl address;
    std::optional<Error> failure; ///< why it can't be asked; then nothing below is known
    int readyStatus = 0;          ///< of /health/ready
    int strangerStatus = 0;       ///< of /reports without a token
    int foreignHostStatus = 0;    ///< of /health with the Host of another machine
    bool compresses = false;      ///< /metrics came by gzip
    ServedMetrics metrics;

    /// Waits for the network. The settings' proxy and certificates hold, and so does their offline switch.
    [[nodiscard]] static ServerProbe ask(const QUrl &address, const Settings &settings);
};

} // namespace consultantos
