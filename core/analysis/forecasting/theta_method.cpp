// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/theta_method.h"

#include "analysis/forecasting/nelder_mead.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace consultantos::forecasting {

namespace {

struct ThetaParameters {
    double level = 0.0; ///< before the first value
    double alpha = 0.5;
    double theta = 2.0;
};

/// One way through a series.
class ThetaState {
public:
    ThetaState(const ThetaParameters &parameters, bool isDynamic, Line line)
        : m_alpha(parameters.alpha)
        , m_trendWeight(1.0 - 1.0 / parameters.theta)
        , m_isDynamic(isDynamic)
        , m_level(parameters.level)
        , m_intercept(line.intercept)
        , m_slope(line.slope)
    {
    }

    /// Of the next value; equation (16) of the paper, the dynamic one with the line so far.
    [[nodiscard]] double forecast() const
    {
        if (m_isDynamic && m_count == 0.0)
            return m_level;
        return m_level
               + m_trendWeight * (m_decay * m_intercept + (1.0 - m_decay * (1.0 - m_alpha)) / m_alpha * m_slope);
    }

    void update(double value)
    {
        m_count += 1.0;
        m_level = m_alpha * value + (1.0 - m_alpha) * m_level;
        m_decay *= 1.0 - m_alpha;
        if (!m_isDynamic)
            return;
        const double t = m_count;
        if (t == 1.0) {
            m_mean = value;
            m_intercept = value;
            m_slope = 0.0;
            return;
        }
        m_slope = ((t - 2.0) * m_slope + 6.0 / t * (value - m_mean)) / (t + 1.0);
        m_mean = ((t - 1.0) * m_mean + value) / t;
        m_intercept = m_mean - (t + 1.0) / 2.0 * m_slope;
    }

private:
    double m_alpha;
    double m_trendWeight;
    bool m_isDynamic;
    double m_level;
    double m_intercept; ///< of the line at period 0
    double m_slope;
    double m_decay = 1.0; ///< (1 − alpha)^t
    double m_count = 0.0;
    double m_mean = 0.0;
};

} // namespace

MethodForecast forecastTheta(Series values, std::size_t steps, ThetaKind kind)
{
    MethodForecast result;
    if (values.size() < 3)
        return result;
    const bool isDynamic = kind == ThetaKind::DynamicStandard || kind == ThetaKind::DynamicOptimised;
    const bool isOptimised = kind == ThetaKind::Optimised || kind == ThetaKind::DynamicOptimised;
    auto line = lineThrough(values);
    line.intercept -= line.slope; // the first value stands at period 1
    const double scale = std::max(std::sqrt(varianceOf(values)), 1e-12);
    const std::size_t skipped = isDynamic ? 2 : 0; // the line begins with two values

    const auto parametersOf = [&](const Values &point) {
        return ThetaParameters{point[0] * scale, point[1], isOptimised ? point[2] : 2.0};
    };
    const auto loss = [&](const Values &point) {
        const auto parameters = parametersOf(point);
        constexpr double GreatestTheta = 1e10;
        if (parameters.alpha < 0.1 || parameters.alpha > 0.99 || parameters.theta < 1.0
            || parameters.theta > GreatestTheta)
            return static_cast<double>(INFINITY);
        ThetaState state(parameters, isDynamic, line);
        double squares = 0.0;
        for (std::size_t t = 0; t < values.size(); ++t) {
            const double error = values[t] - state.forecast();
            if (t >= skipped)
                squares += error * error;
            state.update(values[t]);
        }
        return squares / (scale * scale);
    };
    Values point = {values.front() / scale / 2.0, 0.5};
    Values steps0 = {values.front() / scale / 4.0 + 0.1, 0.2};
    if (isOptimised) {
        point.push_back(2.0);
        steps0.push_back(1.0);
    }
    minimiseBySimplex(point, steps0, {500, 1e-8}, loss);
    const double squares = minimiseBySimplex(point, Values(point.size(), 0.1), {300, 1e-8}, loss) * scale * scale;

    const auto parameters = parametersOf(point);
    ThetaState state(parameters, isDynamic, line);
    for (const double value : values)
        state.update(value);
    const double variance = squares / std::max(1.0, asReal(values.size()) - asReal(point.size()) - asReal(skipped));
    for (std::size_t step = 0; step < steps; ++step) {
        result.mean.push_back(state.forecast());
        state.update(result.mean.back());
        result.deviation.push_back(std::sqrt(variance * (1.0 + asReal(step) * parameters.alpha * parameters.alpha)));
    }
    constexpr std::array Names = {"Theta", "Optimised Theta", "Dynamic Theta", "Dynamic optimised Theta"};
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), "%s alpha=%.3f theta=%.3g", Names.at(static_cast<std::size_t>(kind)),
                  parameters.alpha, parameters.theta);
    result.parameters = text.data();
    return result;
}

} // namespace consultantos::forecasting
