// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"
#include "analysis/financials/fiscal_calendar.h"
#include "model/period.h"

#include <QDate>
#include <QList>

#include <optional>

namespace consultantos {

/// A time as a question names it; which dates it is, the company's own calendar tells.
struct PeriodReference {
    enum class Kind {
        Year,    ///< `year` by the company's own numbering
        Quarter, ///< `quarter` of the fiscal year `year`
        Date,    ///< the year or, without one that ends then, the quarter that ends on `date`
        LatestYear,
        LatestQuarter,
        YearBefore, ///< the year before the newest one
    };
    Kind kind = Kind::Year;
    int year = 0;
    int quarter = 0;
    QDate date;

    /// "FY2021", "Q3 FY2022", "2021-12-31", "the latest year".
    [[nodiscard]] QString label() const;
    bool operator==(const PeriodReference &) const = default;
};

/// A period reference with the tokens that it takes.
struct PeriodMatch {
    PeriodReference period;
    qsizetype length = 0;
};

/// Reads "FY2018", "FY18", "fiscal year 2018", "2018", "Q3 2022", "third quarter of FY2022", "December 31, 2021", "last
/// year" at `place`.
[[nodiscard]] std::optional<PeriodMatch> periodAt(const QList<QuestionToken> &tokens, qsizetype place);
/// A count of years at `place`: "3 year", "three years" (2 tokens).
[[nodiscard]] std::optional<int> yearCountAt(const QList<QuestionToken> &tokens, qsizetype place);

/// The period meant; empty where the calendar doesn't hold it.
[[nodiscard]] std::optional<Period> resolvePeriod(const PeriodReference &reference, const FiscalCalendar &calendar);
/// The same period `years` fiscal years earlier.
[[nodiscard]] std::optional<Period> periodBefore(const Period &period, int years, const FiscalCalendar &calendar);

} // namespace consultantos
