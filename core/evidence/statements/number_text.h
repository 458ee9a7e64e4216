// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace consultantos::statements {

/// A number as a statement prints it.
struct PrintedNumber {
    double value = 0;
    bool isDash = false;      ///< a dash for nothing; the value is 0
    bool isPercent = false;   ///< the value is in percent as printed
    bool isPlainYear = false; ///< could as well be a year: 1980 … 2099 without comma, sign or currency

    bool operator==(const PrintedNumber &) const = default;
};

/// "32,765", "(547)", "−1.5", "$90,229", "($1)", "—", "12 %", "1 234,5"; marks of currencies and footnotes are dropped.
/// Empty for anything else. Pure and thread-safe.
[[nodiscard]] std::optional<PrintedNumber> parsePrintedNumber(const QString &text);

/// The numbers of a text that holds nothing but several numbers side by side, as written; empty for any other text.
[[nodiscard]] QStringList splitPrintedNumbers(const QString &text);

} // namespace consultantos::statements
