// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/evidence_index.h"
#include "report/language/wording.h"

#include <QString>

namespace consultantos {

/// The section of financial health as Markdown, with `escape` for texts; empty where the report judges no figures.
[[nodiscard]] QString markdownHealth(const Report &report, const EvidenceIndex &index,
                                     QString (*escape)(const QString &text), const Wording &wording = {});

} // namespace consultantos
