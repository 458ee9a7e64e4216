// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache_policies/policies.h"
#include "cache_policies/traces.h"
#include "naive_policies.h"

#include <QDir>
#include <QFile>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QTest>

#include <map>
#include <random>

using namespace consultantos;
using namespace consultantos::bench;
using namespace consultantos::eviction;

class TestEviction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void policiesAreWhatTheirPapersSay_data();
    void policiesAreWhatTheirPapersSay();
    void libCacheSimsMissesAreReproduced_data();
    void libCacheSimsMissesAreReproduced();
    void theSketchCountsAndForgets();
    void oursKeepsItsBooks_data();
    void oursKeepsItsBooks();
    void aRenewedValueKeepsItsHistory();
    void renewalsOfOtherSizesKeepTheBooks();
    void whatIsForgottenTakesNoRoom();
    void oursIsNearTheBest_data();
    void oursIsNearTheBest();
    void oursSavesMoreThanLru();
};

void TestEviction::policiesAreWhatTheirPapersSay_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<quint64>("capacity");
    for (const auto &policy :
         {QStringLiteral("lru"), QStringLiteral("sieve"), QStringLiteral("s3fifo"), QStringLiteral("wtinylfu")}) {
        for (const quint64 capacity : {0, 1, 2, 7, 50, 300})
            QTest::addRow("%s of %llu", qPrintable(policy), capacity) << policy << capacity;
    }
}

void TestEviction::policiesAreWhatTheirPapersSay()
{
    QFETCH(QString, policy);
    QFETCH(quint64, capacity);
    const auto fast = makePolicy(policy.toStdString(), capacity);
    const auto naive = makeNaivePolicy(policy.toStdString(), capacity);
    std::mt19937 random(static_cast<unsigned>(capacity));
    for (int i = 0; i < 5000; ++i) {
        // Keys near one another come again; every fifth request is of a key that a few ask for.
        const auto key = random() % 5 == 0 ? random() % 20 : 100 + static_cast<quint32>(i) / 40 + random() % 60;
        const Request request{key, static_cast<quint32>(1 + key % 3), 1};
        QCOMPARE(fast->request(request), naive->request(request));
        QCOMPARE(fast->keptBytes(), naive->keptBytes());
        QVERIFY(fast->keptBytes() <= capacity);
    }
}

void TestEviction::libCacheSimsMissesAreReproduced_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("expectedName");
    QTest::newRow("LRU") << "lru"
                         << "LRU";
    QTest::newRow("S3-FIFO") << "s3fifo"
                             << "S3FIFO";
    QTest::newRow("SIEVE") << "sieve"
                           << "Sieve";
}

void TestEviction::libCacheSimsMissesAreReproduced()
{
    QFETCH(QString, policy);
    QFETCH(QString, expectedName);
    auto data = qEnvironmentVariable("CONSULTANTOS_TEST_DATA");
    if (data.isEmpty())
        data = QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data");
    const QDir folder(data + QStringLiteral("/cache-traces/libcachesim"));
    QFile file(folder.filePath(QStringLiteral("expected_misses.json")));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("CONSULTANTOS_TEST_DATA is not available");
    const auto expected = QJsonDocument::fromJson(file.readAll())[QLatin1String("expected")][expectedName];
    const auto bytes = readInput(folder.filePath(QStringLiteral("cloudPhysicsIO.oracleGeneral.bin.gz")));
    QVERIFY(bytes);
    const auto requests = parseOracle(*bytes);
    QCOMPARE(requests.size(), size_t{113'872});
    for (int eighth = 1; eighth <= 8; ++eighth) {
        const auto cache = makePolicy(policy.toStdString(), static_cast<quint64>(eighth) * 128 * 1024 * 1024);
        qint64 misses = 0;
        qint64 missedBytes = 0;
        for (const auto &request : requests) {
            if (!cache->request(request)) {
                ++misses;
                missedBytes += request.size;
            }
        }
        QCOMPARE(misses, expected[QLatin1String("miss_cnt")][eighth - 1].toInteger());
        QCOMPARE(missedBytes, expected[QLatin1String("miss_byte")][eighth - 1].toInteger());
    }
}

void TestEviction::theSketchCountsAndForgets()
{
    FrequencySketch sketch(100);
    std::mt19937_64 random(5);
    std::map<quint64, quint32> counts;
    std::vector<quint64> ids;
    for (int i = 0; i < 100; ++i)
        ids.push_back(random());
    for (int i = 0; i < 600; ++i) {
        const auto id = ids[random() % ids.size()];
        sketch.add(id);
        ++counts[id];
    }
    int exact = 0;
    for (const auto &[id, count] : counts) {
        QVERIFY(sketch.estimate(id) >= std::min(count, FrequencySketch::Most));
        exact += sketch.estimate(id) == std::min(count, FrequencySketch::Most) ? 1 : 0;
    }
    QVERIFY(exact > 90);
    const auto before = sketch.estimate(ids[0]);
    sketch.makeRoomFor(5'000); // grows, and keeps what it knew
    QCOMPARE(sketch.estimate(ids[0]), before);
    for (int i = 0; i < 50'000; ++i)
        sketch.add(random());
    QVERIFY(sketch.estimate(ids[0]) <= before / 2 + 1);
}

void TestEviction::oursKeepsItsBooks_data()
{
    QTest::addColumn<quint64>("capacity");
    for (const quint64 capacity : {0, 1, 5, 40, 1'000, 20'000})
        QTest::addRow("%llu", capacity) << capacity;
}

void TestEviction::oursKeepsItsBooks()
{
    // Random admissions, hits and removals against a map of what it says is kept.
    QFETCH(quint64, capacity);
    EvictionTournament ours(capacity);
    std::mt19937 random(11);
    std::map<quint64, quint32> kept; // id to size; the slot is the id
    std::vector<EvictionTournament::Slot> victims;
    for (int i = 0; i < 10'000; ++i) {
        const quint64 id = random() % 10 == 0 ? random() % 5'000 : random() % 150;
        const auto node = ours.find(id * 0x9E3779B97F4A7C15U);
        QCOMPARE(node != NoNode, kept.contains(id));
        if (node != NoNode) {
            QCOMPARE(ours.slotOf(node), id);
            if (random() % 20 == 0) {
                ours.remove(node);
                kept.erase(id);
            } else {
                ours.hit(node);
            }
            continue;
        }
        const auto size = static_cast<quint32>(1 + random() % 60);
        victims.clear();
        const auto admitted = ours.admit(id * 0x9E3779B97F4A7C15U, size, 0.1F + static_cast<float>(random() % 100),
                                         static_cast<quint32>(id), victims);
        for (const auto victim : victims)
            QCOMPARE(kept.erase(victim), size_t{1});
        if (admitted != NoNode)
            kept[id] = size;
        quint64 bytes = 0;
        for (const auto &[key, keptSize] : kept)
            bytes += keptSize;
        QCOMPARE(ours.bytes(), bytes);
        QCOMPARE(ours.count(), static_cast<quint32>(kept.size()));
        QVERIFY(bytes <= capacity);
    }
}

void TestEviction::aRenewedValueKeepsItsHistory()
{
    // Of two that are told the same, one is told of new values now and then as well: nothing may come of it.
    EvictionTournament plain(200);
    EvictionTournament renewing(200);
    std::mt19937 random(12);
    std::vector<EvictionTournament::Slot> victims;
    std::vector<EvictionTournament::Slot> victimsOfRenewing;
    int renewed = 0;
    for (int i = 0; i < 20'000; ++i) {
        const quint64 key = random() % 3 == 0 ? random() % 2'000 : random() % 100;
        const auto id = key * 0x9E3779B97F4A7C15U;
        const auto node = plain.find(id);
        const auto other = renewing.find(id);
        QCOMPARE(other != NoNode, node != NoNode);
        const auto size = static_cast<quint32>(1 + key % 3);
        victims.clear();
        victimsOfRenewing.clear();
        if (node != NoNode && random() % 2 == 0) {
            renewing.renew(other, size, 1, victimsOfRenewing);
            ++renewed;
        } else if (node != NoNode) {
            plain.hit(node);
            renewing.hit(other);
        } else {
            plain.admit(id, size, 1, static_cast<quint32>(key), victims);
            renewing.admit(id, size, 1, static_cast<quint32>(key), victimsOfRenewing);
        }
        QCOMPARE(victimsOfRenewing, victims);
        QCOMPARE(renewing.credits(), plain.credits());
    }
    QVERIFY(renewed > 3'000);
}

void TestEviction::renewalsOfOtherSizesKeepTheBooks()
{
    constexpr quint64 Capacity = 500;
    EvictionTournament ours(Capacity);
    std::mt19937 random(13);
    std::map<quint64, quint32> kept; // id to size; the slot is the id
    std::vector<EvictionTournament::Slot> victims;
    int gone = 0;
    for (int i = 0; i < 30'000; ++i) {
        const quint64 id = random() % 5 == 0 ? random() % 3'000 : random() % 60;
        const auto node = ours.find(id * 0x9E3779B97F4A7C15U);
        QCOMPARE(node != NoNode, kept.contains(id));
        victims.clear();
        const auto size = static_cast<quint32>(random() % 50 == 0 ? 1 + random() % Capacity : 1 + random() % 30);
        const auto worth = 0.1F + static_cast<float>(random() % 100);
        if (node == NoNode) {
            if (ours.admit(id * 0x9E3779B97F4A7C15U, size, worth, static_cast<quint32>(id), victims) != NoNode)
                kept[id] = size;
        } else if (random() % 3 == 0) {
            kept[id] = size;
            ours.renew(node, size, worth, victims);
        } else if (random() % 20 == 0) {
            ours.remove(node);
            kept.erase(id);
        } else {
            ours.hit(node);
        }
        for (const auto victim : victims)
            QCOMPARE(kept.erase(victim), size_t{1});
        gone += static_cast<int>(victims.size());
        quint64 bytes = 0;
        for (const auto &[key, keptSize] : kept)
            bytes += keptSize;
        QCOMPARE(ours.bytes(), bytes);
        QCOMPARE(ours.count(), static_cast<quint32>(kept.size()));
        QVERIFY(bytes <= Capacity);
    }
    QVERIFY(gone > 1'000);
}

void TestEviction::whatIsForgottenTakesNoRoom()
{
    // Whatever was asked for and how often: what is known of keys stays a few times what is kept.
    constexpr quint64 Capacity = 200;
    EvictionTournament ours(Capacity);
    std::mt19937_64 random(14);
    std::vector<EvictionTournament::Slot> victims;
    for (quint64 i = 0; i < 300'000; ++i) {
        const quint64 phase = i / 20'000;
        const auto key = phase % 3 == 0   ? (i % 200 < 140 ? 1'000'000 + i : i % 60)
                         : phase % 3 == 1 ? random() % 150 + phase * 1'000
                                          : i % 350;
        const auto id = (key + 1) * 0x9E3779B97F4A7C15U;
        victims.clear();
        if (const auto node = ours.find(id); node == NoNode)
            ours.admit(id, static_cast<quint32>(1 + key % 3), 1, 0, victims);
        else if (random() % 50 == 0)
            ours.remove(node);
        else if (random() % 50 == 0)
            ours.renew(node, static_cast<quint32>(1 + random() % 3), 1, victims);
        else
            ours.hit(node);
    }
    QVERIFY2(ours.ownBytes() < 120'000, qPrintable(QString::number(ours.ownBytes())));
}

void TestEviction::oursIsNearTheBest_data()
{
    QTest::addColumn<int>("trace");
    const auto traces = syntheticTraces();
    for (size_t i = 0; i < traces.size(); ++i)
        QTest::newRow(traces[i].name.c_str()) << static_cast<int>(i);
}

void TestEviction::oursIsNearTheBest()
{
    QFETCH(int, trace);
    const auto requests = syntheticTraces()[static_cast<size_t>(trace)].requests;
    const auto capacity = distinctKeys(requests) / 10;
    std::map<std::string, double> ratios;
    for (const auto &name : policyNames()) {
        const auto policy = makePolicy(name, capacity);
        size_t hits = 0;
        for (const auto &request : requests)
            hits += policy->request(request) ? 1 : 0;
        ratios[name] = 100.0 * static_cast<double>(hits) / static_cast<double>(requests.size());
    }
    const auto best = std::max({ratios["lru"], ratios["sieve"], ratios["s3fifo"], ratios["wtinylfu"]});
    // A point and a half looser than the aim, which cache_hit_ratios shows in full.
    QVERIFY2(ratios["ours"] >= best - 2, qPrintable(QStringLiteral("%1 of %2").arg(ratios["ours"]).arg(best)));
}

void TestEviction::oursSavesMoreThanLru()
{
    const auto trace = costedTrace(1);
    const auto capacity = distinctBytes(trace.requests) / 20;
    const auto savedBy = [&](const char *name) {
        const auto policy = makePolicy(name, capacity);
        double saved = 0;
        for (const auto &request : trace.requests)
            saved += policy->request(request) ? static_cast<double>(request.worth) : 0;
        return saved;
    };
    QVERIFY(savedBy("ours") >= 1.1 * savedBy("lru"));
}

QTEST_APPLESS_MAIN(TestEviction)
#include "tst_eviction.moc"
