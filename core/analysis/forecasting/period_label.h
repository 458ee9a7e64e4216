// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace consultantos::forecasting {

/// A period as it was written.
struct PeriodLabel {
    enum class Kind : std::uint8_t { Index, Year, Quarter, Month, Week, Date, Hour };

    Kind kind = Kind::Index;
    /// Counted in units of the kind: the index itself, the year, quarters, months, weeks and days since an origin of their
    /// own, hours since 1970.
    qint64 ordinal = 0;

    bool operator==(const PeriodLabel &) const = default;
};

/// How those labels of a series are meant that can be read in two ways.
struct PeriodStyle {
    enum class DateOrder : std::uint8_t { Unknown, DayFirst, MonthFirst };

    DateOrder dateOrder = DateOrder::Unknown; ///< of 01/02/2024 and 01-02-2024; with points the day is first
    bool pairsAreYears = false;               ///< "2011/12" is a fiscal year, not December
};

/// Reads, in English or German:
/// years "2024" (from 1500 to 2200, else an index), "FY2024", "FY24", "GJ 2024", "2024A", "2023/24" (the year it ends in);
/// quarters "2024Q1", "Q1 2024", "1Q24", "Q1 FY2024", "1. Quartal 2024"; months "2024-01", "2024/1", "2024M01", "01/2024",
/// "Jan 2024", "2024 January", "März 2024", "Jan-24"; weeks "2024-W05", "W5 2024", "KW 5/2024"; dates "2024-01-31",
/// "31.1.2024", "31 Jan 2024", "January 31, 2024", "1/31/2024"; hours "2024-01-31T13:00", also with a zone; and "17".
/// Years of two digits are from 1969 to 2068. Nothing for other texts, and for dates that the style leaves open.
[[nodiscard]] std::optional<PeriodLabel> readPeriodLabel(const QString &text, const PeriodStyle &style = {});

/// Whether the text names a period, in one way at least.
[[nodiscard]] bool namesPeriod(const QString &text);

/// "01/02/2024", "1-2-24": the numbers as they stand, in both orders a date or in one.
struct SlashedDate {
    int first = 0;
    int second = 0;
    int year = 0;
};
[[nodiscard]] std::optional<SlashedDate> readSlashedDate(const QString &text);

/// "2011/12", "2011-12": a month as well as a year that begins in 2011 and ends in 2012.
[[nodiscard]] bool isYearPair(const QString &text);

} // namespace consultantos::forecasting
