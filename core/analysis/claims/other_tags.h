// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/claims/claim_checker.h"
#include "analysis/claims/number_claim.h"
#include "analysis/financials/concept_catalogue.h"

namespace consultantos {

/// Whether the filings give the claim's number under another tag of the same line: sales beside revenue with other income,
/// profit beside that of the shareholders. Of levels and changes; `base` is the period before of a change. Linear in the
/// subject's facts. Pure.
[[nodiscard]] bool fitsOtherTag(const NumberClaim &claim, const ClaimSubject &subject, const ConceptDefinition &line,
                                const Period &period, const std::optional<Period> &base);

} // namespace consultantos
