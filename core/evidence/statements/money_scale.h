// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos::statements {

/// In what a statement's figures are printed.
struct MoneyScale {
    double money = 1;             ///< 1, 1e3, 1e6 or 1e9
    std::optional<double> shares; ///< empty: as the money
    bool isStated = false;        ///< a line says so; otherwise `money` is a guess
    QString currency;             ///< ISO 4217; empty when no mark was seen
};

/// Reads "(in millions, except per share data)", "$ in thousands", "(000s)", "€ million"; the first line that states
/// a scale decides, currencies are looked for in all. Pure and thread-safe.
[[nodiscard]] MoneyScale moneyScale(const QStringList &lines);

/// The scale that a row's own label states, as in "Shares used in calculation (000's)".
[[nodiscard]] std::optional<double> scaleOfLabel(const QString &label);

} // namespace consultantos::statements
