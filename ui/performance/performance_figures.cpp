// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/performance_figures.h"

#include <QTimeZone>

#include <algorithm>

namespace consultantos {
namespace {

/// As many as can be told apart in a chart.
constexpr int Places = 60;

} // namespace

QList<MetricSample> placedSamples(const QList<MetricSample> &samples, const QDateTime &now, std::chrono::seconds range,
                                  int places)
{
    const qint64 length = std::max<qint64>(1, range.count() * 1'000 / places);
    // The place that `now` is in ends at the next multiple.
    const qint64 end = (now.toMSecsSinceEpoch() / length + 1) * length;
    const qint64 begin = end - places * length;
    QList<MetricSample> placed(places);
    for (int i = 0; i < places; ++i)
        placed[i].until = QDateTime::fromMSecsSinceEpoch(begin + (i + 1) * length, QTimeZone::utc());
    for (const auto &sample : samples) {
        // By its middle: one that ended just behind a border was measured before it.
        const auto middle = sample.until.toMSecsSinceEpoch() - static_cast<qint64>(sample.seconds * 500);
        if (middle < begin || middle >= end)
            continue;
        auto &place = placed[static_cast<qsizetype>((middle - begin) / length)];
        const auto until = place.until;
        place += sample;
        place.until = until;
    }
    return placed;
}

bool PerformanceFigures::isEmpty() const
{
    return models.isEmpty() && sum[MetricValue::Requests] <= 0 && sum[MetricValue::ActiveRequests] <= 0
           && sum[MetricValue::AgentsDone] <= 0 && sum.lookups() <= 0;
}

PerformanceFigures performanceFigures(const QList<MetricSample> &samples, const QDateTime &now,
                                      std::chrono::seconds range)
{
    PerformanceFigures figures;
    figures.range = range;
    figures.at = now;
    figures.places = placedSamples(samples, now, range, Places);
    for (const auto &sample : samples)
        figures.sum += sample;
    return figures;
}

} // namespace consultantos
