// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/arima.h"

#include "analysis/forecasting/arma_likelihood.h"
#include "analysis/forecasting/least_squares.h"
#include "analysis/forecasting/series_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace consultantos::forecasting {

namespace {

/// Coefficients of a stationary autoregression from any numbers, by partial autocorrelations tanh(x): Monahan (1984),
/// Biometrika 71.
Values stationaryFrom(Series free)
{
    Values weights(free.size());
    Values former(free.size());
    for (std::size_t k = 0; k < free.size(); ++k) {
        const double partial = std::tanh(free[k]);
        weights[k] = partial;
        for (std::size_t i = 0; i < k; ++i)
            weights[i] = former[i] - partial * former[k - 1 - i];
        former = weights;
    }
    return weights;
}

/// (1 − Σ a·B)(1 − Σ s·B^period) without its leading 1, with the sign of an autoregression.
Values expanded(const Values &plain, const Values &seasonal, std::size_t period)
{
    Values result(plain.size() + seasonal.size() * period, 0.0);
    for (std::size_t i = 0; i < plain.size(); ++i)
        result[i] += plain[i];
    for (std::size_t s = 0; s < seasonal.size(); ++s) {
        result[(s + 1) * period - 1] += seasonal[s];
        for (std::size_t i = 0; i < plain.size(); ++i)
            result[(s + 1) * period + i] -= plain[i] * seasonal[s];
    }
    return result;
}

Values negated(Values values)
{
    for (auto &value : values)
        value = -value;
    return values;
}

Values differenced(Series values, const ArimaOrder &order)
{
    Values result(values.begin(), values.end());
    for (int k = 0; k < order.seasonalD; ++k)
        result = differences(result, order.period);
    for (int k = 0; k < order.d; ++k)
        result = differences(result, 1);
    return result;
}

std::size_t sizeOf(int count)
{
    return static_cast<std::size_t>(count);
}

/// The model at a point of the search.
void unpack(Series point, double scale, ArimaModel &model)
{
    const auto &order = model.order;
    std::size_t at = 0;
    const auto take = [&](int count) {
        const auto part = stationaryFrom(point.subspan(at, sizeOf(count)));
        at += sizeOf(count);
        return part;
    };
    model.ar = take(order.p);
    model.ma = negated(take(order.q));
    model.seasonalAr = take(order.seasonalP);
    model.seasonalMa = negated(take(order.seasonalQ));
    model.constant = order.hasConstant ? point[at] * scale : 0.0;
}

ArmaProcess processOf(const ArimaModel &model)
{
    return {expanded(model.ar, model.seasonalAr, model.order.period),
            negated(expanded(negated(model.ma), negated(model.seasonalMa), model.order.period))};
}

} // namespace

std::string ArimaOrder::name() const
{
    std::array<char, 96> text{};
    if (seasonalP + seasonalD + seasonalQ > 0)
        std::snprintf(text.data(), text.size(), "ARIMA(%d,%d,%d)(%d,%d,%d)[%zu]", p, d, q, seasonalP, seasonalD,
                      seasonalQ, period);
    else
        std::snprintf(text.data(), text.size(), "ARIMA(%d,%d,%d)", p, d, q);
    return text.data() + std::string(hasConstant ? (d + seasonalD > 0 ? " with drift" : " with mean") : "");
}

std::optional<ArimaModel> fitArima(Series values, const ArimaOrder &order)
{
    const auto series = differenced(values, order);
    const std::size_t n = series.size();
    const int count = order.coefficients();
    if (asReal(n) < count + 3)
        return std::nullopt;
    ArimaModel model;
    model.order = order;
    const double mean = meanOf(series);
    const double scale = std::sqrt(varianceOf(series));
    if (!(scale > 0.0))
        return std::nullopt;

    // −2 log L is n·log of Σe²/v · (Πv)^(1/n), so the likelihood is a problem of least squares, too.
    Values centred(n);
    const auto residuals = [&](Series point, Values &result) {
        unpack(point, scale, model);
        for (std::size_t t = 0; t < n; ++t)
            centred[t] = (series[t] - model.constant) / scale;
        const auto innovations = innovationsOf(centred, processOf(model));
        if (!innovations.isSound)
            return false;
        double logs = 0.0;
        for (const double variance : innovations.variances)
            logs += std::log(variance);
        const double factor = std::exp(logs / (2.0 * asReal(n)));
        result.resize(n);
        for (std::size_t t = 0; t < n; ++t)
            result[t] = innovations.errors[t] / std::sqrt(innovations.variances[t]) * factor;
        return true;
    };
    Values point(sizeOf(count), 0.1);
    if (order.hasConstant)
        point.back() = mean / scale;
    const double squares = minimiseSquares(point, residuals);
    if (!std::isfinite(squares) || squares <= 0.0)
        return std::nullopt;

    unpack(point, scale, model);
    for (std::size_t t = 0; t < n; ++t)
        centred[t] = series[t] - model.constant;
    auto innovations = innovationsOf(centred, processOf(model));
    if (!innovations.isSound)
        return std::nullopt;
    double sum = 0.0;
    for (std::size_t t = 0; t < n; ++t)
        sum += innovations.errors[t] * innovations.errors[t] / innovations.variances[t];
    model.variance = sum / std::max(1.0, asReal(n) - count);
    model.errors = std::move(innovations.errors);
    const double length = asReal(n);
    model.logLikelihood = -length / 2.0 * (std::log(2.0 * std::numbers::pi * squares * scale * scale / length) + 1.0);
    const double k = count + 1.0;
    model.criterion = -2.0 * model.logLikelihood + 2.0 * k
                      + (length - k - 1.0 > 0.0 ? 2.0 * k * (k + 1.0) / (length - k - 1.0) : INFINITY);
    return model;
}

MethodForecast forecastArima(const ArimaModel &model, Series values, std::size_t steps)
{
    const auto &order = model.order;
    const auto process = processOf(model);
    auto series = differenced(values, order);
    auto errors = model.errors;
    for (std::size_t step = 0; step < steps; ++step) {
        double next = model.constant;
        for (std::size_t i = 0; i < process.ar.size() && i < series.size(); ++i)
            next += process.ar[i] * (series[series.size() - 1 - i] - model.constant);
        for (std::size_t j = 0; j < process.ma.size() && j < errors.size(); ++j)
            next += process.ma[j] * errors[errors.size() - 1 - j];
        series.push_back(next);
        errors.push_back(0.0);
    }
    // The differences are taken back by the polynomial (1 − B)^d (1 − B^s)^D, which gives the error's weights as well.
    Values weights;
    for (int k = 0; k < order.d; ++k)
        weights = expanded(weights.empty() ? Values{1.0} : weights, weights.empty() ? Values{} : Values{1.0}, 1);
    for (int k = 0; k < order.seasonalD; ++k)
        weights = expanded(weights, Values{1.0}, order.period);
    MethodForecast result;
    Values levels(values.begin(), values.end());
    const std::size_t first = series.size() - steps;
    for (std::size_t step = 0; step < steps; ++step) {
        double next = series[first + step];
        for (std::size_t i = 0; i < weights.size(); ++i)
            next += weights[i] * levels[levels.size() - 1 - i];
        levels.push_back(next);
        result.mean.push_back(next);
    }
    const auto psi = movingAverageWeights(processOf(model), steps);
    const auto levelPsi = movingAverageWeights({weights, {psi.begin() + 1, psi.end()}}, steps);
    double sum = 0.0;
    for (std::size_t step = 0; step < steps; ++step) {
        sum += levelPsi[step] * levelPsi[step];
        result.deviation.push_back(std::sqrt(model.variance * sum));
    }
    result.parameters = order.name();
    return result;
}

} // namespace consultantos::forecasting
