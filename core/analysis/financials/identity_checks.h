// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financials/statement_lines.h"
#include "model/financials.h"

#include <QList>
#include <QString>

namespace consultantos {

/// The accounting identities that each year's reported facts must fulfil: assets = liabilities + equity; the three cash
/// flows sum to the change in cash; revenue less cost of revenue is gross profit. An identity whose parts aren't all
/// reported is left out, as a derived part would fulfil it by construction. It passes within 0.1 % of its left side,
/// which covers filings in rounded millions.
[[nodiscard]] QList<IdentityCheck> checkIdentities(const QString &companyId, const StatementLines &lines,
                                                   const QList<Period> &years, EvidenceBook &book);

} // namespace consultantos
