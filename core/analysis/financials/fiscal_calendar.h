// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"
#include "model/period.h"

#include <QList>

namespace consultantos {

/// The fiscal years and quarters that a company's facts speak of, found from the facts' own dates: years end in any
/// month, have 52 or 53 weeks, and carry the company's own numbers. Newest first.
///
/// A year is a span of 350 to 380 days in an annual report (10-K, 20-F, 40-F and their amendments) or in a printed
/// statement that names no form. A quarter is what
/// a year's first three, six and nine months leave between them, if it has 77 to 100 days; one that is longer (some
/// retailers' last quarter has 16 weeks) is left out.
struct FiscalCalendar {
    QList<Period> years;
    QList<Period> quarters;

    [[nodiscard]] static FiscalCalendar of(const QList<Fact> &all);
};

/// Days from start to end, both included.
[[nodiscard]] qint64 lengthInDays(const QDate &start, const QDate &end);
[[nodiscard]] bool isYearLong(const QDate &start, const QDate &end);
[[nodiscard]] bool isQuarterLong(const QDate &start, const QDate &end);

/// How far two starts may lie apart and still be taken for the same: companies' own files differ by some days.
inline constexpr int StartToleranceDays = 4;

} // namespace consultantos
