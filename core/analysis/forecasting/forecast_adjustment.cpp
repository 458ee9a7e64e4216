// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/forecast_adjustment.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

namespace {

void moveTo(ForecastStep &step, double mean)
{
    const double factor = step.mean != 0.0 ? mean / step.mean : 1.0;
    for (auto *bound : {&step.lower80, &step.upper80, &step.lower95, &step.upper95})
        *bound *= factor;
    step.mean = mean;
}

void setOwn(ForecastStep &step, double value)
{
    for (auto *part : {&step.mean, &step.lower80, &step.upper80, &step.lower95, &step.upper95})
        *part = value;
}

} // namespace

bool ForecastAdjustment::isEmpty() const
{
    return !leastGrowth && !greatestGrowth && !fadeTo && values.empty();
}

bool ForecastAdjustment::isFadeAlone() const
{
    return fadeTo && !leastGrowth && !greatestGrowth && values.empty();
}

AdjustedForecast adjusted(const PreparedSeries &series, const std::vector<ForecastStep> &steps,
                          const ForecastAdjustment &adjustment)
{
    AdjustedForecast result;
    const std::size_t lag = seasonOf(series.frequency);
    const std::size_t known = series.values.size();
    const bool wantsGrowth = adjustment.leastGrowth || adjustment.greatestGrowth || adjustment.fadeTo;
    bool isPositive = known >= lag;
    for (std::size_t i = 0; isPositive && i < lag; ++i)
        isPositive = series.values[known - lag + i] > 0.0;
    isPositive =
        isPositive && std::all_of(steps.begin(), steps.end(), [](const ForecastStep &step) { return step.mean > 0.0; });
    result.isGrowthUsed = !wantsGrowth || isPositive;
    const auto yearBefore = [&](std::size_t step, bool isAdjusted) {
        if (step < lag)
            return series.values[known - lag + step];
        return isAdjusted ? result.steps[step - lag].step.mean : steps[step - lag].mean;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        AdjustedStep adjustedStep{steps[i], false, false};
        const auto own = adjustment.values.find(i);
        if (own != adjustment.values.end()) {
            setOwn(adjustedStep.step, own->second);
            adjustedStep.isOwnValue = true;
        } else if (wantsGrowth && isPositive && yearBefore(i, true) > 0.0) {
            const double forecast = steps[i].mean / yearBefore(i, false) - 1.0;
            double growth = forecast;
            if (adjustment.fadeTo) {
                const double share =
                    std::min(1.0, asReal(i + 1) / asReal(std::max<std::size_t>(1, adjustment.fadeSteps)));
                growth += share * (*adjustment.fadeTo - growth);
            }
            if (adjustment.greatestGrowth)
                growth = std::min(growth, *adjustment.greatestGrowth);
            if (adjustment.leastGrowth)
                growth = std::max(growth, *adjustment.leastGrowth);
            const double mean = yearBefore(i, true) * (1.0 + growth);
            constexpr double Same = 1e-9;
            if (std::abs(mean - steps[i].mean) > Same * std::abs(steps[i].mean)) {
                moveTo(adjustedStep.step, mean);
                adjustedStep.isOwnGrowth = true;
            }
        }
        result.steps.push_back(adjustedStep);
    }
    return result;
}

} // namespace consultantos::forecasting
