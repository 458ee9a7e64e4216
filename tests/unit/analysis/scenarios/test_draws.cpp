// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers, distributions and correlations against published values, closed forms and SciPy 1.17's figures.
#include "analysis/scenarios/correlation_matrix.h"
#include "analysis/scenarios/distribution.h"
#include "analysis/scenarios/philox.h"
#include "analysis/scenarios/portable_math.h"
#include "analysis/scenarios/sobol_sequence.h"

#include <QString>
#include <QTest>

#include <cmath>
#include <numeric>
#include <vector>

using namespace consultantos;

namespace {

double relative(double value, double expected)
{
    return std::abs(value - expected) / std::max(std::abs(expected), 1e-300);
}

struct Moments {
    double mean = 0;
    double sd = 0;
};

/// By the quantiles at evenly spread shares.
Moments momentsOf(const Distribution &distribution)
{
    constexpr int Points = 200'000;
    std::vector<double> values;
    for (int i = 0; i < Points; ++i)
        values.push_back(distribution.quantile((i + 0.5) / Points));
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / Points;
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return {mean, std::sqrt(squares / Points)};
}

} // namespace

class TestDraws : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void philoxGivesThePublishedNumbers();
    void uniformsNeverReachTheEnds();
    void numbersDoNotDependOnHowTheyAreFetched();
    void elementaryFunctionsAreExact();
    void normalFunctions();
    void incompleteBetaAgainstSciPy();
    void sobolAgainstSciPy();
    void scrambledPointsStayEven();
    void pertAgainstSciPy();
    void momentsAreThoseOfTheFormulas_data();
    void momentsAreThoseOfTheFormulas();
    void empiricalQuantiles();
    void cutNormalStaysWithinItsBounds();
    void wrongParametersAreRefused_data();
    void wrongParametersAreRefused();
    void rankCorrelationsThereAndBack();
    void nearestCorrelationMatrix();
    void contradictingCorrelationsHaveNoFactor();
};

void TestDraws::philoxGivesThePublishedNumbers()
{
    // Known answers of Salmon et al.'s Random123, philox4x32 with ten rounds.
    QCOMPARE(Philox::block({0, 0, 0, 0}, {0, 0}), (Philox::Block{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
    constexpr auto Ones = 0xffffffffU;
    QCOMPARE(Philox::block({Ones, Ones, Ones, Ones}, {Ones, Ones}),
             (Philox::Block{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
    QCOMPARE(Philox::block({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
             (Philox::Block{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

void TestDraws::uniformsNeverReachTheEnds()
{
    QVERIFY(Philox::toUniform(0) > 0);
    QVERIFY(Philox::toUniform(~std::uint64_t{0}) < 1);
    QCOMPARE(Philox::toUniform(std::uint64_t{1} << 63), 0.5 + std::ldexp(1, -53));
}

void TestDraws::numbersDoNotDependOnHowTheyAreFetched()
{
    const Philox random(7, 42);
    std::vector<double> whole(101);
    random.fill(0, 101, whole.data());
    std::vector<double> part(50);
    random.fill(33, 50, part.data());
    for (std::size_t i = 0; i < part.size(); ++i) {
        QCOMPARE(part[i], whole[i + 33]);
        QCOMPARE(part[i], random.uniform(i + 33));
    }
    QVERIFY(Philox(8, 42).bits(0) != random.bits(0));
    QVERIFY(Philox(7, 43).bits(0) != random.bits(0));
}

void TestDraws::elementaryFunctionsAreExact()
{
    for (double x = -700; x < 709; x += 0.37)
        QVERIFY2(relative(portable::exp(x), std::exp(x)) < 5e-16, qPrintable(QString::number(x)));
    QCOMPARE(portable::exp(0), 1.0);
    QVERIFY(std::isinf(portable::exp(710)));
    for (double x = 1e-300; x < 1e300; x *= 1.7)
        QVERIFY2(relative(portable::log(x), std::log(x)) < 5e-16, qPrintable(QString::number(x)));
    for (double x = 0.9; x < 1.1; x += 0.00037)
        QVERIFY2(relative(portable::log(x), std::log(x)) < 5e-16, qPrintable(QString::number(x, 'g', 17)));
    QVERIFY(relative(portable::log(5e-320), std::log(5e-320)) < 5e-16);
    QVERIFY(std::isinf(portable::log(0)) && std::isnan(portable::log(-1)));
    for (double base = 0.01; base < 50; base *= 1.3) {
        for (double exponent = -7.25; exponent < 9; exponent += 0.75)
            QVERIFY(relative(portable::pow(base, exponent), std::pow(base, exponent)) < 1e-14);
    }
    QCOMPARE(portable::pow(-2, 3), -8.0);
    QCOMPARE(portable::pow(0, 0), 1.0);
    QVERIFY(relative(portable::sine(0.5), std::sin(0.5)) < 1e-15);
}

void TestDraws::normalFunctions()
{
    for (double x = -36; x < 9; x += 0.173) {
        const double expected = std::erfc(-x / std::sqrt(2.0)) / 2;
        QVERIFY2(std::abs(portable::normalCdf(x) - expected) < 1e-15, qPrintable(QString::number(x)));
        QVERIFY2(relative(portable::normalCdf(x), expected) < 1e-8, qPrintable(QString::number(x)));
    }
    QVERIFY(relative(portable::normalQuantile(1e-300), -37.0470962993612) < 1e-14);
    QVERIFY(relative(portable::normalQuantile(1e-12), -7.034483825301131) < 1e-14);
    QVERIFY(relative(portable::normalQuantile(0.3), -0.5244005127080409) < 1e-14);
    QVERIFY(relative(portable::normalQuantile(0.975), 1.959963984540054) < 1e-14);
    QCOMPARE(portable::normalQuantile(0.5), 0.0);
}

void TestDraws::incompleteBetaAgainstSciPy()
{
    QVERIFY(relative(portable::incompleteBeta(2, 4, 0.3), 0.47178) < 1e-13);
    QVERIFY(relative(portable::incompleteBeta(0.5, 0.5, 0.1), 0.20483276469913345) < 1e-13);
    QVERIFY(relative(portable::incompleteBeta(50, 20, 0.7), 0.3825092483812333) < 1e-12);
    QVERIFY(relative(portable::incompleteBeta(1, 5, 0.02), 0.09607920319999999) < 1e-13);
    QCOMPARE(portable::incompleteBeta(2, 3, 0), 0.0);
    QCOMPARE(portable::incompleteBeta(2, 3, 1), 1.0);
}

void TestDraws::sobolAgainstSciPy()
{
    // Point 5 of eight dimensions and point 37 of some of 190, without scrambling.
    const double fifth[] = {0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375};
    for (int dimension = 0; dimension < 8; ++dimension)
        QCOMPARE(SobolDimension(dimension, 1).unscrambled(5) / 4294967296.0, fifth[dimension]);
    const std::pair<int, double> wide[] = {{0, 0.921875},  {1, 0.640625},   {5, 0.296875},
                                           {20, 0.953125}, {100, 0.359375}, {189, 0.734375}};
    for (const auto &[dimension, value] : wide)
        QCOMPARE(SobolDimension(dimension, 1).unscrambled(37) / 4294967296.0, value);
}

void TestDraws::scrambledPointsStayEven()
{
    // Of the first 2^m points each of the 2^m equal intervals holds one, in every dimension and with every seed; of two
    // dimensions each half by each half a quarter.
    constexpr int Points = 256;
    for (const int dimension : {0, 1, 17, 100, 191}) {
        for (const quint64 seed : {1ULL, 2ULL, 99ULL}) {
            std::vector<double> values(Points);
            SobolDimension(dimension, seed).fill(0, Points, values.data());
            std::vector<int> hits(Points, 0);
            for (const double value : values) {
                QVERIFY(value > 0 && value < 1);
                ++hits[static_cast<std::size_t>(value * Points)];
            }
            QVERIFY2(std::all_of(hits.begin(), hits.end(), [](int count) { return count == 1; }),
                     qPrintable(QString::number(dimension)));
        }
    }
    const SobolDimension first(3, 5);
    const SobolDimension other(3, 6);
    QVERIFY(first.uniform(9) != other.uniform(9));
    std::vector<double> part(10);
    first.fill(100, 10, part.data());
    QCOMPARE(part[4], first.uniform(104));
}

void TestDraws::pertAgainstSciPy()
{
    // beta(2, 4) on 10 … 50: scipy.stats.beta.ppf.
    const std::pair<double, double> expected[] = {
        {1e-6, 10.012653112855748}, {0.01, 11.307284488024115}, {0.25, 17.750544382158846},   {0.5, 22.552406818227897},
        {0.75, 28.16722259094463},  {0.99, 41.117108664600075}, {0.999999, 49.15047127197175}};
    const auto pert = Distribution::make(DistributionSpec::pert(10, 20, 50));
    QVERIFY(pert);
    for (const auto &[share, value] : expected)
        QVERIFY2(relative(pert->quantile(share), value) < 1e-8,
                 qPrintable(QString::number(pert->quantile(share), 'g', 17)));
    // The mode at the end: beta(1, 5).
    const auto skew = Distribution::make(DistributionSpec::pert(0, 0, 1));
    QVERIFY(skew);
    QVERIFY(std::abs(skew->quantile(0.01) - 0.0020080483385741996) < 1e-9);
    QVERIFY(std::abs(skew->quantile(0.75) - 0.24214171674480095) < 1e-9);
    QVERIFY(std::abs(skew->quantile(0.999999) - 0.9369042655516178) < 1e-7);
}

void TestDraws::momentsAreThoseOfTheFormulas_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("sd");
    QTest::addRow("constant") << 0 << 3.0 << 0.0;
    QTest::addRow("uniform") << 1 << 4.0 << 6 / std::sqrt(12.0);
    QTest::addRow("triangular") << 2 << 17 / 3.0 << std::sqrt((1 + 100 + 36 - 10 - 6 - 60) / 18.0);
    // Malcolm et al. 1959: mean (a + 4 m + b) / 6; the beta's own variance (mean − a)(b − mean) / 7.
    QTest::addRow("pert") << 3 << 70 / 3.0 << std::sqrt((70 / 3.0 - 10) * (50 - 70 / 3.0) / 7);
    QTest::addRow("normal") << 4 << -2.0 << 5.0;
    QTest::addRow("lognormal") << 5 << 100.0 << 40.0;
}

void TestDraws::momentsAreThoseOfTheFormulas()
{
    QFETCH(int, which);
    QFETCH(double, mean);
    QFETCH(double, sd);
    const DistributionSpec specs[] = {DistributionSpec::constant(3),          DistributionSpec::uniform(1, 7),
                                      DistributionSpec::triangular(1, 6, 10), DistributionSpec::pert(10, 20, 50),
                                      DistributionSpec::normal(-2, 5),        DistributionSpec::lognormal(100, 40)};
    const auto made = Distribution::make(specs[which]);
    QVERIFY(made);
    QVERIFY(std::abs(made->mean() - mean) < 1e-12 * (1 + std::abs(mean)));
    QVERIFY(std::abs(made->standardDeviation() - sd) < 1e-12 * (1 + sd));
    const auto drawn = momentsOf(*made);
    QVERIFY(std::abs(drawn.mean - mean) < 1e-4 * (1 + std::abs(mean)));
    QVERIFY(std::abs(drawn.sd - sd) < 1e-3 * (1 + sd));
    // By shares and by normal scores it is the same distribution.
    const double z = 0.83;
    double value = 0;
    made->fromNormal(&z, 1, &value);
    QVERIFY(relative(value, made->quantile(portable::normalCdf(z))) < 1e-9);
}

void TestDraws::empiricalQuantiles()
{
    const auto plain = Distribution::make(DistributionSpec::empirical({40, 10, 30, 20}));
    QVERIFY(plain);
    QCOMPARE(plain->quantile(0.5), 25.0);
    QCOMPARE(plain->quantile(1.0 / 3), 20.0);
    auto spec = DistributionSpec::empirical({5, 1});
    spec.weights = {1, 3};
    const auto weighted = Distribution::make(spec);
    QVERIFY(weighted);
    QCOMPARE(weighted->quantile(0.74), 1.0);
    QCOMPARE(weighted->quantile(0.76), 5.0);
    QCOMPARE(weighted->mean(), 2.0);
    QCOMPARE(weighted->standardDeviation(), std::sqrt(3.0));
}

void TestDraws::cutNormalStaysWithinItsBounds()
{
    auto spec = DistributionSpec::normal(0, 1);
    spec.min = 0;
    const auto half = Distribution::make(spec);
    QVERIFY(half);
    QVERIFY(half->quantile(1e-9) >= 0);
    // The half-normal distribution.
    QVERIFY(std::abs(half->mean() - std::sqrt(2 / M_PI)) < 1e-3);
    QVERIFY(std::abs(half->quantile(0.5) - 0.6744897501960817) < 1e-12);
}

void TestDraws::wrongParametersAreRefused_data()
{
    QTest::addColumn<int>("which");
    for (int i = 0; i < 10; ++i)
        QTest::addRow("%d", i) << i;
}

void TestDraws::wrongParametersAreRefused()
{
    QFETCH(int, which);
    auto weighted = DistributionSpec::empirical({1, 2});
    weighted.weights = {1};
    auto far = DistributionSpec::normal(0, 1);
    far.min = 50;
    const DistributionSpec specs[] = {DistributionSpec::uniform(2, 1),          DistributionSpec::uniform(1, 1),
                                      DistributionSpec::triangular(1, 5, 4),    DistributionSpec::pert(1, 0, 4),
                                      DistributionSpec::normal(0, 0),           DistributionSpec::lognormal(-1, 2),
                                      DistributionSpec::empirical({}),          weighted,
                                      DistributionSpec::constant(std::nan("")), far};
    const auto made = Distribution::make(specs[which]);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!made.error().message.isEmpty());
}

void TestDraws::rankCorrelationsThereAndBack()
{
    for (const double rank : {-1.0, -0.6, 0.0, 0.3, 1.0})
        QVERIFY(std::abs(CorrelationMatrix::toRank(CorrelationMatrix::fromRank(rank)) - rank) < 1e-12);
    QVERIFY(std::abs(CorrelationMatrix::fromRank(0.5) - 0.5176380902050415) < 1e-14);
}

void TestDraws::nearestCorrelationMatrix()
{
    // Higham 2002, section 4: the nearest to [1 1 0; 1 1 1; 0 1 1] has 0.7607 beside the diagonal and 0.1573 in the corner.
    CorrelationMatrix matrix(3);
    matrix.set(0, 1, 1);
    matrix.set(1, 2, 1);
    QVERIFY(matrix.smallestEigenvalue() < -0.4);
    const auto nearest = matrix.nearest();
    QVERIFY(std::abs(nearest.at(0, 1) - 0.7607) < 5e-5);
    QVERIFY(std::abs(nearest.at(1, 2) - 0.7607) < 5e-5);
    QVERIFY(std::abs(nearest.at(0, 2) - 0.1573) < 5e-5);
    QVERIFY(nearest.smallestEigenvalue() > -1e-12);
    QVERIFY(nearest.factor());
}

void TestDraws::contradictingCorrelationsHaveNoFactor()
{
    CorrelationMatrix matrix(3);
    matrix.set(0, 1, 0.9);
    matrix.set(1, 2, 0.9);
    matrix.set(0, 2, -0.9);
    QVERIFY(!matrix.factor());
    // Perfect correlation is possible, with a third that agrees.
    CorrelationMatrix perfect(3);
    perfect.set(0, 1, 1);
    perfect.set(0, 2, 0.5);
    perfect.set(1, 2, 0.5);
    const auto factor = perfect.factor();
    QVERIFY(factor);
    QCOMPARE((*factor)[3], 1.0);
    perfect.set(1, 2, 0.4);
    QVERIFY(!perfect.factor());
}

QTEST_APPLESS_MAIN(TestDraws)
#include "test_draws.moc"
