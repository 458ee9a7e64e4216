// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

class HtmlContext;

/// The appendix that every number of the report links to: facts with their filings, computations with formula and
/// inputs, passages, playbook entries.
[[nodiscard]] QString htmlEvidence(const HtmlContext &context);

} // namespace consultantos
