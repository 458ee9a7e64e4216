// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace consultantos::pdf {

/// "$", "€", "US$" and the like alone.
[[nodiscard]] bool isCurrencySign(QStringView text);
/// What stands in a column of numbers: "1,234", "1 234", "(55)", "$12.5", "7.2%", "—", "1,234(a)", "(12", but not "$" alone.
[[nodiscard]] bool isNumber(QStringView text);
/// A dash alone, which stands for nothing.
[[nodiscard]] bool isDash(QStringView text);
/// "2018", also "2018(1)"; 1900 to 2099.
[[nodiscard]] bool isYear(QStringView text);
/// "December 31, 2018", "June 30, 2018": a few words, a year the last.
[[nodiscard]] bool isDate(QStringView text);
/// ")", "%", ")%", "x", "bps" alone: what belongs to the number left of it.
[[nodiscard]] bool isNumberTail(QStringView text);

} // namespace consultantos::pdf
