// SPDX-License-Identifier: GPL-3.0-or-later
// Monte Carlo against closed forms, and against itself with other numbers of threads.
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/scenario_preview.h"
#include "analysis/scenarios/scenario_worlds.h"
#include "analysis/scenarios/simulation.h"
#include "scenario_texts.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QList>
#include <QString>
#include <QTest>
#include <QThreadPool>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace consultantos;

namespace {

ScenarioModel modelOf(const QList<std::pair<QString, DistributionSpec>> &drivers, const QString &formula)
{
    ScenarioModel model;
    for (const auto &[name, distribution] : drivers) {
        ScenarioDriver driver;
        driver.name = name;
        driver.distribution = distribution;
        model.drivers.append(driver);
    }
    ScenarioFormula made;
    made.name = QStringLiteral("y");
    made.formula = formula;
    model.formulas = {made};
    model.outputs = {made.name};
    return model;
}

ScenarioModel launch()
{
    return *readScenarioModel(LaunchFile, QStringLiteral("launch.json"));
}

double rankCorrelation(const std::vector<double> &left, const std::vector<double> &right)
{
    const auto ranks = [](const std::vector<double> &values) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
        std::vector<double> result(values.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            result[order[i]] = static_cast<double>(i);
        return result;
    };
    const auto a = ranks(left);
    const auto b = ranks(right);
    const double middle = (static_cast<double>(a.size()) - 1) / 2;
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        products += (a[i] - middle) * (b[i] - middle);
        squares += (a[i] - middle) * (a[i] - middle);
    }
    return products / squares;
}

SimulationOptions drawing(qint64 draws, quint64 seed = 1)
{
    SimulationOptions options;
    options.draws = draws;
    options.seed = seed;
    return options;
}

} // namespace

class TestSimulation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumOfNormals_data();
    void sumOfNormals();
    void productOfLognormals();
    void sobolIsMoreExactThanRandom();
    void copulaKeepsRankCorrelationAndMargins();
    void sameNumbersWithAnyNumberOfThreads();
    void numbersArePinned();
    void anotherDriverLeavesTheOthersAlone();
    void undefinedDrawsAreCounted();
    void nothingDefinedIsAnError();
    void contradictingCorrelations();
    void cancels();
    void summaryOfKnownValues();
    void equalValuesHaveNoSpread();
    void probabilityOfCrossing();
    void worldsAndSignposts();
    void previewEqualsTheSimulation();
    void previewComputesOnlyWhatChanged();
    void previewCatchesUpAfterCancelling();
};

void TestSimulation::sumOfNormals_data()
{
    QTest::addColumn<bool>("isSobol");
    QTest::addRow("random") << false;
    QTest::addRow("sobol") << true;
}

void TestSimulation::sumOfNormals()
{
    QFETCH(bool, isSobol);
    // N(1, 2²) + 3 N(−1, 0.5²) correlated by 0.6: mean −2, variance 4 + 2.25 + 2 · 0.6 · 2 · 1.5 = 9.85.
    auto model = modelOf({{QStringLiteral("a"), DistributionSpec::normal(1, 2)},
                          {QStringLiteral("b"), DistributionSpec::normal(-1, 0.5)}},
                         QStringLiteral("a + 3 * b"));
    model.correlations = {{QStringLiteral("a"), QStringLiteral("b"), 0.6, false, 0}};
    SimulationOptions options;
    options.draws = 1 << 17;
    options.method = isSobol ? DrawMethod::Sobol : DrawMethod::Random;
    const auto result = simulate(model, options);
    QVERIFY(result);
    const auto summary = summarise(result->columns[0]);
    const double sd = std::sqrt(9.85);
    const double tolerance = isSobol ? 2e-4 : 4 * summary.standardError;
    QVERIFY2(std::abs(summary.mean + 2) < tolerance, qPrintable(QString::number(summary.mean, 'g', 12)));
    QVERIFY(std::abs(summary.sd / sd - 1) < 0.01);
    QVERIFY(std::abs(summary.quantile(0.95) - (-2 + 1.6448536 * sd)) < 0.05);
    const auto crossing = probabilityAtLeast(result->columns[0], 0);
    QVERIFY(std::abs(crossing.probability - 0.5 * std::erfc(2 / sd / std::sqrt(2.0))) < 0.006);
}

void TestSimulation::productOfLognormals()
{
    // The logarithms add: ln y ~ N(μ₁ + μ₂, σ₁² + σ₂²).
    const auto model = modelOf({{QStringLiteral("a"), DistributionSpec::lognormal(100, 30)},
                                {QStringLiteral("b"), DistributionSpec::lognormal(5, 2)}},
                               QStringLiteral("a * b"));
    SimulationOptions options;
    options.draws = 1 << 17;
    options.method = DrawMethod::Sobol;
    const auto result = simulate(model, options);
    QVERIFY(result);
    const auto summary = summarise(result->columns[0]);
    const double first = std::log(1 + 0.09);
    const double second = std::log(1 + 0.16);
    const double mu = std::log(500.0) - (first + second) / 2;
    const double sigma = std::sqrt(first + second);
    QVERIFY(std::abs(summary.mean / 500 - 1) < 1e-3);
    for (const auto &[share, z] : {std::pair{0.05, -1.6448536269514722}, {0.5, 0.0}, {0.9, 1.2815515655446004}})
        QVERIFY2(std::abs(summary.quantile(share) / std::exp(mu + z * sigma) - 1) < 2e-3,
                 qPrintable(QString::number(share)));
}

void TestSimulation::sobolIsMoreExactThanRandom()
{
    // The mean of a product of three uniforms is 1/8; root mean square error over seeds.
    const auto model = modelOf({{QStringLiteral("a"), DistributionSpec::uniform(0, 1)},
                                {QStringLiteral("b"), DistributionSpec::uniform(0, 1)},
                                {QStringLiteral("c"), DistributionSpec::uniform(0, 1)}},
                               QStringLiteral("a * b * c"));
    double errors[2] = {0, 0};
    for (quint64 seed = 1; seed <= 20; ++seed) {
        for (const auto method : {DrawMethod::Random, DrawMethod::Sobol}) {
            SimulationOptions options;
            options.draws = 4096;
            options.seed = seed;
            options.method = method;
            const auto result = simulate(model, options);
            QVERIFY(result);
            const double error = summarise(result->columns[0]).mean - 0.125;
            errors[method == DrawMethod::Sobol] += error * error;
        }
    }
    QVERIFY2(std::sqrt(errors[0] / errors[1]) > 20, qPrintable(QString::number(std::sqrt(errors[0] / errors[1]))));
}

void TestSimulation::copulaKeepsRankCorrelationAndMargins()
{
    SimulationOptions options;
    options.draws = 1 << 16;
    options.kept = {QStringLiteral("price"), QStringLiteral("volume"), QStringLiteral("orders")};
    const auto result = simulate(launch(), options);
    QVERIFY(result);
    const auto &price = *result->column(QStringLiteral("price"));
    const auto &volume = *result->column(QStringLiteral("volume"));
    const auto &orders = *result->column(QStringLiteral("orders"));
    QVERIFY(std::abs(rankCorrelation(price, volume) + 0.5) < 0.01);
    QVERIFY(std::abs(rankCorrelation(volume, orders) - 0.8) < 0.01);
    const auto margin = summarise(price);
    QVERIFY(std::abs(margin.mean - 11) < 0.03);
    QVERIFY(margin.least >= 8 && margin.most <= 15);
    QVERIFY(std::abs(summarise(volume).mean - 1000) < 6);
}

void TestSimulation::sameNumbersWithAnyNumberOfThreads()
{
    for (const auto method : {DrawMethod::Random, DrawMethod::Sobol}) {
        SimulationOptions options;
        options.draws = 50'001;
        options.method = method;
        const auto alone = simulate(launch(), options);
        QVERIFY(alone);
        for (const int threads : {1, 2, 7}) {
            QThreadPool pool;
            pool.setMaxThreadCount(threads);
            options.pool = &pool;
            const auto together = simulate(launch(), options);
            QVERIFY(together);
            QVERIFY(together->columns == alone->columns);
        }
        options.pool = nullptr;
        options.draws = 300;
        const auto fewer = simulate(launch(), options);
        QVERIFY(fewer);
        QVERIFY(std::equal(fewer->columns[0].begin(), fewer->columns[0].end(), alone->columns[0].begin()));
    }
}

void TestSimulation::numbersArePinned()
{
    // Bit for bit, on every platform: the draws of a seed may not change unnoticed.
    SimulationOptions options;
    options.draws = 1000;
    options.seed = 2026;
    for (const auto method : {DrawMethod::Random, DrawMethod::Sobol}) {
        options.method = method;
        const auto result = simulate(launch(), options);
        QVERIFY(result);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const double value : result->columns[0]) {
            const auto bits = qToLittleEndian(std::bit_cast<quint64>(value));
            hash.addData(QByteArrayView(reinterpret_cast<const char *>(&bits), sizeof bits));
        }
        QCOMPARE(hash.result().toHex().left(16),
                 method == DrawMethod::Random ? QByteArray("ad43686d71c3c4c4") : QByteArray("d46e32ef40a24901"));
    }
}

void TestSimulation::anotherDriverLeavesTheOthersAlone()
{
    const auto alone = modelOf({{QStringLiteral("a"), DistributionSpec::uniform(0, 1)}}, QStringLiteral("a"));
    const auto both = modelOf({{QStringLiteral("b"), DistributionSpec::uniform(0, 1)},
                               {QStringLiteral("a"), DistributionSpec::uniform(0, 1)}},
                              QStringLiteral("a + 0 * b"));
    const auto first = simulate(alone);
    const auto second = simulate(both);
    QVERIFY(first && second);
    QVERIFY(first->columns == second->columns);
}

void TestSimulation::undefinedDrawsAreCounted()
{
    const auto model = modelOf({{QStringLiteral("a"), DistributionSpec::uniform(-1, 3)}},
                               QStringLiteral("1 / max(a, 0) + ln(max(a, 0))"));
    const auto result = simulate(model);
    QVERIFY(result);
    QVERIFY(std::abs(static_cast<double>(result->undefined) / 10'000 - 0.25) < 0.02);
    QCOMPARE(static_cast<qint64>(result->columns[0].size()), 10'000 - result->undefined);
    QVERIFY2(result->undefinedReason.contains(QStringLiteral("division by zero")), qPrintable(result->undefinedReason));
    QVERIFY(std::all_of(result->columns[0].begin(), result->columns[0].end(),
                        [](double value) { return std::isfinite(value); }));
}

void TestSimulation::nothingDefinedIsAnError()
{
    const auto result =
        simulate(modelOf({{QStringLiteral("a"), DistributionSpec::uniform(1, 2)}}, QStringLiteral("sqrt(-a)")));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::NotDerivable);
    QVERIFY(!simulate(launch(), drawing(0)));
    QVERIFY(!simulate(launch(), drawing(SimulationOptions::MostDraws + 1)));
    // Infinity within, a finite number without: 1 / (1e300 * 1e300) would be 0.
    const auto hidden = simulate(
        modelOf({{QStringLiteral("a"), DistributionSpec::uniform(1e300, 2e300)}}, QStringLiteral("1 / (a * a)")));
    QVERIFY(!hidden);
}

void TestSimulation::contradictingCorrelations()
{
    auto model = modelOf({{QStringLiteral("a"), DistributionSpec::uniform(0, 1)},
                          {QStringLiteral("b"), DistributionSpec::uniform(0, 1)},
                          {QStringLiteral("c"), DistributionSpec::uniform(0, 1)}},
                         QStringLiteral("a + b + c"));
    model.correlations = {{QStringLiteral("a"), QStringLiteral("b"), 0.9, true, 0},
                          {QStringLiteral("b"), QStringLiteral("c"), 0.9, true, 0},
                          {QStringLiteral("a"), QStringLiteral("c"), -0.9, true, 0}};
    const auto refused = simulate(model);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    model.repairsCorrelations = true;
    const auto repaired = simulate(model);
    QVERIFY(repaired);
    QVERIFY(repaired->correlationRepair && *repaired->correlationRepair > 0.2);
}

void TestSimulation::cancels()
{
    CancellationSource source;
    source.cancel();
    SimulationOptions options;
    options.draws = SimulationOptions::MostDraws;
    options.cancellation = source.token();
    const auto result = simulate(launch(), options);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void TestSimulation::summaryOfKnownValues()
{
    std::vector<double> values;
    for (int i = 0; i <= 1000; ++i)
        values.push_back((i * 5) % 1001);
    const auto summary = summarise(values);
    QCOMPARE(summary.mean, 500.0);
    QCOMPARE(summary.quantile(0.05), 50.0);
    QCOMPARE(summary.quantile(0.5), 500.0);
    QVERIFY(std::abs(summary.sd - std::sqrt(1001.0 * 1002 / 12)) < 1e-9);
    qint64 counted = 0;
    for (const auto &bin : summary.bins)
        counted += bin.count;
    QCOMPARE(counted, summary.count);
    QVERIFY(std::isnan(summary.quantile(0.33)));
}

void TestSimulation::equalValuesHaveNoSpread()
{
    const auto summary = summarise(std::vector<double>(1000, 0.1));
    QCOMPARE(summary.sd, 0.0);
    QCOMPARE(summary.mean, 0.1);
    QCOMPARE(summary.bins.size(), 1);
    QCOMPARE(summarise({}).count, 0);
}

void TestSimulation::probabilityOfCrossing()
{
    std::vector<double> values(100, 0);
    std::fill(values.begin(), values.begin() + 30, 1);
    const auto crossing = probabilityAtLeast(values, 1);
    QCOMPARE(crossing.probability, 0.3);
    // Wilson's interval of 30 in 100.
    QVERIFY(std::abs(crossing.low - 0.21895) < 1e-4);
    QVERIFY(std::abs(crossing.high - 0.39585) < 1e-4);
    QCOMPARE(probabilityAtLeast(values, 2).low, 0.0);
    QVERIFY(probabilityAtLeast(values, 2).high > 0.02);
}

void TestSimulation::worldsAndSignposts()
{
    SimulationOptions options;
    options.draws = 20'000;
    const auto worlds = scenarioWorlds(launch(), options);
    QVERIFY2(worlds, worlds ? "" : qPrintable(worlds.error().toText()));
    QCOMPARE(worlds->worlds.size(), 4);
    double whole = 0;
    double mean = 0;
    for (const auto &world : worlds->worlds) {
        whole += world.probability;
        mean += world.probability * world.outputs[0].mean;
    }
    QVERIFY(std::abs(whole - 1) < 1e-12);
    QVERIFY(std::abs(mean / summarise(worlds->simulation.columns[0]).mean - 1) < 1e-9);
    // Price and volume move against each other: cheap and mass is likelier than dear and mass.
    QVERIFY(worlds->worlds[2].probability > worlds->worlds[3].probability + 0.05);
    QCOMPARE(worlds->worlds[3].name, QStringLiteral("dear / mass"));
    // For the volume, orders (0.8) tell more than the price (−0.5), which tells the other way round.
    QList<Signpost> ofVolume;
    for (const auto &post : worlds->signposts) {
        if (post.axis == 1)
            ofVolume.append(post);
    }
    QCOMPARE(ofVolume.size(), 2);
    QCOMPARE(ofVolume[0].quantity, QStringLiteral("orders"));
    QVERIFY(ofVolume[0].separation > 0.85 && ofVolume[0].highMeansHigh);
    QVERIFY(ofVolume[0].hitsWhenAbove > 0.7 && ofVolume[0].hitsWhenBelow > 0.7);
    QCOMPARE(ofVolume[1].quantity, QStringLiteral("price"));
    QVERIFY(ofVolume[1].separation < 0.35 && !ofVolume[1].highMeansHigh);
    auto plain = launch();
    plain.axes.clear();
    QCOMPARE(scenarioWorlds(plain).error().code, ErrorCode::NotDerivable);
}

void TestSimulation::previewEqualsTheSimulation()
{
    auto model = launch();
    auto preview = ScenarioPreview::make(model, 3000, 5, DrawMethod::Random);
    QVERIFY(preview);
    QVERIFY(preview->update());
    QVERIFY(preview->setDistribution(QStringLiteral("unit_cost"), DistributionSpec::constant(7)));
    QVERIFY(preview->setDistribution(QStringLiteral("volume"), DistributionSpec::uniform(500, 900)));
    const auto moved = preview->update();
    QVERIFY(moved);
    model.drivers[2].distribution = DistributionSpec::constant(7);
    model.drivers[1].distribution = DistributionSpec::uniform(500, 900);
    const auto result = simulate(model, drawing(3000, 5));
    QVERIFY(result);
    QCOMPARE((*moved)[0], summarise(result->columns[0]));
    QVERIFY(preview->draws(QStringLiteral("profit")) == result->columns[0]);
    QVERIFY(!preview->setDistribution(QStringLiteral("nobody"), DistributionSpec::constant(7)));
    QVERIFY(!preview->setDistribution(QStringLiteral("tax"), DistributionSpec::uniform(2, 1)));
}

void TestSimulation::previewComputesOnlyWhatChanged()
{
    auto preview = ScenarioPreview::make(launch());
    QVERIFY(preview);
    const auto before = preview->update();
    QVERIFY(before);
    QCOMPARE(preview->recomputedFormulas(), 2);
    QVERIFY(preview->setDistribution(QStringLiteral("tax"), DistributionSpec::constant(0.5)));
    const auto after = preview->update();
    QVERIFY(after);
    QCOMPARE(preview->recomputedFormulas(), 1);
    QVERIFY((*after)[0].mean < (*before)[0].mean);
    QCOMPARE((*after)[1], (*before)[1]);
    QVERIFY(preview->update());
    QCOMPARE(preview->recomputedFormulas(), 0);
}

void TestSimulation::previewCatchesUpAfterCancelling()
{
    auto preview = ScenarioPreview::make(launch());
    QVERIFY(preview);
    QVERIFY(preview->update());
    QVERIFY(preview->setDistribution(QStringLiteral("fixed"), DistributionSpec::constant(0)));
    CancellationSource source;
    source.cancel();
    const auto cancelled = preview->update(source.token());
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    const auto caughtUp = preview->update();
    QVERIFY(caughtUp);
    QCOMPARE(preview->recomputedFormulas(), 2);
}

QTEST_APPLESS_MAIN(TestSimulation)
#include "test_simulation.moc"
