// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine.h"

namespace consultantos {

/// Sets monitors and alerts on the stores in services.storeFolder, with what was set before: facts, network, cache, analysis.
/// Alerts leave the machine as `settings` say now. What can't be opened is a notice, and there are no monitors then.
void addMonitors(AppServices &services, const Storage &storage, const IntakeMaker &intake, const QString &resourceDir);

} // namespace consultantos
