// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QList>
#include <QString>

namespace consultantos {

/// What answering a data request would do to one score.
struct Narrowing {
    QString score;       ///< "porter.rivalry.score"
    double now = 0;      ///< width of the score's interval
    double answered = 0; ///< what it would be at the most
};

/// A data request and what it is worth.
struct RankedRequest {
    DataRequest request;
    QList<Narrowing> narrows; ///< most first
    double total = 0;         ///< of the widths, over all scores
};

/// The report's data requests, those first that would narrow the scores most. A missing driver leaves its weight's share of
/// the whole scale open; once it is known, at most the widest half-width of a way of scoring (0.75, own history) stays on
/// either side. Requests that narrow no score come last, in the report's order.
[[nodiscard]] QList<RankedRequest> rankedRequests(const Report &report);

[[nodiscard]] QJsonObject toJson(const RankedRequest &ranked);

} // namespace consultantos
