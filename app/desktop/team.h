// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/storage.h"

namespace consultantos {

/// Sets the team's queue that analyses go to if `settings` say so. Where it can't be used that is a notice, and this program
/// analyses by itself; a Redis server that is away for now is none: each order finds that for itself.
void addTeam(AppServices &services, const Storage &storage, const Settings &settings);

} // namespace consultantos
