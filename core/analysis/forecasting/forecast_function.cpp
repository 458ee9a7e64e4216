// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/forecast_function.h"

#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

tl::unexpected<QString> wrong(const char *why)
{
    return tl::unexpected<QString>(QString::fromLatin1(why));
}

constexpr std::pair<double, double ForecastStep::*> Quantiles[] = {{0.5, &ForecastStep::mean},
                                                                   {0.1, &ForecastStep::lower80},
                                                                   {0.9, &ForecastStep::upper80},
                                                                   {0.025, &ForecastStep::lower95},
                                                                   {0.975, &ForecastStep::upper95}};

FunctionResult evaluated(std::span<const ExpressionValue> arguments, SeriesKind kind)
{
    constexpr double MostAhead = 400;
    const auto *values = std::get_if<QList<double>>(&arguments[0]);
    if (!values)
        return wrong("a list is needed, not a single value");
    const auto *perYear = std::get_if<double>(&arguments[1]);
    const auto *step = std::get_if<double>(&arguments[3]);
    const auto *horizon = std::get_if<double>(&arguments[2]);
    const auto *quantile = std::get_if<double>(&arguments[4]);
    if (!perYear || !horizon || !step || !quantile)
        return wrong("a single value is needed, not a list");
    if (*perYear != 1 && *perYear != 4 && *perYear != 12)
        return wrong("a forecast knows 1, 4 or 12 values a year");
    if (!(*horizon >= 1 && *horizon <= MostAhead) || *horizon != std::floor(*horizon))
        return wrong("a forecast looks 1 to 400 whole periods ahead");
    if (!(*step >= 1 && *step <= *horizon) || *step != std::floor(*step))
        return wrong("a step of a forecast is a whole number up to its horizon");
    for (const double value : *values) {
        if (!std::isfinite(value))
            return wrong("a value is not finite");
    }
    for (const auto &[known, member] : Quantiles) {
        if (*quantile != known)
            continue;
        const auto series = undatedSeries({values->constData(), static_cast<std::size_t>(values->size())},
                                          static_cast<int>(*perYear), kind);
        const auto forecast = forecastSeries(series, static_cast<std::size_t>(*horizon));
        if (!forecast)
            return wrong("a forecast needs two values at least");
        return forecast->steps[static_cast<std::size_t>(*step) - 1].*member;
    }
    return wrong("a forecast has the quantiles 0.025, 0.1, 0.5, 0.9 and 0.975");
}

} // namespace

PreparedSeries undatedSeries(std::span<const double> values, int valuesPerYear, SeriesKind kind)
{
    PreparedSeries series;
    series.kind = kind;
    series.frequency = valuesPerYear == 12  ? Frequency::Monthly
                       : valuesPerYear == 4 ? Frequency::Quarterly
                                            : Frequency::Yearly;
    series.values.assign(values.begin(), values.end());
    return series;
}

FunctionResult forecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::Any);
}

FunctionResult amountForecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::CompanyAmount);
}

FunctionResult resultForecastFunction(std::span<const ExpressionValue> arguments)
{
    return evaluated(arguments, SeriesKind::CompanyResult);
}

QString forecastFunctionName(SeriesKind kind)
{
    switch (kind) {
    case SeriesKind::CompanyAmount:
        return QStringLiteral("amount_forecast");
    case SeriesKind::CompanyResult:
        return QStringLiteral("result_forecast");
    case SeriesKind::Any:
        break;
    }
    return QStringLiteral("forecast");
}

} // namespace consultantos::forecasting
