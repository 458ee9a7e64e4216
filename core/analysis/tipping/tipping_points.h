// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/report.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A fact that was moved and how far.
struct TippingInput {
    QString fact;  ///< id
    QString label; ///< the statement line and year, "Revenue, FY2024"; the fact's tag where no line shows it
    QString unit;
    double value = 0;  ///< as reported
    double before = 0; ///< the farthest value tried at which the score still has its word
    double tip = 0;    ///< the nearest at which it has another
    double change = 0; ///< tip ÷ value − 1
    /// Of the yearly changes of this line that the report shows, those that went at least as far the same way; empty where
    /// it shows fewer than three.
    std::optional<double> share;
    int years = 0; ///< how many yearly changes that is of
};

/// The smallest change of one input, or of two by the same relative amount, that gives a score another word.
struct TippingPoint {
    QString framework;
    QString section;
    QString title; ///< of the section
    double score = 0;
    QString word; ///< "moderate"; see strengthWord()
    double tippedScore = 0;
    QString tippedWord;
    QList<TippingInput> inputs; ///< one or two
};

struct TippingOptions {
    double farthest = 0.9; ///< relative change up to which is looked
    bool withPairs = true;
    CancellationToken cancel;
};

/// For each score of a report the tipping points of its company's own facts, nearest first, then the nearest pair. A fact of
/// others and one that no change up to `farthest` tips is left out. From the report's evidence alone: each value is
/// computed by the formulas that the report prints. Bisection stops at a relative width of one in a million. Cancelled.
[[nodiscard]] Result<QList<TippingPoint>> tippingPoints(const Report &report, const TippingOptions &options = {});

[[nodiscard]] QJsonObject toJson(const TippingPoint &point);

} // namespace consultantos
