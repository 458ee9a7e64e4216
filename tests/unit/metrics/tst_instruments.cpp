// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/instruments.h"
#include "metrics/process_metrics.h"

#include <QDateTime>
#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <thread>

using namespace consultantos;

namespace {

BucketBounds bounds(std::vector<double> values)
{
    return std::make_shared<const std::vector<double>>(std::move(values));
}

} // namespace

class InstrumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostBetweenThreads();
    void valuesFallIntoTheBucketOfTheirBound();
    void whatIsNoTimeCountsAsNone();
    void boundsGrowByTheirFactor();
    void quantilesAreLinearWithinABucket();
    void quantilesOfSmoothTimesAreExactToFivePerCent_data();
    void quantilesOfSmoothTimesAreExactToFivePerCent();
    void theProcessKnowsItself();
};

void InstrumentsTest::nothingIsLostBetweenThreads()
{
    MetricCounter counter;
    MetricGauge gauge;
    MetricHistogram histogram(bounds({1, 2}));
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 12; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 10'000; ++i) {
                counter.add(2);
                gauge.add(i % 2 == 0 ? 3 : -1);
                histogram.observe(1.5);
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(counter.value(), quint64(240'000));
    QCOMPARE(gauge.value(), qint64(120'000));
    SeriesSnapshot series;
    histogram.snapshot(series);
    QCOMPARE(series.counts, (std::vector<quint64>{0, 120'000, 0}));
    QCOMPARE(series.count, quint64(120'000));
    QCOMPARE(series.sum, 180'000.0);
}

void InstrumentsTest::valuesFallIntoTheBucketOfTheirBound()
{
    MetricHistogram histogram(bounds({0.1, 1, 10}));
    for (const double value : {0.05, 0.1, 0.1000001, 1.0, 9.9, 10.0, 10.1, 1e12})
        histogram.observe(value);
    SeriesSnapshot series;
    histogram.snapshot(series);
    QCOMPARE(series.counts, (std::vector<quint64>{2, 2, 2, 2}));
}

void InstrumentsTest::whatIsNoTimeCountsAsNone()
{
    MetricHistogram histogram(bounds({1}));
    histogram.observe(-5);
    histogram.observe(std::numeric_limits<double>::quiet_NaN());
    SeriesSnapshot series;
    histogram.snapshot(series);
    QCOMPARE(series.counts, (std::vector<quint64>{2, 0}));
    QCOMPARE(series.sum, 0.0);
}

void InstrumentsTest::boundsGrowByTheirFactor()
{
    const auto row = growingBounds(0.001, 1, 1.25);
    QCOMPARE(row->front(), 0.001);
    QCOMPARE(row->back(), 1.0);
    for (std::size_t i = 1; i < row->size(); ++i) {
        QVERIFY((*row)[i] > (*row)[i - 1]);
        QVERIFY((*row)[i] / (*row)[i - 1] < 1.251);
    }
    const auto joined = joinedBounds(bounds({1, 2}), bounds({2, 3, 4}));
    QCOMPARE(*joined, (std::vector<double>{1, 2, 3, 4}));
}

void InstrumentsTest::quantilesAreLinearWithinABucket()
{
    const std::vector<double> row{1, 2, 4};
    QCOMPARE(quantileOf({}, row, 0.5), 0.0);
    QCOMPARE(quantileOf({0, 0, 0, 0}, row, 0.5), 0.0);
    QCOMPARE(quantileOf({0, 0, 10, 0}, row, 0.5), 3.0);
    QCOMPARE(quantileOf({10, 0, 0, 0}, row, 0.9), 0.9);
    QCOMPARE(quantileOf({5, 0, 5, 0}, row, 0.75), 3.0);
    // As Prometheus: beyond the last bound it is that bound.
    QCOMPARE(quantileOf({0, 0, 0, 7}, row, 0.5), 4.0);
}

void InstrumentsTest::quantilesOfSmoothTimesAreExactToFivePerCent_data()
{
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("spread");
    QTest::newRow("quick") << 0.004 << 1.0;
    QTest::newRow("around a second") << 0.9 << 0.8;
    QTest::newRow("slow") << 6.0 << 0.5;
    QTest::newRow("narrow") << 1.3 << 0.1;
}

void InstrumentsTest::quantilesOfSmoothTimesAreExactToFivePerCent()
{
    QFETCH(double, median);
    QFETCH(double, spread);
    const auto row = joinedBounds(growingBounds(0.0005, 0.1, 1.25), growingBounds(0.1, 60, 1.1));
    MetricHistogram histogram(row);
    std::mt19937 generator(7);
    std::lognormal_distribution<double> times(std::log(median), spread);
    std::vector<double> observed(50'000);
    for (auto &value : observed) {
        value = times(generator);
        histogram.observe(value);
    }
    std::sort(observed.begin(), observed.end());
    SeriesSnapshot series;
    histogram.snapshot(series);
    for (const double quantile : {0.5, 0.95, 0.99}) {
        const auto exact = observed[static_cast<std::size_t>(quantile * static_cast<double>(observed.size()))];
        const auto estimated = quantileOf(series.counts, *row, quantile);
        QVERIFY2(std::abs(estimated / exact - 1) < 0.05,
                 qPrintable(QStringLiteral("%1: %2 for %3").arg(quantile).arg(estimated).arg(exact)));
    }
    QVERIFY(std::abs(series.sum / std::accumulate(observed.begin(), observed.end(), 0.0) - 1) < 1e-6);
}

void InstrumentsTest::theProcessKnowsItself()
{
    const auto before = processUsage();
    double work = 0;
    for (int i = 1; i < 20'000'000; ++i)
        work += 1.0 / i;
    QVERIFY(work > 1);
    const auto after = processUsage();
    QVERIFY(after.cpuSeconds > before.cpuSeconds);
    QVERIFY(after.residentBytes.value_or(0) > 1'000'000);
    const auto now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
    QVERIFY2(std::abs(after.startTimeSeconds.value_or(0) - now) < 120, qPrintable(QString::number(now)));
    QVERIFY(processFamilies().size() >= 2);
}

QTEST_GUILESS_MAIN(InstrumentsTest)
#include "tst_instruments.moc"
