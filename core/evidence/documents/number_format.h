// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/number_format_tokens.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A spreadsheet's number format code ("#,##0.0%", "yyyy-mm-dd", "0.00;(0.00)"): what a number means and how it is shown
/// (ECMA-376 part 1, 18.8.31). Months and weekdays are English, separators point and comma, whatever the machine's
/// language. Immutable; thread-safe.
class NumberFormat {
public:
    enum class Kind {
        Number,
        Date,     ///< with or without a time of day
        Time,     ///< of day
        Duration, ///< hours, minutes or seconds that may pass a day
        Text,
    };

    NumberFormat() = default; ///< General
    explicit NumberFormat(const QString &code);
    /// The format that has a number instead of a code in every workbook; General if there is none.
    [[nodiscard]] static NumberFormat builtIn(int id);

    [[nodiscard]] Kind kind() const;
    /// How a cell shows `value`; a date's value is a serial day number, counted from 1904 if so said.
    [[nodiscard]] QString text(double value, bool is1904 = false) const;

private:
    using Section = QList<FormatToken>;

    static QString numberText(const Section &section, double value);
    static QString dateText(const Section &section, double value, bool is1904);

    QList<Section> m_sections;
};

/// The moment of a serial day number; nullopt outside the years 1900 to 9999. Day 60 of the 1900 system, 29 February
/// 1900, never was: it is 28 February here, and all days before it are counted as Excel shows them.
[[nodiscard]] std::optional<QDateTime> dateOfSerial(double serial, bool is1904);

} // namespace consultantos
