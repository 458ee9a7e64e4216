// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"

#include <prometheus/text_serializer.h>

#include <limits>

namespace consultantos {
namespace {

prometheus::MetricType typeOf(MetricKind kind)
{
    switch (kind) {
    case MetricKind::Counter:
        return prometheus::MetricType::Counter;
    case MetricKind::Gauge:
        return prometheus::MetricType::Gauge;
    case MetricKind::Histogram:
        return prometheus::MetricType::Histogram;
    }
    return prometheus::MetricType::Untyped;
}

prometheus::ClientMetric::Histogram histogramOf(const SeriesSnapshot &series, const std::vector<double> &bounds)
{
    prometheus::ClientMetric::Histogram histogram;
    histogram.sample_count = series.count;
    histogram.sample_sum = series.sum;
    std::uint64_t cumulative = 0;
    for (std::size_t i = 0; i < series.counts.size(); ++i) {
        cumulative += series.counts[i];
        histogram.bucket.push_back(
            {cumulative, i < bounds.size() ? bounds[i] : std::numeric_limits<double>::infinity()});
    }
    return histogram;
}

prometheus::MetricFamily familyOf(const FamilySnapshot &snapshot)
{
    prometheus::MetricFamily family;
    family.name = snapshot.name.toStdString();
    family.help = snapshot.help.toStdString();
    family.type = typeOf(snapshot.kind);
    for (const auto &series : snapshot.series) {
        prometheus::ClientMetric metric;
        for (qsizetype i = 0; i < snapshot.labelNames.size() && i < series.labels.size(); ++i)
            metric.label.push_back({snapshot.labelNames[i].toStdString(), series.labels[i].toStdString()});
        switch (snapshot.kind) {
        case MetricKind::Counter:
            metric.counter.value = series.value;
            break;
        case MetricKind::Gauge:
            metric.gauge.value = series.value;
            break;
        case MetricKind::Histogram:
            metric.histogram = histogramOf(series, *snapshot.bounds);
            break;
        }
        family.metric.push_back(std::move(metric));
    }
    return family;
}

} // namespace

QByteArray prometheusText(const QList<FamilySnapshot> &families)
{
    std::vector<prometheus::MetricFamily> all;
    all.reserve(static_cast<std::size_t>(families.size()));
    for (const auto &family : families)
        all.push_back(familyOf(family));
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(all));
}

} // namespace consultantos
