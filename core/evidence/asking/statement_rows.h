// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/figure_ledger.h"
#include "model/fact.h"

#include <QList>

namespace consultantos {

/// The rows of printed statements that have no line of ours, taken out of `facts`; ordered by label.
[[nodiscard]] QList<StatementRow> takeStatementRows(QList<Fact> &facts);

} // namespace consultantos
