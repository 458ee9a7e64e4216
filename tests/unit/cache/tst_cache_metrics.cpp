// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_metrics.h"

#include <QTest>

using namespace consultantos;

namespace {

/// The value of a family's series with this label; -1 if there is none.
double valueOf(const QList<FamilySnapshot> &families, const QByteArray &name, const QByteArray &label)
{
    for (const auto &family : families) {
        if (family.name != name)
            continue;
        for (const auto &series : family.series) {
            if (series.labels == QByteArrayList{label})
                return series.value;
        }
    }
    return -1;
}

} // namespace

class TestCacheMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatMemoryHasNoRoomForIsNoFailure();
    void countsFaultsOfStores();
};

void TestCacheMetrics::whatMemoryHasNoRoomForIsNoFailure()
{
    CacheManagerStats stats;
    stats.levels[0].emplace().droppedSets = 7;
    const auto families = cacheFamilies(stats);
    QCOMPARE(valueOf(families, "consultantos_cache_errors_total", "set"), 0.0);
    QCOMPARE(valueOf(families, "consultantos_cache_level_dropped_total", "l1"), 7.0);
}

void TestCacheMetrics::countsFaultsOfStores()
{
    CacheManagerStats stats;
    stats.undecodable = 2;
    stats.levels[1].emplace().droppedSets = 3;
    stats.levels[1]->errors = 4;
    stats.levels[2].emplace().droppedSets = 5;
    stats.levels[2]->errors = 6;
    const auto families = cacheFamilies(stats);
    QCOMPARE(valueOf(families, "consultantos_cache_errors_total", "decode"), 2.0);
    QCOMPARE(valueOf(families, "consultantos_cache_errors_total", "set"), 8.0);
    QCOMPARE(valueOf(families, "consultantos_cache_errors_total", "store"), 10.0);
    QCOMPARE(valueOf(families, "consultantos_cache_level_errors_total", "l3"), 6.0);
}

QTEST_GUILESS_MAIN(TestCacheMetrics)
#include "tst_cache_metrics.moc"
