// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/chosen_forecast.h"

#include "analysis/forecasting/forecast_function.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

constexpr std::pair<int, Frequency> Seasons[] = {
    {1, Frequency::Yearly}, {4, Frequency::Quarterly}, {12, Frequency::Monthly}, {52, Frequency::Weekly},
    {7, Frequency::Daily},  {5, Frequency::Weekdays},  {24, Frequency::Hourly}};

constexpr std::pair<double, double ForecastStep::*> Quantiles[] = {{0.5, &ForecastStep::mean},
                                                                   {0.1, &ForecastStep::lower80},
                                                                   {0.9, &ForecastStep::upper80},
                                                                   {0.025, &ForecastStep::lower95},
                                                                   {0.975, &ForecastStep::upper95}};

tl::unexpected<QString> wrong(const char *why)
{
    return tl::unexpected<QString>(QString::fromLatin1(why));
}

bool isWhole(double value, double least, double most)
{
    return value >= least && value <= most && value == std::floor(value);
}

} // namespace

int chosenSeason(Frequency frequency)
{
    const auto *const found = std::find_if(std::begin(Seasons), std::end(Seasons),
                                           [frequency](const auto &one) { return one.second == frequency; });
    return found == std::end(Seasons) ? 0 : found->first;
}

std::optional<PreparedSeries> seasonalSeries(std::span<const double> values, int season)
{
    const auto *const found =
        std::find_if(std::begin(Seasons), std::end(Seasons), [season](const auto &one) { return one.first == season; });
    if (found == std::end(Seasons))
        return std::nullopt;
    PreparedSeries series;
    series.frequency = found->second;
    series.values.assign(values.begin(), values.end());
    return series;
}

namespace {

FunctionResult evaluated(std::span<const ExpressionValue> arguments, SeriesKind kind)
{
    constexpr double MostAhead = 400;
    const auto *values = std::get_if<QList<double>>(&arguments[0]);
    if (!values)
        return wrong("a list is needed, not a single value");
    double numbers[5] = {};
    for (std::size_t i = 0; i < std::size(numbers); ++i) {
        const auto *number = std::get_if<double>(&arguments[i + 1]);
        if (!number)
            return wrong("a single value is needed, not a list");
        numbers[i] = *number;
    }
    const auto [season, horizon, step, quantile, method] = numbers;
    if (!isWhole(horizon, 1, MostAhead))
        return wrong("a forecast looks 1 to 400 whole periods ahead");
    if (!isWhole(step, 1, horizon))
        return wrong("a step of a forecast is a whole number up to its horizon");
    if (!isWhole(method, 0, static_cast<double>(AllMethods.size())))
        return wrong("there is no forecasting method of that number");
    if (!std::all_of(values->begin(), values->end(), [](double value) { return std::isfinite(value); }))
        return wrong("a value is not finite");
    auto series =
        isWhole(season, 1, 52)
            ? seasonalSeries({values->constData(), static_cast<std::size_t>(values->size())}, static_cast<int>(season))
            : std::nullopt;
    if (!series)
        return wrong("a season has 1, 4, 5, 7, 12, 24 or 52 values");
    const auto *const wanted = std::find_if(std::begin(Quantiles), std::end(Quantiles),
                                            [quantile = quantile](const auto &one) { return one.first == quantile; });
    if (wanted == std::end(Quantiles))
        return wrong("a forecast has the quantiles 0.025, 0.1, 0.5, 0.9 and 0.975");
    series->kind = kind;
    ForecastChoice choice;
    if (method > 0)
        choice.method = AllMethods[static_cast<std::size_t>(method) - 1];
    const auto forecast = forecastSeries(*series, static_cast<std::size_t>(horizon), choice);
    if (!forecast)
        return wrong("the method can't forecast these values");
    return forecast->steps[static_cast<std::size_t>(step) - 1].*wanted->second;
}

} // namespace

FunctionResult chosenForecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::Any);
}

FunctionResult chosenAmountForecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::CompanyAmount);
}

FunctionResult chosenResultForecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::CompanyResult);
}

QString chosenForecastFormula(int season, std::size_t horizon, std::size_t step, const char *quantile,
                              std::optional<Method> method, SeriesKind kind)
{
    const auto *const found = method ? std::find(AllMethods.begin(), AllMethods.end(), *method) : AllMethods.end();
    const auto number = found == AllMethods.end() ? 0 : std::distance(AllMethods.begin(), found) + 1;
    return QStringLiteral("chosen_%1(history, %2, %3, %4, %5, %6)")
        .arg(forecastFunctionName(kind), QString::number(season), QString::number(horizon), QString::number(step + 1),
             QLatin1String(quantile), QString::number(number));
}

} // namespace consultantos::forecasting
