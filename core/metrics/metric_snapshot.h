// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <memory>
#include <vector>

namespace consultantos {

enum class MetricKind { Counter, Gauge, Histogram };

/// Upper bounds of a histogram's buckets, ascending; what is larger than the last goes into one more.
using BucketBounds = std::shared_ptr<const std::vector<double>>;

/// What one series of a family stands at.
struct SeriesSnapshot {
    QByteArrayList labels;       ///< values, in the order of the family's names
    double value = 0;            ///< of a counter or gauge
    std::vector<quint64> counts; ///< of a histogram: by bucket, not cumulative, one more than there are bounds
    quint64 count = 0;           ///< their sum
    double sum = 0;              ///< of all observed values
};

struct FamilySnapshot {
    QByteArray name; ///< as Prometheus has it, with its unit and, of a counter, "_total"
    QByteArray help; ///< in English, one sentence
    MetricKind kind = MetricKind::Counter;
    QByteArrayList labelNames;
    BucketBounds bounds; ///< of a histogram
    QList<SeriesSnapshot> series;
};

/// The value below which the share `quantile` (0 to 1) of what was observed lies: linear within the bucket, as
/// Prometheus' histogram_quantile() estimates it; of the last bucket its lower bound. 0 if nothing was observed.
[[nodiscard]] double quantileOf(const std::vector<quint64> &counts, const std::vector<double> &bounds, double quantile);

} // namespace consultantos
