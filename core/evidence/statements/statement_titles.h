// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace consultantos::statements {

enum class StatementKind {
    Income,
    Balance,
    CashFlow,
    Selected, ///< a table of selected figures of several years, over all three statements
    Other,    ///< a title that ends a statement: comprehensive income, equity, notes, a schedule
};

/// What a line says if it is the title of a statement: "Consolidated Statements of Income", "BALANCE SHEETS
/// (continued)", "Acme, Inc. Consolidated Statement of Financial Position". Empty for a sentence that only names one
/// and for any other line. Words torn apart by the typesetter are no hindrance. Pure and thread-safe.
[[nodiscard]] std::optional<StatementKind> statementTitle(const QString &line);

/// "income", "balance", "cash_flow" as in resources/concepts.json; "selected" and empty for the other two.
[[nodiscard]] QString statementId(StatementKind kind);

} // namespace consultantos::statements
