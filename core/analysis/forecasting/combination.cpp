// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/combination.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

using Weighted = std::pair<double, double>; ///< value, weight

double weightedMean(const std::vector<Weighted> &values)
{
    double sum = 0.0;
    double weights = 0.0;
    for (const auto &[value, weight] : values) {
        sum += value * weight;
        weights += weight;
    }
    return sum / weights;
}

/// Interpolated between the middles of the weights, so that equal weights give the usual median.
double weightedMedian(std::vector<Weighted> values)
{
    std::sort(values.begin(), values.end());
    double total = 0.0;
    for (const auto &value : values)
        total += value.second;
    double below = 0.0;
    double formerMiddle = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double middle = below + values[i].second / 2.0;
        if (middle >= total / 2.0) {
            if (i == 0)
                return values[0].first;
            const double share = (total / 2.0 - formerMiddle) / (middle - formerMiddle);
            return values[i - 1].first + share * (values[i].first - values[i - 1].first);
        }
        formerMiddle = middle;
        below += values[i].second;
    }
    return values.back().first;
}

double weightOf(Method method, const std::vector<MethodWeight> &weights)
{
    const auto found = std::find_if(weights.begin(), weights.end(),
                                    [method](const MethodWeight &part) { return part.method == method; });
    return found == weights.end() ? 0.0 : found->weight;
}

/// A forecast that left the ground counts no more than none.
bool isSound(const MethodForecast &forecast)
{
    return forecast.isUsable() && std::all_of(forecast.mean.begin(), forecast.mean.end(), [](double value) {
               return std::isfinite(value);
           });
}

} // namespace

std::vector<MethodWeight> adaptedWeights(std::vector<MethodWeight> weights, const std::vector<MethodError> &errors,
                                         double power)
{
    double mean = 0.0;
    for (const auto &entry : errors)
        mean += entry.error / asReal(errors.size());
    if (!(mean > 0.0))
        return weights;
    constexpr double Floor = 0.05; // a method that was right by chance must not take all
    for (auto &part : weights) {
        const auto found = std::find_if(errors.begin(), errors.end(),
                                        [&part](const MethodError &entry) { return entry.method == part.method; });
        if (found != errors.end())
            part.weight /= std::pow(found->error / mean + Floor, power);
    }
    return weights;
}

MethodForecasts forecastAll(MethodPool &pool, const std::vector<MethodWeight> &weights, std::size_t steps)
{
    MethodForecasts result;
    for (const auto &part : weights) {
        auto forecast = pool.forecast(part.method, steps);
        if (isSound(forecast))
            result.entries.push_back({part.method, std::move(forecast)});
    }
    return result;
}

MethodForecast combined(const MethodForecasts &forecasts, const std::vector<MethodWeight> &weights)
{
    MethodForecast result;
    if (forecasts.entries.empty())
        return result;
    const std::size_t steps = forecasts.entries.front().forecast.mean.size();
    for (std::size_t step = 0; step < steps; ++step) {
        std::vector<Weighted> means;
        std::vector<Weighted> deviations;
        for (const auto &[method, forecast] : forecasts.entries) {
            const double weight = weightOf(method, weights);
            if (weight <= 0.0)
                continue;
            means.emplace_back(forecast.mean[step], weight);
            if (step < forecast.deviation.size() && std::isfinite(forecast.deviation[step]))
                deviations.emplace_back(forecast.deviation[step], weight);
        }
        if (means.empty())
            return {};
        const double mean = (weightedMean(means) + weightedMedian(means)) / 2.0;
        result.mean.push_back(mean);
        for (auto &value : means)
            value.first = (value.first - mean) * (value.first - mean);
        if (!deviations.empty()) {
            // A model that is about to burst must not take the others' interval with it.
            constexpr double MostMedians = 4.0;
            const double limit = MostMedians * weightedMedian(deviations);
            for (auto &deviation : deviations)
                deviation.first = std::min(deviation.first, limit);
        }
        const double within = deviations.empty() ? 0.0 : weightedMean(deviations);
        result.deviation.push_back(std::sqrt(within * within + weightedMean(means)));
    }
    return result;
}

} // namespace consultantos::forecasting
