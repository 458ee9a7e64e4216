// SPDX-License-Identifier: GPL-3.0-or-later
// A driver tree of 20 drivers: a hundred thousand draws, a slider's step, variance shares; the peer is the same arithmetic written
// by hand in C++ with the standard library's generators.
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_preview.h"
#include "analysis/scenarios/simulation.h"
#include "analysis/scenarios/tornado.h"

#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <random>

using namespace consultantos;

namespace {

constexpr qint64 Draws = 100'000;

/// Five products, each with price, volume, unit cost and growth; all kinds of distributions, six correlations.
ScenarioModel twentyDrivers()
{
    ScenarioModel model;
    QString total;
    for (int i = 1; i <= 5; ++i) {
        const auto number = QString::number(i);
        const std::pair<QString, DistributionSpec> drivers[] = {
            {QStringLiteral("price_") + number, DistributionSpec::triangular(8, 10, 15)},
            {QStringLiteral("volume_") + number, DistributionSpec::lognormal(1000, 300)},
            {QStringLiteral("cost_") + number, DistributionSpec::pert(4, 6, 9)},
            {QStringLiteral("growth_") + number, DistributionSpec::normal(0.05, 0.03)}};
        for (const auto &[name, distribution] : drivers) {
            ScenarioDriver driver;
            driver.name = name;
            driver.distribution = distribution;
            model.drivers.append(driver);
        }
        ScenarioFormula profit;
        profit.name = QStringLiteral("profit_") + number;
        profit.formula =
            QStringLiteral("volume_%1 * (1 + growth_%1) ^ 5 * (price_%1 - cost_%1) - max(0, volume_%1 - 1500) * 2")
                .arg(i);
        model.formulas.append(profit);
        total += (i > 1 ? QStringLiteral(" + ") : QString()) + profit.name;
        model.correlations.append(
            {QStringLiteral("price_") + number, QStringLiteral("volume_") + number, -0.4, true, 0});
    }
    model.correlations.append({QStringLiteral("growth_1"), QStringLiteral("growth_2"), 0.6, true, 0});
    ScenarioFormula sum;
    sum.name = QStringLiteral("total");
    sum.formula = total;
    model.formulas.append(sum);
    model.outputs = {sum.name};
    return model;
}

void simulateTwentyDrivers(benchmark::State &state, DrawMethod method, int threads)
{
    const auto model = twentyDrivers();
    QThreadPool pool;
    pool.setMaxThreadCount(threads);
    SimulationOptions options;
    options.draws = Draws;
    options.method = method;
    options.pool = &pool;
    for (auto _ : state) {
        const auto result = simulate(model, options);
        if (!result)
            std::abort();
        benchmark::DoNotOptimize(summarise(result->columns[0]));
    }
}

/// By hand, without correlations: what the arithmetic and std::'s distributions cost alone, on one thread.
void byHand(benchmark::State &state)
{
    for (auto _ : state) {
        std::mt19937_64 random(1);
        std::uniform_real_distribution<double> uniform(0, 1);
        std::lognormal_distribution<double> volume(std::log(1000.0) - std::log(1.09) / 2, std::sqrt(std::log(1.09)));
        std::normal_distribution<double> growth(0.05, 0.03);
        std::gamma_distribution<double> alpha(2.6, 1);
        std::gamma_distribution<double> beta(3.4, 1);
        std::vector<double> totals(Draws);
        for (double &total : totals) {
            for (int product = 0; product < 5; ++product) {
                const double u = uniform(random);
                const double price = u < 2 / 7.0 ? 8 + std::sqrt(u * 7 * 2) : 15 - std::sqrt((1 - u) * 7 * 5);
                const double v = volume(random);
                const double x = alpha(random);
                const double cost = 4 + 5 * x / (x + beta(random));
                total += v * std::pow(1 + growth(random), 5) * (price - cost) - std::max(0.0, v - 1500) * 2;
            }
        }
        benchmark::DoNotOptimize(summarise(totals));
    }
}

/// A slider's step: one driver of the 20 at another value, summary of the output.
void sliderStep(benchmark::State &state)
{
    auto preview = ScenarioPreview::make(twentyDrivers(), static_cast<int>(state.range(0)));
    if (!preview || !preview->update())
        std::abort();
    double value = 5;
    for (auto _ : state) {
        value = value > 8 ? 5 : value + 0.01;
        if (!preview->setDistribution(QStringLiteral("cost_3"), DistributionSpec::pert(4, value, 9)))
            std::abort();
        const auto moved = preview->update();
        if (!moved)
            std::abort();
        benchmark::DoNotOptimize(moved);
    }
}

void shares(benchmark::State &state)
{
    const auto model = twentyDrivers();
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    VarianceShareOptions options;
    options.pool = &pool;
    for (auto _ : state) {
        const auto result = varianceShares(model, QStringLiteral("total"), options);
        if (!result)
            std::abort();
        benchmark::DoNotOptimize(result);
    }
}

} // namespace

BENCHMARK(byHand)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(simulateTwentyDrivers, random_1_thread, DrawMethod::Random, 1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(simulateTwentyDrivers, random_2_threads, DrawMethod::Random, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(simulateTwentyDrivers, sobol_2_threads, DrawMethod::Sobol, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(sliderStep)->Arg(4096)->Arg(16384)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(shares)->Unit(benchmark::kMillisecond)->UseRealTime();

BENCHMARK_MAIN();
