// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/exhibits/exhibit.h"
#include "model/report.h"

namespace consultantos {

/// The report with the exhibit among its frameworks and what it rests on among its evidence and sources; one of the same kind that was
/// kept before is replaced, with its evidence. Pure.
[[nodiscard]] Report reportWith(Report report, const Exhibit &exhibit);

/// Puts evidence's sources among the report's: an unknown one is appended, a known one gets the ids that it lacks.
void addSources(Report &report, const EvidenceBook &evidence);

} // namespace consultantos
