// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/trend.h"

#include <algorithm>

namespace consultantos {

std::optional<double> growthPerHour(const QList<MetricSample> &samples, MetricValue value, const QDateTime &until,
                                    std::chrono::seconds length)
{
    constexpr double MsOfHour = 3'600'000;
    const auto from = until.addSecs(-length.count());
    const auto first = std::upper_bound(samples.begin(), samples.end(), from,
                                        [](const QDateTime &time, const auto &sample) { return time < sample.until; });
    const auto last = std::upper_bound(first, samples.end(), until,
                                       [](const QDateTime &time, const auto &sample) { return time < sample.until; });
    const auto count = static_cast<double>(last - first);
    if (count < 3 || first->until.secsTo((last - 1)->until) < length.count() / 2)
        return std::nullopt;
    double meanHours = 0;
    double meanValue = 0;
    for (auto it = first; it != last; ++it) {
        meanHours += static_cast<double>(from.msecsTo(it->until)) / MsOfHour / count;
        meanValue += (*it)[value] / count;
    }
    double covariance = 0;
    double variance = 0;
    for (auto it = first; it != last; ++it) {
        const auto hours = static_cast<double>(from.msecsTo(it->until)) / MsOfHour - meanHours;
        covariance += hours * ((*it)[value] - meanValue);
        variance += hours * hours;
    }
    return variance > 0 ? std::optional(covariance / variance) : std::nullopt;
}

} // namespace consultantos
