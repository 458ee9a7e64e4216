// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QStringList>

namespace consultantos {

/// Every id that something in the report refers to; what EvidenceBook::reachableFrom() keeps of them is all that it needs.
/// Pure.
[[nodiscard]] QStringList evidenceRoots(const Report &report);

} // namespace consultantos
