// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/storage.h"

namespace consultantos {

/// The parts of core that the window program chooses: where facts come from and how reports become files.

/// Starter facts of the resource folder merged with the user's own; importing into them for later.
[[nodiscard]] Status addFacts(AppServices &services, const Storage &storage, const QString &resourceDir);
[[nodiscard]] ReportWriters reportWriters();

} // namespace consultantos
