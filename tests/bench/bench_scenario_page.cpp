// SPDX-License-Identifier: GPL-3.0-or-later
// A slider's step of a scenario of 20 drivers as the window makes it: computed and painted, in one thread, and through the desk
// from the slider to the figures' arrival.
#include "analysis/scenarios/scenario_preview.h"
#include "scenarios/histogram_view.h"
#include "scenarios/scenario_desk.h"

#include <QApplication>
#include <QEventLoop>
#include <QImage>
#include <QThreadPool>

#include <benchmark/benchmark.h>

#include <cstdlib>

using namespace consultantos;

namespace {

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
        profit.formula = QStringLiteral("volume_%1 * (1 + growth_%1) ^ 5 * (price_%1 - cost_%1)").arg(i);
        model.formulas.append(profit);
        total += (i > 1 ? QStringLiteral(" + ") : QString()) + profit.name;
    }
    ScenarioFormula sum;
    sum.name = QStringLiteral("total");
    sum.unit = QStringLiteral("USD");
    sum.formula = total;
    model.formulas.append(sum);
    model.outputs = {sum.name};
    model.lines = {{sum.name, 20'000, QStringLiteral("Goal")}};
    return model;
}

void stepComputedAndPainted(benchmark::State &state)
{
    auto preview = ScenarioPreview::make(twentyDrivers());
    if (!preview || !preview->update())
        std::abort();
    HistogramView view;
    view.resize(700, 320);
    QImage image(view.size() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    const auto before = preview->update()->first();
    double value = 5;
    for (auto _ : state) {
        value = value > 8 ? 5 : value + 0.01;
        if (!preview->setDistribution(QStringLiteral("cost_3"), DistributionSpec::constant(value)))
            std::abort();
        const auto moved = preview->update();
        if (!moved)
            std::abort();
        const auto reached = probabilityAtLeast(preview->draws(QStringLiteral("total")), 20'000);
        view.show(QStringLiteral("Total"), QStringLiteral("USD"), moved->first(),
                  {{20'000, QStringLiteral("Goal"), reached.probability}}, before);
        view.render(&image);
        benchmark::DoNotOptimize(image.constBits());
    }
}

void answerOfTheDesk(benchmark::State &state)
{
    QThreadPool pool;
    ScenarioDesk desk(&pool);
    QEventLoop loop;
    QObject::connect(&desk, &ScenarioDesk::figuresChanged, &loop, &QEventLoop::quit);
    desk.setModel(twentyDrivers());
    loop.exec();
    double value = 5;
    for (auto _ : state) {
        value = value > 8 ? 5 : value + 0.01;
        desk.setPinned(QStringLiteral("cost_3"), value);
        loop.exec();
    }
}

} // namespace

BENCHMARK(stepComputedAndPainted)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(answerOfTheDesk)->Unit(benchmark::kMillisecond)->UseRealTime();

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
