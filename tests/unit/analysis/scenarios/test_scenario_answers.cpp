// SPDX-License-Identifier: GPL-3.0-or-later
// Tornado, Sobol's indices and goal seek against closed forms.
#include "analysis/scenarios/goal_seek.h"
#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/tornado.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QTest>
#include <QThreadPool>

#include <cmath>
#include <numbers>

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

/// The sine as a polynomial in the formula language, which has none: Taylor's to x¹⁹, exact to 1e-8 within ±π.
QString sineOf(const QString &x)
{
    QString sum = x;
    double factorial = 1;
    for (int power = 3; power <= 19; power += 2) {
        factorial *= (power - 1) * power;
        sum += QStringLiteral(" %1 %2 ^ %3 / %4")
                   .arg(power % 4 == 3 ? QStringLiteral("-") : QStringLiteral("+"), x)
                   .arg(power)
                   .arg(factorial, 0, 'f', 0);
    }
    return u'(' + sum + u')';
}

const VarianceShare *shareOf(const VarianceShares &shares, const QString &driver)
{
    for (const auto &share : shares.shares) {
        if (share.drivers.contains(driver))
            return &share;
    }
    return nullptr;
}

} // namespace

class TestScenarioAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tornadoOrdersBySwing();
    void ishigamiAgainstTheAnalyticIndices();
    void linearModelSharesBySquares();
    void correlatedDriversShareTogether();
    void sharesAreTheSameOnAnyThreads();
    void noVarianceIsToldSo();
    void brentFindsRoots();
    void breakEvenOfALinearModel();
    void goalSeekFindsBothSolutions();
    void goalSeekSaysHowFarItReaches();
    void jumpsAreNoSolutions();
};

void TestScenarioAnswers::tornadoOrdersBySwing()
{
    auto model = modelOf({{QStringLiteral("small"), DistributionSpec::uniform(0, 1)},
                          {QStringLiteral("fixed"), DistributionSpec::constant(10)},
                          {QStringLiteral("large"), DistributionSpec::uniform(-10, 10)}},
                         QStringLiteral("small - large + fixed"));
    const auto result = tornado(model, QStringLiteral("y"));
    QVERIFY(result);
    QCOMPARE(result->base, 10.5);
    QCOMPARE(result->bars.size(), 2);
    QCOMPARE(result->bars[0].driver, QStringLiteral("large"));
    QCOMPARE(*result->bars[0].low, 18.5);
    QCOMPARE(*result->bars[0].high, 2.5);
    QCOMPARE(result->bars[1].swing(), 0.8);
    // Undefined at one end: said so, not zero.
    model.formulas[0].formula = QStringLiteral("ln(large + 3) + small + fixed");
    const auto broken = tornado(model, QStringLiteral("y"));
    QVERIFY(broken);
    for (const auto &bar : broken->bars) {
        if (bar.driver == QStringLiteral("large"))
            QVERIFY(!bar.low && bar.high);
    }
}

void TestScenarioAnswers::ishigamiAgainstTheAnalyticIndices()
{
    // Ishigami and Homma 1990, a = 7, b = 0.1, x uniform on ±π: y = sin x₁ + a sin² x₂ + b x₃⁴ sin x₁. Analytic indices (e.g.
    // Saltelli et al., "Global Sensitivity Analysis", 2008, p. 180): S 0.3139, 0.4424, 0; T 0.5576, 0.4424, 0.2437.
    constexpr double Pi = std::numbers::pi;
    const auto range = DistributionSpec::uniform(-Pi, Pi);
    const auto model =
        modelOf({{QStringLiteral("a"), range}, {QStringLiteral("b"), range}, {QStringLiteral("c"), range}},
                sineOf(QStringLiteral("a")) + QStringLiteral(" * (1 + 0.1 * c ^ 4) + 7 * ")
                    + sineOf(QStringLiteral("b")) + QStringLiteral(" ^ 2"));
    const auto shares = varianceShares(model, QStringLiteral("y"));
    QVERIFY2(shares, shares ? "" : qPrintable(shares.error().toText()));
    QVERIFY(std::abs(shares->variance / 13.844587940719254 - 1) < 0.005);
    QCOMPARE(shares->evaluations, 1024 * 16 * 5);
    const struct {
        const char *driver;
        double first;
        double total;
    } expected[] = {{"a", 0.31390519114781146, 0.5575888552099592},
                    {"b", 0.4424111447900409, 0.4424111447900409},
                    {"c", 0, 0.2436836640621477}};
    for (const auto &row : expected) {
        const auto *share = shareOf(*shares, QLatin1String(row.driver));
        QVERIFY(share);
        QVERIFY2(std::abs(share->first - row.first) < 0.01, qPrintable(QString::number(share->first)));
        QVERIFY2(std::abs(share->total - row.total) < 0.01, qPrintable(QString::number(share->total)));
        QVERIFY(share->firstHigh - share->firstLow < 0.04 && share->firstLow < share->first
                && share->first < share->firstHigh);
        QVERIFY(share->totalHigh - share->totalLow < 0.04);
    }
    QCOMPARE(shares->shares[0].drivers, QStringList{QStringLiteral("a")});
}

void TestScenarioAnswers::linearModelSharesBySquares()
{
    // y = 1·a + 2·b + 3·c of equal variances: 1/14, 4/14, 9/14, and no interactions. A large mean must not disturb.
    const auto normal = DistributionSpec::normal(1000, 1);
    const auto model =
        modelOf({{QStringLiteral("a"), normal}, {QStringLiteral("b"), normal}, {QStringLiteral("c"), normal}},
                QStringLiteral("a + 2 * b + 3 * c"));
    int covered = 0;
    constexpr int Seeds = 20;
    for (quint64 seed = 1; seed <= Seeds; ++seed) {
        VarianceShareOptions options;
        options.seed = seed;
        options.points = 256;
        const auto shares = varianceShares(model, QStringLiteral("y"), options);
        QVERIFY(shares);
        const std::pair<const char *, double> expected[] = {{"a", 1 / 14.0}, {"b", 4 / 14.0}, {"c", 9 / 14.0}};
        for (const auto &[driver, value] : expected) {
            const auto *share = shareOf(*shares, QLatin1String(driver));
            QVERIFY(std::abs(share->first - value) < 0.02);
            QVERIFY(std::abs(share->total - value) < 0.02);
            covered += share->totalLow <= value && value <= share->totalHigh;
        }
    }
    // The 95 % intervals hold the truth about so often.
    QVERIFY2(covered >= 50, qPrintable(QString::number(covered)));
}

void TestScenarioAnswers::correlatedDriversShareTogether()
{
    const auto normal = DistributionSpec::normal(0, 1);
    auto model = modelOf({{QStringLiteral("a"), normal}, {QStringLiteral("b"), normal}, {QStringLiteral("c"), normal}},
                         QStringLiteral("a + b + c"));
    model.correlations = {{QStringLiteral("a"), QStringLiteral("c"), 0.5, false, 0}};
    // Var(a + c) = 3, Var(b) = 1.
    const auto shares = varianceShares(model, QStringLiteral("y"));
    QVERIFY(shares);
    QCOMPARE(shares->shares.size(), 2);
    QCOMPARE(shares->shares[0].drivers, (QStringList{QStringLiteral("a"), QStringLiteral("c")}));
    QVERIFY(std::abs(shares->shares[0].first - 0.75) < 0.01);
    QVERIFY(std::abs(shares->shares[1].total - 0.25) < 0.01);
}

void TestScenarioAnswers::sharesAreTheSameOnAnyThreads()
{
    const auto model = modelOf({{QStringLiteral("a"), DistributionSpec::uniform(0, 1)},
                                {QStringLiteral("b"), DistributionSpec::uniform(0, 1)}},
                               QStringLiteral("a * b"));
    VarianceShareOptions options;
    options.points = 128;
    const auto alone = varianceShares(model, QStringLiteral("y"), options);
    QThreadPool pool;
    pool.setMaxThreadCount(4);
    options.pool = &pool;
    const auto together = varianceShares(model, QStringLiteral("y"), options);
    QVERIFY(alone && together);
    QVERIFY(alone->shares == together->shares);
}

void TestScenarioAnswers::noVarianceIsToldSo()
{
    const auto flat =
        varianceShares(modelOf({{QStringLiteral("a"), DistributionSpec::uniform(0, 1)}}, QStringLiteral("5 + 0 * a")),
                       QStringLiteral("y"));
    QVERIFY(!flat);
    QCOMPARE(flat.error().code, ErrorCode::NotDerivable);
    const auto undefined =
        varianceShares(modelOf({{QStringLiteral("a"), DistributionSpec::uniform(-1, 1)}}, QStringLiteral("ln(a)")),
                       QStringLiteral("y"));
    QVERIFY(!undefined);
    QCOMPARE(undefined.error().code, ErrorCode::NotDerivable);
}

void TestScenarioAnswers::brentFindsRoots()
{
    int calls = 0;
    const auto root = brentRoot(
        [&](double x) -> std::optional<double> {
            ++calls;
            return x * x * x - 2 * x - 5;
        },
        2, 3);
    QVERIFY(root);
    QVERIFY(std::abs(*root - 2.0945514815423265) < 1e-12); // Wallis 1685
    QVERIFY2(calls < 14, qPrintable(QString::number(calls)));
    const auto flat = brentRoot([](double x) -> std::optional<double> { return std::pow(x - 1, 9); }, 0, 3);
    QVERIFY(flat && std::abs(*flat - 1) < 0.02);
    QVERIFY(!brentRoot([](double x) -> std::optional<double> { return x * x + 1; }, -1, 1));
    QVERIFY(!brentRoot([](double) -> std::optional<double> { return {}; }, -1, 1));
}

void TestScenarioAnswers::breakEvenOfALinearModel()
{
    // Fixed costs 1,200 over a margin of 4: 300 pieces.
    const auto model = modelOf({{QStringLiteral("volume"), DistributionSpec::uniform(0, 1000)},
                                {QStringLiteral("price"), DistributionSpec::constant(10)}},
                               QStringLiteral("volume * (price - 6) - 1200"));
    const auto found = goalSeek(model, {QStringLiteral("y"), 0, QStringLiteral("volume"), {}, {}});
    QVERIFY2(found, found ? "" : qPrintable(found.error().toText()));
    QCOMPARE(found->solutions.size(), 1);
    QVERIFY(std::abs(found->solutions[0] - 300) < 1e-9);
    QCOMPARE(found->base, 500.0);
    QCOMPARE(found->baseOutput, 800.0);
    const auto price = goalSeek(model, {QStringLiteral("y"), 800, QStringLiteral("price"), {}, {}});
    QVERIFY(price);
    QVERIFY(std::abs(price->solutions[0] - 10) < 1e-9);
}

void TestScenarioAnswers::goalSeekFindsBothSolutions()
{
    // A price too high sells as little as one too low earns: x (10 − x) = 21 at 3 and 7.
    const auto model = modelOf({{QStringLiteral("price"), DistributionSpec::triangular(0, 8, 10)}},
                               QStringLiteral("price * (10 - price)"));
    const auto found = goalSeek(model, {QStringLiteral("y"), 21, QStringLiteral("price"), 0, 10});
    QVERIFY(found);
    QCOMPARE(found->solutions.size(), 2);
    QVERIFY(std::abs(found->solutions[0] - 7) < 1e-9); // nearer to the median
    QVERIFY(std::abs(found->solutions[1] - 3) < 1e-9);
}

void TestScenarioAnswers::goalSeekSaysHowFarItReaches()
{
    const auto model =
        modelOf({{QStringLiteral("price"), DistributionSpec::uniform(0, 10)}}, QStringLiteral("price * (10 - price)"));
    const auto found = goalSeek(model, {QStringLiteral("y"), 26, QStringLiteral("price"), 0, 10});
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotDerivable);
    QVERIFY2(found.error().detail.contains(QStringLiteral("25")), qPrintable(found.error().detail));
    QVERIFY(!goalSeek(model, {QStringLiteral("y"), 1, QStringLiteral("y"), {}, {}}));
    QVERIFY(!goalSeek(model, {QStringLiteral("y"), 1, QStringLiteral("price"), 5, 5}));
}

void TestScenarioAnswers::jumpsAreNoSolutions()
{
    const auto step =
        modelOf({{QStringLiteral("x"), DistributionSpec::uniform(0, 1)}}, QStringLiteral("(x > 0.3337) * 2 - 1"));
    QVERIFY(!goalSeek(step, {QStringLiteral("y"), 0, QStringLiteral("x"), {}, {}}));
    const auto pole =
        modelOf({{QStringLiteral("x"), DistributionSpec::uniform(0, 1)}}, QStringLiteral("1 / (x - 0.3337)"));
    QVERIFY(!goalSeek(pole, {QStringLiteral("y"), 0, QStringLiteral("x"), {}, {}}));
}

QTEST_APPLESS_MAIN(TestScenarioAnswers)
#include "test_scenario_answers.moc"
