// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QStringList>

namespace consultantos {

/// A report as its template shows it: frameworks chosen, sorted and titled, the summary's lists shortened, and with the
/// evidence and sources of what is shown alone, and without them where the template has no place for them: then nothing
/// refers to them either. The same report where it has no template. `keepsEvidence`: for workbooks, whose formulas live on
/// it. Pure.
[[nodiscard]] Report laidOut(Report report, bool keepsEvidence = false);

/// What is left of parts after the layout, in its order: places in `ids`, which name the report's parts or frameworks.
[[nodiscard]] QList<int> shownParts(const Report &report, const QStringList &ids);

} // namespace consultantos
