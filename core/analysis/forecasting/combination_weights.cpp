// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/combination.h"
#include "analysis/forecasting/interval_calibration.h"

#include <algorithm>
#include <array>

namespace consultantos::forecasting {

// The numbers below are printed by tests/eval/tune_forecasts.py, which reads training parts alone: of the M3 competition,
// whose "other" series, which have no season, stand for those without a frequency, and of the series that
// tests/eval/gather_series.py gathers.

double adaptationPower(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Weekly:
    case Frequency::Hourly:
        return 2.0;
    case Frequency::Daily:
    case Frequency::Weekdays:
        return 1.0;
    case Frequency::None:
    case Frequency::Yearly:
    case Frequency::Quarterly:
    case Frequency::Monthly:
        break;
    }
    return 0.0;
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
        return {{Method::Ets, 0.100},
                {Method::DampedEts, 0.049},
                {Method::AdjustedEts, 0.027},
                {Method::DynamicTheta, 0.027},
                {Method::Theta, 0.066},
                {Method::Arima, 0.329},
                {Method::ComplexSmoothing, 0.027},
                {Method::AggregatedTheta, 0.027},
                {Method::Drift, 0.088},
                {Method::SeasonalNaive, 0.232},
                {Method::Naive, 0.027}};
    case Frequency::Daily:
    case Frequency::Weekdays:
        return {{Method::Ets, 0.055},
                {Method::DampedEts, 0.030},
                {Method::AdjustedEts, 0.030},
                {Method::DynamicTheta, 0.032},
                {Method::Theta, 0.154},
                {Method::Arima, 0.276},
                {Method::ComplexSmoothing, 0.030},
                {Method::AggregatedTheta, 0.173},
                {Method::SeasonalNaive, 0.190},
                {Method::Naive, 0.030}};
    case Frequency::Hourly:
        break;
    }
    return {{Method::Ets, 0.033},
            {Method::DampedEts, 0.037},
            {Method::AdjustedEts, 0.033},
            {Method::DynamicTheta, 0.045},
            {Method::Theta, 0.045},
            {Method::Arima, 0.290},
            {Method::ComplexSmoothing, 0.034},
            {Method::AggregatedTheta, 0.156},
            {Method::SeasonalNaive, 0.326}};
}

IntervalFactors shortFactors(Frequency frequency, SeriesKind kind, std::size_t length)
{
    constexpr std::size_t Fewest = 2;
    // Of few values no form but equal widths scores well at 95 %.
    constexpr std::array<IntervalFactors, 6> OfAmounts = {
        {{3.7, 15.9}, {3.7, 12.4}, {2.9, 10.1}, {2.7, 9.4}, {2.2, 4.9, true}, {2.1, 4.3, true}}};
    constexpr std::array<IntervalFactors, 6> OfResults = {
        {{3.7, 15.9}, {2.6, 7.4}, {2.3, 5.6}, {2.5, 5.6}, {2.7, 6.4}, {2.9, 6.7}}};
    constexpr std::array<IntervalFactors, 6> OfYears = {
        {{4.3, 14.0}, {2.9, 6.5}, {2.1, 4.4}, {1.9, 3.6}, {1.7, 3.2}, {1.7, 3.3}}};
    constexpr std::array<IntervalFactors, 6> OfOthers = {
        {{2.8, 10.5}, {1.9, 4.3}, {1.7, 3.3}, {1.5, 3.0}, {1.5, 2.7}, {1.4, 2.6}}};
    const auto place = std::clamp(length, Fewest, Fewest + OfYears.size() - 1) - Fewest;
    if (kind != SeriesKind::Any)
        return kind == SeriesKind::CompanyAmount ? OfAmounts[place] : OfResults[place];
    return frequency == Frequency::Yearly ? OfYears[place] : OfOthers[place];
}

IntervalFactors pooledFactors(Frequency frequency, SeriesKind kind, std::size_t length)
{
    if (frequency == Frequency::Yearly && kind != SeriesKind::Any)
        return kind == SeriesKind::CompanyAmount ? IntervalFactors{1.93, 3.44, true} : IntervalFactors{3.32, 7.45};
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
        return {1.11, 2.07};
    case Frequency::Daily:
    case Frequency::Weekdays:
        return {1.15, 1.95};
    case Frequency::Hourly:
        break;
    }
    return {1.06, 1.82};
}

} // namespace consultantos::forecasting
