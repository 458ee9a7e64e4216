// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/tipping/tipping_points.h"

#include <QList>

namespace consultantos {

/// What the order of recommendations rests on.
struct RankedOptions {
    const EvidenceBook &evidence;
    const Financials &financials;
    const QList<Recommendation> &recommendations;
    QString companyId;
};

/// The changes of one figure each of the company's own that put another of the recommended options first, nearest first, at
/// most `most` of them (0: all), then the nearest pair. Each option's score is computed by the formulas that the report
/// prints; which options there are, their classes of risk and horizons stay. None with fewer than two scored options.
/// Cancelled; Malformed where a formula can't be parsed.
[[nodiscard]] Result<QList<TippingPoint>> recommendationTippingPoints(const RankedOptions &options,
                                                                      const TippingOptions &how = {},
                                                                      qsizetype most = 0);

} // namespace consultantos
