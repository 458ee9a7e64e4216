// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Units of values. Currencies are ISO 4217 codes ("USD"), per-share values "USD/shares"; the rest stands here.
/// The unit decides how a value is written in a text: see formatValue().
namespace consultantos::units {

inline const QString Ratio = QStringLiteral("ratio");       ///< a share of one; written as percent: 0.2528 → "25.3 %"
inline const QString Points = QStringLiteral("points");     ///< a difference of two ratios: 0.031 → "3.1 pp"
inline const QString Multiple = QStringLiteral("multiple"); ///< 1.375 → "1.38x"
inline const QString Days = QStringLiteral("days");         ///< 43.21 → "43.2 days"
inline const QString Years = QStringLiteral("years");       ///< 4 → "4 years"
inline const QString Score = QStringLiteral("score");       ///< a framework's scale or a model's score: 3.42 → "3.4"
inline const QString Index = QStringLiteral("index"); ///< e.g. the Herfindahl–Hirschman index: 1834.4 → "1,834"
inline const QString Count = QStringLiteral("count"); ///< 7 → "7"
inline const QString Percentile = QStringLiteral("percentile"); ///< 0 … 1: 0.72 → "72nd percentile"
inline const QString Shares = QStringLiteral("shares");         ///< 1129000000 → "1,129 M shares"

} // namespace consultantos::units

namespace consultantos {

/// True for a three-letter currency code.
[[nodiscard]] bool isCurrency(const QString &unit);
/// Writes a value as every text of the product does, with a full stop as decimal point and commas between thousands:
/// "USD 53,823 M" (millions from one million up; two decimals under ten million), "25.3 %", "1.38x", "43.2 days".
/// Negative values carry "−" (U+2212) … before the currency: "−USD 1,279 M". Pure and thread-safe.
[[nodiscard]] QString formatValue(double value, const QString &unit);

} // namespace consultantos
