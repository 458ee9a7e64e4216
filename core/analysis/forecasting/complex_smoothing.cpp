// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/complex_smoothing.h"

#include "analysis/forecasting/nelder_mead.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace consultantos::forecasting {

namespace {

struct ComplexState {
    double real = 0.0; ///< the smoothing parameter alpha0 + i·alpha1
    double imaginary = 0.0;
    double level = 0.0;
    double potential = 0.0;

    void update(double error)
    {
        const double former = level;
        level = former - (1.0 - imaginary) * potential + (real - imaginary) * error;
        potential = former + (1.0 - real) * potential + (real + imaginary) * error;
    }

    /// Old values lose their weight: both roots of the discount matrix lie within the unit circle.
    [[nodiscard]] bool isStable() const
    {
        const double trace = 2.0 - 2.0 * real + imaginary;
        const double determinant =
            (1.0 - real + imaginary) * (1.0 - real) + (1.0 - imaginary) * (1.0 - real - imaginary);
        return std::abs(determinant) < 1.0 && std::abs(trace) < 1.0 + determinant;
    }
};

} // namespace

MethodForecast forecastComplexSmoothing(Series values, std::size_t steps)
{
    MethodForecast result;
    if (values.size() < 5)
        return result;
    const double scale = std::max(std::sqrt(varianceOf(values)), 1e-12);
    const double start = meanOf(values.first(std::min<std::size_t>(values.size(), 10)));
    // The first state is found by going back through the series: two numbers less to estimate from a short one.
    const auto stateOf = [&](const Values &point) {
        constexpr double LevelToPotential = 1.1;
        ComplexState state{point[0], point[1], start, start / LevelToPotential};
        for (const double value : values)
            state.update(value - state.level);
        for (std::size_t t = values.size(); t-- > 0;)
            state.update(values[t] - state.level);
        return state;
    };
    const auto loss = [&](const Values &point) {
        if (!ComplexState{point[0], point[1], 0.0, 0.0}.isStable())
            return static_cast<double>(INFINITY);
        auto state = stateOf(point);
        double squares = 0.0;
        for (const double value : values) {
            const double error = (value - state.level) / scale;
            squares += error * error;
            state.update(error * scale);
        }
        return squares;
    };
    Values point = {1.3, 1.0};
    minimiseBySimplex(point, {-0.2, 0.02}, {300, 1e-8}, loss);
    const double squares = minimiseBySimplex(point, {0.1, 0.01}, {200, 1e-8}, loss);

    auto state = stateOf(point);
    for (const double value : values)
        state.update(value - state.level);
    const double variance = squares * scale * scale / std::max(1.0, asReal(values.size()) - 2.0);
    ComplexState response{point[0], point[1], 0.0, 0.0}; // to one unit of error: the weights of the moving average
    response.update(1.0);
    double sum = 1.0;
    for (std::size_t step = 0; step < steps; ++step) {
        result.mean.push_back(state.level);
        result.deviation.push_back(std::sqrt(variance * sum));
        sum += response.level * response.level;
        state.update(0.0);
        response.update(0.0);
    }
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "CES alpha=%.3f+%.3fi", point[0], point[1]);
    result.parameters = text.data();
    return result;
}

} // namespace consultantos::forecasting
