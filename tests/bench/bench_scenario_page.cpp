// SPDX-License-Identifier: GPL-3.0-or-later
// A slider's step of a scenario of 20 drivers as the window makes it: computed and painted, in one thread, and through the desk
// from the slider to the figures' arrival. The same of a company's driver tree: 38 quantities, its table and its chart.
#include "analysis/scenarios/scenario_preview.h"
#include "analysis/valuation/driver_forecast.h"
#include "base/paths.h"
#include "evidence/local_fact_store.h"
#include "evidence/valuation_basis.h"
#include "forecast/driver_fan.h"
#include "forecast/driver_year_model.h"
#include "scenarios/histogram_view.h"
#include "scenarios/scenario_desk.h"

#include <QApplication>
#include <QEventLoop>
#include <QImage>
#include <QTableView>
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

CompanyDrivers microsoft()
{
    const auto store = LocalFactStore::load(resourceDir(), nullptr);
    const auto basis = store ? valuationBasis(**store, QStringLiteral("Microsoft"), resourceDir(), QDate(2026, 1, 31))
                             : tl::unexpected(store.error());
    const auto start = basis ? startingValuation(basis->sources) : tl::unexpected(basis.error());
    auto drivers = start ? companyDrivers(basis->sources.financials, *start) : tl::unexpected(start.error());
    if (!drivers)
        std::abort();
    drivers->model.outputs = driverQuantities(drivers->years) + drivers->model.outputs.mid(0, 3);
    drivers->model.axes.clear();
    return *drivers;
}

void driversStepComputedAndPainted(benchmark::State &state)
{
    constexpr int Draws = 1024; // as the tab takes
    QThreadPool pool;
    ScenarioDesk desk(&pool, nullptr, Draws);
    DriverYearModel model(desk);
    const auto drivers = microsoft();
    model.setDrivers(drivers);
    QTableView table;
    table.setModel(&model);
    table.resize(1000, 240);
    DriverFan fan;
    fan.resize(640, 220);
    QImage image(QSize(2000, 480), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    QEventLoop loop;
    QObject::connect(&desk, &ScenarioDesk::figuresChanged, &loop, &QEventLoop::quit);
    desk.setModel(drivers.model);
    loop.exec();
    double value = 0.02;
    for (auto _ : state) {
        value = value > 0.3 ? 0.02 : value + 0.001;
        desk.setPinned(QStringLiteral("growth"), value);
        loop.exec();
        QList<DriverFan::Year> years;
        for (int year = 1; year <= drivers.years; ++year) {
            const auto *summary = model.summaryOf(DriverLine::Revenue, year);
            if (summary == nullptr)
                std::abort();
            years.append({driverYearLabel(drivers, year), summary->quantile(0.5), summary->quantile(0.1),
                          summary->quantile(0.9), summary->quantile(0.05), summary->quantile(0.95),
                          model.unpinnedOf(DriverLine::Revenue, year)->quantile(0.5), false});
        }
        fan.show(QStringLiteral("Revenue"), QStringLiteral("USD"), driverYearLabel(drivers, 0),
                 model.lastOf(DriverLine::Revenue), years);
        fan.render(&image);
        table.render(&image);
        benchmark::DoNotOptimize(image.constBits());
    }
}

} // namespace

BENCHMARK(driversStepComputedAndPainted)->Unit(benchmark::kMillisecond)->UseRealTime();
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
