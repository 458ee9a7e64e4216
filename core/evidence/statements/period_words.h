// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos::statements {

/// How long a period lasts, as a heading says it.
struct Span {
    int months = 0;
    int weeks = 0;

    [[nodiscard]] bool isYear() const { return months == 12 || weeks == 52 || weeks == 53; }
    bool operator==(const Span &) const = default;
};

struct MonthDay {
    int month = 0;
    int day = 0; ///< 0: the month's last

    bool operator==(const MonthDay &) const = default;
};

/// What a heading says of time, each list in the order of the words.
struct PeriodWords {
    QList<QDate> dates;        ///< whole ones; "December 31, 2018 and 2017" is two
    QList<int> years;          ///< standing alone: "2018", "Fiscal 2018", "FY18"
    QList<MonthDay> monthDays; ///< without a year: "December 31,"
    QList<Span> spans;
    bool isComparison = false; ///< a column of changes, percentages or adjustments, not of a period
    bool isRestated = false;   ///< "as adjusted", "restated", "recast"

    [[nodiscard]] bool isEmpty() const
    {
        return dates.isEmpty() && years.isEmpty() && monthDays.isEmpty() && spans.isEmpty();
    }
};

/// Reads a column's heading or the lines over a table. Pure and thread-safe.
[[nodiscard]] PeriodWords periodWords(const QString &text);

/// The date in a year; 29 February and a day of 0 become the month's last.
[[nodiscard]] QDate dateOf(const MonthDay &monthDay, int year);
[[nodiscard]] bool isMonthEnd(const QDate &date);
/// The first day of a period that ends on `end`: by the calendar where the end is a month's last day, else in whole
/// weeks (a quarter is 13, a year 52).
[[nodiscard]] QDate startOf(const QDate &end, const Span &span);

} // namespace consultantos::statements
