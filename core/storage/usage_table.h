// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/money_ledger.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Totals as a table of texts that programs read: numbers in C form, amounts in units with six decimals.
struct UsageTable {
    QStringList titles;
    QList<QStringList> rows;
};

/// `by` is the title of the first column, such as "agent"; empty: there is none.
[[nodiscard]] UsageTable usageTable(const QList<UsageTotals> &totals, const QString &by);
/// RFC 4180 in UTF-8. A text that a spreadsheet would take for a formula gets a leading apostrophe.
[[nodiscard]] QByteArray usageCsv(const QList<UsageTotals> &totals, const QString &by);

} // namespace consultantos
