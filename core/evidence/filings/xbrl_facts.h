// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/filing_info.h"
#include "evidence/filings/xbrl_context.h"
#include "evidence/filings/xbrl_tally.h"
#include "model/fact.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// How many digits right of the decimal point a number is exact to; negative left of it. INF is this.
inline constexpr int ExactDecimals = 1000;

/// A number as one place of a report gives it.
struct XbrlNumber {
    QString taxonomy;
    QString tag;
    QString unit;
    XbrlContext context;
    double value = 0;
    std::optional<int> decimals;
    QString element; ///< its id in the file, empty if it has none
    int page = 0;
};

/// From where a report's facts come.
struct XbrlOrigin {
    FilingInfo filing;
    QString document; ///< id (model/document.h)
    QString source;   ///< Fact::source
};

/// Each fact once, ordered by id. Where it stands several times the most exact value is taken, of equally exact ones
/// the first; values that rounding doesn't explain (XBRL's rule of consistent duplicates) are counted in `tally`, as
/// are facts without a period.
[[nodiscard]] QList<Fact> mergedFacts(const QList<XbrlNumber> &numbers, const XbrlOrigin &origin, XbrlTally &tally);

} // namespace consultantos
