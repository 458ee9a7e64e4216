// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/anomalies.h"

#include "analysis/forecasting/seasonality.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

namespace {

constexpr std::size_t Fewest = 12;
constexpr std::size_t Reach = 3;  ///< neighbours on each side of a value
constexpr std::size_t Window = 6; ///< values on each side of a shift
constexpr double OutlierLimit = 8.0;
constexpr std::size_t MostOutliers = 10;
constexpr double ShiftLimit = 6.0;
constexpr double MadToDeviation = 1.4826;

SeasonalPattern patternOf(Series values, std::size_t period)
{
    return isSeasonal(values, period) ? classicalPattern(values, period, true) : SeasonalPattern();
}

/// Of the values around `place`, without it.
double neighboursMedian(Series values, std::size_t place)
{
    Values neighbours;
    const std::size_t first = place > Reach ? place - Reach : 0;
    for (std::size_t t = first; t <= std::min(place + Reach, values.size() - 1); ++t) {
        if (t != place)
            neighbours.push_back(values[t]);
    }
    return medianOf(neighbours);
}

double robustDeviation(Values values)
{
    const double middle = medianOf(values);
    for (auto &value : values)
        value = std::abs(value - middle);
    return MadToDeviation * medianOf(values);
}

std::optional<std::size_t> worstOutlier(Series values, std::size_t period)
{
    const auto adjusted = patternOf(values, period).removedFrom(values);
    Values distances;
    for (std::size_t t = 0; t < adjusted.size(); ++t)
        distances.push_back(adjusted[t] - neighboursMedian(adjusted, t));
    double greatest = OutlierLimit * robustDeviation(distances);
    if (!(greatest > 0.0))
        return std::nullopt;
    std::optional<std::size_t> worst;
    for (std::size_t t = 0; t + 2 < distances.size(); ++t) {
        if (std::abs(distances[t]) > greatest) {
            greatest = std::abs(distances[t]);
            worst = t;
        }
    }
    return worst;
}

} // namespace

Anomalies findAnomalies(Series values, std::size_t period)
{
    Anomalies result;
    if (values.size() < Fewest)
        return result;
    // One at a time, the greatest first: it bends the season's indices, by which its neighbours in the season look odd.
    Values clean(values.begin(), values.end());
    while (result.outliers.size() < MostOutliers) {
        const auto worst = worstOutlier(clean, period);
        if (!worst || std::find(result.outliers.begin(), result.outliers.end(), *worst) != result.outliers.end())
            break;
        result.outliers.push_back(*worst);
        clean = withoutOutliers(clean, period, {{*worst}, std::nullopt});
    }
    std::sort(result.outliers.begin(), result.outliers.end());
    const auto adjusted = patternOf(clean, period).removedFrom(clean);
    const double step = robustDeviation(differences(adjusted, 1));
    double greatest = ShiftLimit * step;
    for (std::size_t t = Window; step > 0.0 && t + Window <= adjusted.size(); ++t) {
        const Series all(adjusted);
        const double change = medianOf(all.subspan(t, Window)) - medianOf(all.subspan(t - Window, Window));
        const double here = std::min(std::abs(change), std::abs(adjusted[t] - adjusted[t - 1]));
        if (here > greatest) {
            greatest = here;
            result.levelShift = t;
        }
    }
    return result;
}

Values withoutOutliers(Series values, std::size_t period, const Anomalies &anomalies)
{
    if (anomalies.outliers.empty())
        return {values.begin(), values.end()};
    const auto pattern = patternOf(values, period);
    auto adjusted = pattern.removedFrom(values);
    const auto original = adjusted;
    for (const auto place : anomalies.outliers)
        adjusted[place] = neighboursMedian(original, place);
    return pattern.addedTo(adjusted, 0);
}

} // namespace consultantos::forecasting
