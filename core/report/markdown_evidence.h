// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/evidence_index.h"
#include "report/language/wording.h"

#include <QString>

namespace consultantos {

/// The sources of a report and its evidence, each under its label, as Markdown with their headings. Pure.
[[nodiscard]] QString markdownEvidence(const Report &report, const EvidenceIndex &index, const Wording &wording);

} // namespace consultantos
