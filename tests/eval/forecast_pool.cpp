// SPDX-License-Identifier: GPL-3.0-or-later
// Reads series, one a line: id, period, steps and the values, separated by blanks; prints a line for each series and
// method: id, method, seconds, the forecasts and, behind a bar, their deviations, and the parameters. For the scripts
// beside it. Without arguments: the methods of the pool. Else one model each: ets:ANN, ets:MAdM (fitted completely),
// clean is the pool's methods after outliers are taken out. arima:p,d,q,P,D,Q,constant, theta:0 … theta:3 (by kind), ces, croston, sba, tsb.
#include "analysis/forecasting/anomalies.h"
#include "analysis/forecasting/arima.h"
#include "analysis/forecasting/complex_smoothing.h"
#include "analysis/forecasting/exponential_smoothing.h"
#include "analysis/forecasting/intermittent.h"
#include "analysis/forecasting/method_pool.h"
#include "analysis/forecasting/theta_method.h"

#include <chrono>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

using namespace consultantos::forecasting;

namespace {

Component componentOf(char letter)
{
    return letter == 'A' ? Component::Additive : letter == 'M' ? Component::Multiplicative : Component::None;
}

std::string withLikelihood(std::string parameters, double logLikelihood)
{
    return parameters + " loglik=" + std::to_string(logLikelihood);
}

MethodForecast etsOf(const std::string &form, Series values, std::size_t period, std::size_t steps)
{
    const bool isDamped = form.size() == 4;
    const auto model =
        fitEts(values, period, {componentOf(form[0]), componentOf(form[1]), isDamped, componentOf(form.back())},
               EtsEffort::Complete);
    if (!model)
        return {};
    auto forecast = forecastEts(*model, values, steps, 0);
    forecast.parameters = withLikelihood(forecast.parameters, model->logLikelihood);
    return forecast;
}

MethodForecast arimaOf(const std::string &text, Series values, std::size_t period, std::size_t steps)
{
    ArimaOrder order;
    int constant = 0;
    std::sscanf(text.c_str(), "%d,%d,%d,%d,%d,%d,%d", &order.p, &order.d, &order.q, &order.seasonalP, &order.seasonalD,
                &order.seasonalQ, &constant);
    order.period = period;
    order.hasConstant = constant != 0;
    const auto model = fitArima(values, order);
    if (!model)
        return {};
    auto forecast = forecastArima(*model, values, steps);
    forecast.parameters = withLikelihood(forecast.parameters, model->logLikelihood);
    return forecast;
}

MethodForecast forecastOf(const std::string &wanted, Series values, std::size_t period, std::size_t steps)
{
    const auto colon = wanted.find(':');
    const auto name = wanted.substr(0, colon);
    const auto detail = colon == std::string::npos ? std::string() : wanted.substr(colon + 1);
    if (name == "ets" && !detail.empty())
        return etsOf(detail, values, period, steps);
    if (name == "arima" && !detail.empty())
        return arimaOf(detail, values, period, steps);
    if (name == "theta" && !detail.empty())
        return forecastTheta(values, steps, static_cast<ThetaKind>(std::stoi(detail)));
    if (name == "ces")
        return forecastComplexSmoothing(values, steps);
    if (name == "croston" || name == "sba" || name == "tsb")
        return forecastIntermittent(values, steps,
                                    name == "croston" ? IntermittentKind::Croston
                                    : name == "sba"   ? IntermittentKind::Sba
                                                      : IntermittentKind::Tsb);
    return {};
}

template <typename Forecast>
void printLine(const std::string &id, const std::string &method, Forecast &&make)
{
    const auto start = std::chrono::steady_clock::now();
    const MethodForecast forecast = make();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!forecast.isUsable())
        return;
    std::printf("%s\t%s\t%.6f\t", id.c_str(), method.c_str(), taken.count());
    for (const double value : forecast.mean)
        std::printf("%.10g ", value);
    std::printf("|");
    for (const double value : forecast.deviation)
        std::printf(" %.8g", value);
    std::printf("\t%s\n", forecast.parameters.c_str());
}

} // namespace

int main(int argc, char **argv)
{
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream stream(line);
        std::string id;
        std::size_t period = 1;
        std::size_t steps = 1;
        stream >> id >> period >> steps;
        Values values;
        for (double value = 0.0; stream >> value;)
            values.push_back(value);
        const bool cleans = argc == 2 && std::string(argv[1]) == "clean";
        if (cleans)
            values = withoutOutliers(values, period, findAnomalies(values, period));
        for (int i = 1; i < argc && !cleans; ++i)
            printLine(id, argv[i], [&] { return forecastOf(argv[i], values, period, steps); });
        MethodPool pool(values, period);
        for (const auto method : AllMethods) {
            if (argc == 1 || cleans)
                printLine(id, methodName(method), [&] { return pool.forecast(method, steps); });
        }
    }
    return 0;
}
