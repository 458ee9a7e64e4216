// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metric_family.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace consultantos;

namespace {

FamilySnapshot description()
{
    FamilySnapshot family;
    family.name = "things_total";
    family.help = "Things.";
    family.labelNames = {"one", "two"};
    return family;
}

using Counters = MetricFamily<MetricCounter>;

std::unique_ptr<Counters> makeCounters()
{
    return std::make_unique<Counters>(description(), [] { return std::make_unique<MetricCounter>(); });
}

quint64 totalOf(const FamilySnapshot &family)
{
    double total = 0;
    for (const auto &series : family.series)
        total += series.value;
    return static_cast<quint64>(total);
}

} // namespace

class MetricFamilyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSeriesIsFoundAgain();
    void valuesAreNotRunTogether();
    void tooManySeriesAreOneThatIsCalledOther();
    void aLongValueIsOther();
    void threadsThatComeFirstTogetherShareASeries();
};

void MetricFamilyTest::aSeriesIsFoundAgain()
{
    const auto counters = makeCounters();
    auto &first = counters->at({"a", "b", {}});
    QCOMPARE(&counters->at({QByteArray("a"), QByteArray("b"), {}}), &first);
    QVERIFY(&counters->at({"b", "a", {}}) != &first);
    first.add(3);
    const auto snapshot = counters->snapshot();
    QCOMPARE(snapshot.name, QByteArray("things_total"));
    QCOMPARE(snapshot.series.size(), 2);
    QCOMPARE(snapshot.series.first().labels, (QByteArrayList{"a", "b"}));
    QCOMPARE(snapshot.series.first().value, 3.0);
}

void MetricFamilyTest::valuesAreNotRunTogether()
{
    const auto counters = makeCounters();
    QVERIFY(&counters->at({"ab", "c", {}}) != &counters->at({"a", "bc", {}}));
    QVERIFY(&counters->at({"", "a", {}}) != &counters->at({"a", "", {}}));
}

void MetricFamilyTest::tooManySeriesAreOneThatIsCalledOther()
{
    const auto counters = makeCounters();
    for (int i = 0; i < 5'000; ++i)
        counters->at({QByteArray::number(i), "x", {}}).add();
    const auto snapshot = counters->snapshot();
    QCOMPARE(snapshot.series.size(), qsizetype(Counters::MostSeries + 1));
    QCOMPARE(totalOf(snapshot), quint64(5'000));
    const auto other = std::find_if(snapshot.series.begin(), snapshot.series.end(),
                                    [](const auto &series) { return series.labels.first() == "other"; });
    QVERIFY(other != snapshot.series.end());
    QCOMPARE(other->value, 5'000.0 - Counters::MostSeries);
    // Those that were there before are still found.
    QVERIFY(&counters->at({"7", "x", {}}) != &counters->at({"4999", "x", {}}));
}

void MetricFamilyTest::aLongValueIsOther()
{
    const auto counters = makeCounters();
    counters->at({QByteArray(65, 'x'), "b", {}}).add();
    QCOMPARE(counters->snapshot().series.first().labels, (QByteArrayList{"other", "other"}));
}

void MetricFamilyTest::threadsThatComeFirstTogetherShareASeries()
{
    for (int round = 0; round < 50; ++round) {
        const auto counters = makeCounters();
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&] {
                for (int i = 0; i < 40; ++i)
                    counters->at({QByteArray::number(i % 20), "x", {}}).add();
            });
        }
        for (auto &thread : threads)
            thread.join();
        const auto snapshot = counters->snapshot();
        QCOMPARE(snapshot.series.size(), 20);
        for (const auto &series : snapshot.series)
            QCOMPARE(series.value, 16.0);
    }
}

QTEST_GUILESS_MAIN(MetricFamilyTest)
#include "tst_metric_family.moc"
