// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "egress/egress_options.h"

namespace consultantos {

/// The options that the settings come to: offline switch, proxy, own certificates. Reads the certificates' file; an Error
/// if it can't be read or holds none, as going on without them would fail at each host with a worse message.
[[nodiscard]] Result<EgressOptions> egressOptions(const Settings &settings);

/// A proxy of the setting "http://user:password@host:port" or "socks5://…".
[[nodiscard]] QNetworkProxy proxyOf(const QUrl &address);

} // namespace consultantos
