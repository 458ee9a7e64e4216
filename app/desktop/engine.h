// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/storage.h"

namespace consultantos {

/// The parts of core that the window program chooses: where facts come from and how reports become files.

/// The stores of `storage`, whose files are in `folder`, and what works on them: starter facts of the resource folder
/// merged with the user's own, importing, drawing pages, answering questions.
[[nodiscard]] Status addEvidence(AppServices &services, const Storage &storage, const QString &folder,
                                 const QString &resourceDir);
[[nodiscard]] ReportWriters reportWriters();

} // namespace consultantos
