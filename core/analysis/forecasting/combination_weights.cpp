// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/combination.h"
#include "analysis/forecasting/interval_calibration.h"

namespace consultantos::forecasting {

// The numbers below are printed by tests/eval/tune_forecasts.py, which reads training parts alone; "other" series of the
// competition, which have no season, stand for those without a frequency.

bool isLearnt(Frequency frequency)
{
    return frequency == Frequency::None || frequency == Frequency::Yearly || frequency == Frequency::Quarterly
           || frequency == Frequency::Monthly;
}

std::vector<MethodWeight> combinationWeights(Frequency frequency)
{
    switch (frequency) {
    case Frequency::None:
        return {{Method::Ets, 0.220},
                {Method::DampedEts, 0.265},
                {Method::AdjustedEts, 0.030},
                {Method::DynamicTheta, 0.039},
                {Method::Theta, 0.073},
                {Method::Arima, 0.224},
                {Method::ComplexSmoothing, 0.059},
                {Method::AggregatedTheta, 0.030},
                {Method::Drift, 0.030},
                {Method::SeasonalNaive, 0.030}};
    case Frequency::Yearly:
        return {{Method::Ets, 0.083},
                {Method::DampedEts, 0.136},
                {Method::AdjustedEts, 0.030},
                {Method::DynamicTheta, 0.036},
                {Method::Theta, 0.030},
                {Method::Arima, 0.199},
                {Method::ComplexSmoothing, 0.098},
                {Method::AggregatedTheta, 0.033},
                {Method::Drift, 0.245},
                {Method::SeasonalNaive, 0.111}};
    case Frequency::Quarterly:
        return {{Method::Ets, 0.052},
                {Method::DampedEts, 0.168},
                {Method::AdjustedEts, 0.031},
                {Method::DynamicTheta, 0.032},
                {Method::Theta, 0.030},
                {Method::Arima, 0.191},
                {Method::ComplexSmoothing, 0.201},
                {Method::AggregatedTheta, 0.031},
                {Method::Drift, 0.119},
                {Method::SeasonalNaive, 0.145}};
    case Frequency::Monthly:
        return {{Method::Ets, 0.121},
                {Method::DampedEts, 0.030},
                {Method::AdjustedEts, 0.030},
                {Method::DynamicTheta, 0.206},
                {Method::Theta, 0.062},
                {Method::Arima, 0.217},
                {Method::ComplexSmoothing, 0.030},
                {Method::AggregatedTheta, 0.083},
                {Method::Drift, 0.030},
                {Method::SeasonalNaive, 0.191}};
    case Frequency::Weekly:
    case Frequency::Daily:
    case Frequency::Weekdays:
    case Frequency::Hourly:
        break;
    }
    return {{Method::Ets, 0.119},
            {Method::DampedEts, 0.150},
            {Method::AdjustedEts, 0.030},
            {Method::DynamicTheta, 0.078},
            {Method::Theta, 0.049},
            {Method::Arima, 0.208},
            {Method::ComplexSmoothing, 0.097},
            {Method::AggregatedTheta, 0.044},
            {Method::Drift, 0.106},
            {Method::SeasonalNaive, 0.119}}; // the mean of the others
}

IntervalFactors pooledFactors(Frequency frequency, std::size_t length)
{
    constexpr std::size_t Short = 9;
    switch (frequency) {
    case Frequency::None:
        return {1.16, 2.07};
    case Frequency::Yearly:
        return length < Short ? IntervalFactors{1.64, 3.04} : IntervalFactors{1.56, 2.58};
    case Frequency::Quarterly:
        return {1.20, 2.05};
    case Frequency::Monthly:
        return {1.08, 1.78};
    case Frequency::Weekly:
    case Frequency::Daily:
    case Frequency::Weekdays:
    case Frequency::Hourly:
        break;
    }
    return {1.2, 2.0};
}

} // namespace consultantos::forecasting
