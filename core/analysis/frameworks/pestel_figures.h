// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/workbench.h"

namespace consultantos {

/// What the company's own figures show of its exposure to one class of PESTEL, as items without id:
/// political: revenue from abroad and its largest country; economic: all debt times one point of interest, growth
/// against the industry, the country's equity risk premium, one per cent of the revenue from abroad;
/// technological: research and development against the industry; environmental: fixed assets; legal: the effective tax
/// rate against the region's published rate. Other classes have none.
[[nodiscard]] QList<FrameworkItem> pestelFigures(Workbench &bench, const QString &classId);

} // namespace consultantos
