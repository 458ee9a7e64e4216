// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/statement_regions.h"
#include "evidence/statements/statement_table.h"

#include <QList>
#include <QString>

namespace consultantos::statements {

/// Of all the tables that could be an income statement, a balance sheet or a cash flow statement the one of each kind
/// that is: consolidated, dated, with most of the rows that such a statement has; not a parent company's, a segment's,
/// a reconciliation's or an excerpt. At most three, in the order income, balance, cash flow.
[[nodiscard]] QList<StatementTable> chosenStatements(const QList<StatementRegion> &regions,
                                                     const LabelCatalogue &labels, const YearEnds &years,
                                                     const QString &document);

} // namespace consultantos::statements
