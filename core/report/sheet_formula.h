// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A formula of the formula language (analysis/expression.h) as a spreadsheet writes it, without the leading "=": the same text
/// that was computed here, so that a workbook computes the same again. `cells` names the cell of each variable, or the cells of a
/// list. Malformed: it can't be read; InvalidArgument: a variable without a cell, or a function that spreadsheets don't have.
[[nodiscard]] Result<QString> sheetFormula(const QString &formula, const QHash<QString, QStringList> &cells);

} // namespace consultantos
