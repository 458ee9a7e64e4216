// SPDX-License-Identifier: GPL-3.0-or-later
// Forecasts: one company from the starter facts to the answer, with its floor (deriving the statements alone), and single
// series. The goal is 100 ms for one company.
#include "agents/forecast_service.h"
#include "analysis/financial_engine.h"
#include "analysis/forecasting/forecaster.h"
#include "base/paths.h"
#include "evidence/local_fact_store.h"

#include <benchmark/benchmark.h>

#include <cmath>

using namespace consultantos;

namespace {

std::shared_ptr<LocalFactStore> store()
{
    return LocalFactStore::load(resourceDir(), nullptr).value();
}

std::shared_ptr<const FinancialEngine> engine()
{
    return std::make_shared<const FinancialEngine>(FinancialEngine::load(resourceDir()).value());
}

/// The statements of all years that are stored, as a forecast needs them.
void deriveAllYears(benchmark::State &state)
{
    const auto facts = store();
    const auto company = facts->findCompany(QStringLiteral("Tesla")).value();
    const auto all = facts->facts(company.id).value();
    const auto figures = engine();
    FinancialOptions options;
    options.annualPeriods = 40;
    options.quarterlyPeriods = 0;
    options.isSplit = false;
    for (auto _ : state)
        benchmark::DoNotOptimize(figures->derive(company, all, options));
}

/// `concepts` lines, by year or quarter, nothing kept between two of them.
void forecastCompany(benchmark::State &state, const QStringList &concepts,
                     std::optional<forecasting::Frequency> frequency)
{
    const ForecastService service(store(), engine(), {});
    ForecastOrder order;
    order.company = QStringLiteral("Tesla");
    order.concepts = concepts;
    order.frequency = frequency;
    for (auto _ : state) {
        if (!service.forecast(order, {}))
            state.SkipWithError("no forecast");
    }
}

/// From the files: what a program that is started for it alone does.
void loadAndForecastCompany(benchmark::State &state)
{
    for (auto _ : state) {
        const ForecastService service(store(), engine(), {});
        ForecastOrder order;
        order.company = QStringLiteral("Tesla");
        if (!service.forecast(order, {}))
            state.SkipWithError("no forecast");
    }
}

/// A series of `range(1)` values with a season and noise, of the frequency.
void forecastOne(benchmark::State &state)
{
    forecasting::PreparedSeries series;
    series.frequency = static_cast<forecasting::Frequency>(state.range(0));
    const auto season = static_cast<double>(forecasting::seasonOf(series.frequency));
    for (int t = 0; t < state.range(1); ++t)
        series.values.push_back(500.0 + t + 50.0 * std::sin(6.283185 * t / season) + 10.0 * std::sin(t * t));
    const auto steps = forecasting::usualSteps(series.frequency);
    for (auto _ : state)
        benchmark::DoNotOptimize(forecasting::forecastSeries(series, steps));
}

constexpr auto place(forecasting::Frequency frequency)
{
    return static_cast<int>(frequency);
}

const QStringList Revenue{QStringLiteral("revenue")};
const QStringList FourLines{QStringLiteral("revenue"), QStringLiteral("operating_income"),
                            QStringLiteral("operating_cash_flow"), QStringLiteral("net_income")};

} // namespace

BENCHMARK(deriveAllYears)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(forecastCompany, revenue_by_year, Revenue, std::nullopt)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(forecastCompany, four_lines_by_year, FourLines, std::nullopt)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(forecastCompany, revenue_by_quarter, Revenue, forecasting::Frequency::Quarterly)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(loadAndForecastCompany)->Unit(benchmark::kMillisecond);
BENCHMARK(forecastOne)
    ->ArgNames({"frequency", "values"})
    ->Args({place(forecasting::Frequency::Yearly), 13})
    ->Args({place(forecasting::Frequency::Quarterly), 52})
    ->Args({place(forecasting::Frequency::Monthly), 120})
    ->Args({place(forecasting::Frequency::Weekly), 260})
    ->Args({place(forecasting::Frequency::Daily), 365})
    ->Args({place(forecasting::Frequency::Hourly), 700})
    ->Args({place(forecasting::Frequency::Hourly), 100'000})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
