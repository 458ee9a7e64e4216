// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/period_reference.h"
#include "analysis/asking/phrase_index.h"

#include <QList>

#include <memory>

namespace consultantos {

struct AskedExpression;
using AskedExpressionPtr = std::shared_ptr<const AskedExpression>;

/// What a question wants computed, as a tree. Immutable.
struct AskedExpression {
    enum class Kind {
        Number,
        Term, ///< a line, figure, definition or row, in `periods` if one is attached
        Negative,
        Add,
        Subtract,
        Multiply,
        Divide,
        Power,
        Average, ///< of the first part over `periods`; of this year and the one before where there are none
        Change,  ///< of the first part, last period less first
        Growth,  ///< last period to first, less one
        Cagr,    ///< growth a year between first and last period
        Total,   ///< of the first part over `periods`
    };
    Kind kind = Kind::Number;
    double number = 0;
    PhraseMeaning term;
    QList<PeriodReference> periods; ///< in the question's order
    bool isSpan = false;            ///< `periods` are first and last of all years between
    int spanYears = 0;              ///< where `periods` is empty: over so many years up to the question's
    int yearsBack = 0;              ///< a term of an earlier year than the question's: "opening inventory"
    bool isShare = false;           ///< a quotient that is wanted in percent
    QList<AskedExpressionPtr> parts;

    [[nodiscard]] static AskedExpressionPtr ofNumber(double number);
    [[nodiscard]] static AskedExpressionPtr ofTerm(const PhraseMeaning &term);
    [[nodiscard]] static AskedExpressionPtr of(Kind kind, const QList<AskedExpressionPtr> &parts);
    [[nodiscard]] static AskedExpressionPtr over(Kind kind, const AskedExpressionPtr &part,
                                                 const QList<PeriodReference> &periods, bool isSpan);
};

} // namespace consultantos
