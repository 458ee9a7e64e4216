// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/tipping/tipping_input.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "model/report.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The smallest change of one input, or of two by the same relative amount, that gives a score another word, or another
/// option the first place among the recommendations.
struct TippingPoint {
    QString framework; ///< its id; "recommendations"
    QString section;   ///< of the framework; the id of the recommendation that comes first
    QString title;     ///< of the section or the recommendation
    double score = 0;
    QString word; ///< "moderate", see strengthWord(); "first" of a recommendation
    double tippedScore = 0;
    QString tippedWord;         ///< of a recommendation: the title of the one that comes first then
    QList<TippingInput> inputs; ///< one or two
};

struct TippingOptions {
    double farthest = 0.9; ///< relative change up to which is looked
    bool withPairs = true;
    CancellationToken cancel;
};

/// For the order of the recommendations and for each score of a report the tipping points of its company's own facts, nearest first, then the nearest pair. A fact of
/// others and one that no change up to `farthest` tips is left out. From the report's evidence alone: each value is
/// computed by the formulas that the report prints. Bisection stops at a relative width of one in a million. Cancelled.
[[nodiscard]] Result<QList<TippingPoint>> tippingPoints(const Report &report, const TippingOptions &options = {});

[[nodiscard]] QJsonObject toJson(const TippingPoint &point);

} // namespace consultantos
