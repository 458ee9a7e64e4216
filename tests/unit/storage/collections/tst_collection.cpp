// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_collection.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace consultantos;
using namespace consultantos::test;

class TestCollection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasSetIsGotten()
    {
        const Watches watches;
        const QJsonObject body{{QStringLiteral("user"), QStringLiteral("ana")},
                               {QStringLiteral("nested"), QJsonObject{{QStringLiteral("a"), QJsonArray{1, 2.5, true}}}},
                               {QStringLiteral("text"), QStringLiteral("Grüße – 漢字 \U0001F600 'quoted' \"twice\"")}};
        const auto version = watches.collection->set(QStringLiteral("w1"), body);
        QVERIFY(version);
        const auto document = watches.collection->get(QStringLiteral("w1"));
        QVERIFY(document);
        QCOMPARE(document->body, body);
        QCOMPARE(document->version, *version);
        QCOMPARE(document->createdAt, watches.clock->now);
        QCOMPARE(document->updatedAt, watches.clock->now);
    }

    void setAgainKeepsTheTimeOfCreation()
    {
        const Watches watches;
        const auto first = watches.clock->now;
        QVERIFY(watches.collection->set(QStringLiteral("w1"), watch(QStringLiteral("ana"))));
        watches.clock->now = first.addSecs(60);
        QVERIFY(watches.collection->set(QStringLiteral("w1"), watch(QStringLiteral("ben"))));
        const auto document = watches.collection->get(QStringLiteral("w1"));
        QCOMPARE(document->createdAt, first);
        QCOMPARE(document->updatedAt, first.addSecs(60));
        QCOMPARE(document->body, watch(QStringLiteral("ben")));
    }

    void whatIsNotThereIsNotFound()
    {
        const Watches watches;
        QCOMPARE(watches.collection->get(QStringLiteral("w1")).error().code, ErrorCode::NotFound);
        QCOMPARE(watches.collection->remove(QStringLiteral("w1")).error().code, ErrorCode::NotFound);
        QCOMPARE(watches.collection->set(QString(), {}).error().code, ErrorCode::InvalidArgument);
    }

    void aChangeOfAnOldVersionIsAConflict()
    {
        const Watches watches;
        auto &collection = *watches.collection;
        const auto first = collection.set(QStringLiteral("w1"), watch(QStringLiteral("ana")), 0);
        QVERIFY(first);
        const auto second = collection.set(QStringLiteral("w1"), watch(QStringLiteral("ben")), *first);
        QVERIFY(second);
        const auto late = collection.set(QStringLiteral("w1"), watch(QStringLiteral("eve")), *first);
        QVERIFY(!late && Collection::isConflict(late.error()));
        QCOMPARE(collection.get(QStringLiteral("w1"))->body, watch(QStringLiteral("ben")));
        const auto again = collection.set(QStringLiteral("w1"), watch(QStringLiteral("eve")), 0);
        QVERIFY(!again && Collection::isConflict(again.error()));
        const auto removed = collection.remove(QStringLiteral("w1"), *first);
        QVERIFY(!removed && Collection::isConflict(removed.error()));
        QVERIFY(collection.remove(QStringLiteral("w1"), *second));
        const auto gone = collection.set(QStringLiteral("w1"), watch(QStringLiteral("eve")), *second);
        QVERIFY(!gone && Collection::isConflict(gone.error()));
        QCOMPARE(collection.statistics().conflicts, qint64(4));
    }

    /// Someone who read it before it was removed and made anew must not take the new one for what he read.
    void aVersionNeverComesAgain()
    {
        const Watches watches;
        auto &collection = *watches.collection;
        const auto old = collection.set(QStringLiteral("w1"), watch(QStringLiteral("ana")));
        QVERIFY(collection.remove(QStringLiteral("w1")));
        QVERIFY(collection.set(QStringLiteral("w1"), watch(QStringLiteral("ben"))));
        const auto late = collection.set(QStringLiteral("w1"), watch(QStringLiteral("eve")), *old);
        QVERIFY(!late && Collection::isConflict(late.error()));
    }

    void aBatchIsGottenInItsOrderAndTellsWhatIsMissing()
    {
        const Watches watches;
        QList<DocumentWrite> writes;
        QStringList ids;
        for (int i = 0; i < 1'203; ++i) {
            ids.prepend(QStringLiteral("w%1").arg(i));
            writes.append({QStringLiteral("w%1").arg(i), watch(QStringLiteral("ana"), i), {}});
        }
        const auto versions = watches.collection->batchSet(writes);
        QVERIFY(versions);
        QCOMPARE(versions->size(), writes.size());
        QVERIFY(std::is_sorted(versions->begin(), versions->end()));
        ids.insert(7, QStringLiteral("none"));
        ids.append(QStringLiteral("nor this"));
        ids.append(ids.first());
        const auto batch = watches.collection->batchGet(ids);
        QVERIFY(batch);
        QCOMPARE(batch->missing, (QStringList{QStringLiteral("none"), QStringLiteral("nor this")}));
        ids.removeAll(QStringLiteral("none"));
        ids.removeAll(QStringLiteral("nor this"));
        QCOMPARE(idsOf(batch->documents), ids);
        for (const auto &document : batch->documents)
            QCOMPARE(document.version, versions->at(document.id.mid(1).toInt()));
        QVERIFY(watches.collection->batchGet({})->documents.isEmpty());
        QVERIFY(watches.collection->batchSet({})->isEmpty());
    }

    void aConflictInABatchLeavesItsFiveHundredUnwritten()
    {
        const Watches watches;
        QVERIFY(watches.collection->set(QStringLiteral("w700"), watch(QStringLiteral("ana"))));
        QList<DocumentWrite> writes;
        for (int i = 0; i < 1'000; ++i)
            writes.append({QStringLiteral("w%1").arg(i), watch(QStringLiteral("ben")), 0});
        const auto versions = watches.collection->batchSet(writes);
        QVERIFY(!versions && Collection::isConflict(versions.error()));
        QVERIFY2(versions.error().detail.contains(QStringLiteral("500")), qPrintable(versions.error().detail));
        QCOMPARE(*watches.collection->count(), 501);
        QCOMPARE(watches.collection->get(QStringLiteral("w700"))->body, watch(QStringLiteral("ana")));
    }

    void aDocumentWithAValueOfAnotherKindIsRefused_data()
    {
        QTest::addColumn<QJsonObject>("body");
        const auto name = [](const char *text) { return QLatin1String(text); };
        QTest::newRow("number for text") << QJsonObject{{name("user"), 3}};
        QTest::newRow("text for flag") << QJsonObject{{name("active"), name("yes")}};
        QTest::newRow("text for number") << QJsonObject{{name("score"), name("3")}};
        QTest::newRow("fraction for integer") << QJsonObject{{name("tries"), 1.5}};
        QTest::newRow("beyond 53 bits") << QJsonObject{{name("tries"), 1e17}};
        QTest::newRow("no time") << QJsonObject{{name("schedule"), QJsonObject{{name("next"), name("soon")}}}};
        QTest::newRow("numbers in a list") << QJsonObject{{name("topics"), QJsonArray{name("a"), 1}}};
        QTest::newRow("no list") << QJsonObject{{name("topics"), name("a")}};
    }
    void aDocumentWithAValueOfAnotherKindIsRefused()
    {
        QFETCH(QJsonObject, body);
        const Watches watches;
        const auto version = watches.collection->set(QStringLiteral("w1"), body);
        QVERIFY(!version);
        QCOMPARE(version.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(*watches.collection->count(), 0);
    }

    void whatFollowsTheVersionsLosesNoIncrement()
    {
        const Watches watches;
        QVERIFY(watches.collection->set(QStringLiteral("n"), {{QStringLiteral("tries"), 0}}));
        constexpr int Threads = 4;
        constexpr int Each = 25;
        std::atomic<int> faults{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < Threads; ++i) {
            threads.emplace_back([&] {
                for (int done = 0; done < Each;) {
                    const auto read = watches.collection->get(QStringLiteral("n"));
                    if (!read) {
                        ++faults;
                        return;
                    }
                    const auto tries = read->body.value(QStringLiteral("tries")).toInt();
                    const auto set = watches.collection->set(QStringLiteral("n"),
                                                             {{QStringLiteral("tries"), tries + 1}}, read->version);
                    if (set)
                        ++done;
                    else if (!Collection::isConflict(set.error()))
                        ++faults;
                }
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(faults.load(), 0);
        QCOMPARE(watches.collection->get(QStringLiteral("n"))->body.value(QStringLiteral("tries")).toInt(),
                 Threads * Each);
    }

    void changesByAnotherInstanceAreCounted()
    {
        const Watches watches;
        Collection other(watches.open(), watchesSchema(), watches.clock);
        const auto before = *watches.collection->changeCounter();
        QVERIFY(other.set(QStringLiteral("w1"), watch(QStringLiteral("ana"))));
        QVERIFY(*watches.collection->changeCounter() > before);
    }
};

QTEST_GUILESS_MAIN(TestCollection)
#include "tst_collection.moc"
