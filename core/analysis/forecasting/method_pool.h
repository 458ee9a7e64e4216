// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/arima.h"
#include "analysis/forecasting/exponential_smoothing.h"
#include "analysis/forecasting/method_forecast.h"
#include "analysis/forecasting/seasonality.h"

#include <array>
#include <cstdint>
#include <optional>

namespace consultantos::forecasting {

/// The methods that combinations are made of. Each forecasts a series of any length, or says that it can't.
enum class Method : std::uint8_t {
    Naive,
    SeasonalNaive,
    Drift,
    Ets,          ///< of least AICc
    DampedEts,    ///< of least AICc among those with a damped trend
    Theta,        ///< standard, on the series without its season
    DynamicTheta, ///< optimised, likewise
    ComplexSmoothing,
    Arima,
    AggregatedTheta, ///< means over the levels of temporal aggregation
    AdjustedEts,     ///< of least AICc on the series without its season
    LogArima,        ///< of the logarithms, where all values are positive
};

inline constexpr std::array AllMethods = {
    Method::Naive,     Method::SeasonalNaive,   Method::Drift,        Method::Ets,
    Method::DampedEts, Method::Theta,           Method::DynamicTheta, Method::ComplexSmoothing,
    Method::Arima,     Method::AggregatedTheta, Method::AdjustedEts,  Method::LogArima};

/// A stable short name: "naive", "ets", …
[[nodiscard]] const char *methodName(Method method);

/// The forms and orders that a search chose.
struct ModelChoices {
    std::optional<EtsForm> ets;
    std::optional<EtsForm> dampedEts;
    std::optional<EtsForm> adjustedEts;
    std::optional<ArimaOrder> arima;
    std::optional<ArimaOrder> logArima;
};

/// What the methods share of one series. Not thread-safe.
class MethodPool {
public:
    /// `values` must outlive the pool. `period` 1: no season is looked for.
    MethodPool(Series values, std::size_t period);
    /// Takes over what `choices` were made for a longer part of the same series, and searches no more.
    MethodPool(Series values, std::size_t period, const ModelChoices &choices);

    /// Nothing usable where the method can't forecast the series.
    [[nodiscard]] MethodForecast forecast(Method method, std::size_t steps);
    /// What the forecasts so far chose.
    [[nodiscard]] const ModelChoices &choices() const { return m_choices; }
    [[nodiscard]] bool hasSeason() const { return !m_pattern.isEmpty(); }

private:
    /// The values without the season: what the methods without one of their own see.
    [[nodiscard]] MethodForecast seasoned(MethodForecast forecast) const;

    [[nodiscard]] MethodForecast smoothing(Method method, Series values, std::size_t period, std::size_t steps);
    [[nodiscard]] MethodForecast arima(std::optional<ArimaOrder> &choice, Series values, std::size_t period,
                                       std::size_t steps) const;
    [[nodiscard]] MethodForecast logArima(Series values, std::size_t period, std::size_t steps);

    Series m_values;
    std::size_t m_period;
    ModelChoices m_choices;
    bool m_isChosen = false;
    SeasonalPattern m_pattern;
    Values m_adjusted;
};

} // namespace consultantos::forecasting
