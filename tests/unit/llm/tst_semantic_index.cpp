// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/semantic_index.h"
#include "llm/semantic/vector_rows.h"

#include <QByteArray>
#include <QTest>

#include <thread>

using namespace consultantos;

class SemanticIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anEarlierPromptIsFoundAndNamed();
    void scopesAreApart();
    void anotherYearIsNotFound();
    void wrongAnswersArePurged();
    void theOldestGoesFirst();
    void theSamePromptGetsTheNewKey();
    void threadsMayShareIt();
    void rowsAreFoundInTheOrderOfTheirProducts();

private:
    std::shared_ptr<const SemanticMatcher> m_matcher;
};

void SemanticIndexTest::initTestCase()
{
    const auto matcher = makeSemanticMatcher(QStringLiteral(CONSULTANTOS_RESOURCE_DIR), {});
    QVERIFY(matcher);
    m_matcher = *matcher;
}

void SemanticIndexTest::anEarlierPromptIsFoundAndNamed()
{
    SemanticIndex index(m_matcher);
    QVERIFY(index.add("scope", QStringLiteral("Which risks does Ford have?"), "other"));
    QVERIFY(index.add("scope", QStringLiteral("What was the revenue of Ford in 2023?"), "key"));
    const auto hit = index.find("scope", QStringLiteral("What was Ford's revenue in 2023?"));
    QVERIFY(hit && *hit);
    QCOMPARE((*hit)->key, QByteArray("key"));
    QCOMPARE((*hit)->prompt, QStringLiteral("What was the revenue of Ford in 2023?"));
    QVERIFY((*hit)->similarity >= m_matcher->threshold());
}

void SemanticIndexTest::scopesAreApart()
{
    SemanticIndex index(m_matcher);
    QVERIFY(index.add("one", QStringLiteral("Revenue of Ford"), "key"));
    QVERIFY(index.find("one", QStringLiteral("Revenue of Ford"))->has_value());
    QVERIFY(!index.find("two", QStringLiteral("Revenue of Ford"))->has_value());
}

void SemanticIndexTest::anotherYearIsNotFound()
{
    SemanticIndex index(m_matcher);
    for (int year = 2000; year < 2024; ++year)
        QVERIFY(index.add("s", QStringLiteral("Revenue of Ford in %1").arg(year), QByteArray::number(year)));
    QVERIFY(!index.find("s", QStringLiteral("Revenue of Ford in 2024"))->has_value());
    QCOMPARE((*index.find("s", QStringLiteral("Ford revenue in 2011")))->key, QByteArray("2011"));
}

void SemanticIndexTest::wrongAnswersArePurged()
{
    SemanticIndex index(m_matcher);
    QVERIFY(index.add("one", QStringLiteral("Revenue of Ford"), "wrong"));
    QVERIFY(index.add("one", QStringLiteral("Risks of Ford"), "right"));
    QVERIFY(index.add("two", QStringLiteral("Revenue of Ford"), "wrong"));
    QCOMPARE(index.purge("wrong"), std::size_t(2));
    QCOMPARE(index.purge("wrong"), std::size_t(0));
    QVERIFY(!index.find("one", QStringLiteral("Revenue of Ford"))->has_value());
    QVERIFY(!index.find("two", QStringLiteral("Revenue of Ford"))->has_value());
    QCOMPARE((*index.find("one", QStringLiteral("Risks of Ford")))->key, QByteArray("right"));
}

void SemanticIndexTest::theOldestGoesFirst()
{
    SemanticIndex index(m_matcher, 2);
    for (const auto *year : {"2001", "2002", "2003"})
        QVERIFY(index.add("s", QStringLiteral("Revenue of Ford in ") + QLatin1String(year), year));
    QCOMPARE(index.size(), std::size_t(2));
    QVERIFY(!index.find("s", QStringLiteral("Revenue of Ford in 2001"))->has_value());
    QVERIFY(index.find("s", QStringLiteral("Revenue of Ford in 2002"))->has_value());
    QVERIFY(index.find("s", QStringLiteral("Revenue of Ford in 2003"))->has_value());
}

void SemanticIndexTest::theSamePromptGetsTheNewKey()
{
    SemanticIndex index(m_matcher);
    QVERIFY(index.add("s", QStringLiteral("Revenue of Ford"), "old"));
    QVERIFY(index.add("s", QStringLiteral("Revenue of Ford"), "new"));
    QCOMPARE(index.size(), std::size_t(1));
    QCOMPARE((*index.find("s", QStringLiteral("Revenue of Ford")))->key, QByteArray("new"));
}

void SemanticIndexTest::threadsMayShareIt()
{
    SemanticIndex index(m_matcher);
    std::vector<std::thread> threads;
    std::atomic<int> found = 0;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&index, &found, thread] {
            for (int place = 0; place < 25; ++place) {
                const auto prompt = QStringLiteral("Revenue of Ford in %1").arg(1900 + thread * 25 + place);
                if (index.add("s", prompt, prompt.toUtf8()) && index.find("s", prompt)->has_value())
                    ++found;
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(found.load(), 100);
    QCOMPARE(index.size(), std::size_t(100));
}

void SemanticIndexTest::rowsAreFoundInTheOrderOfTheirProducts()
{
    // 17 values: one more than the lanes that are summed side by side.
    VectorRows rows(17);
    std::vector<float> query(17, 0);
    query[0] = 1;
    query[16] = 2;
    for (const float value : {1.0F, 3.0F, 2.0F, 3.0F}) {
        std::vector<float> row(17, 0);
        row[16] = value;
        rows.append(row);
    }
    const auto near = rows.nearest(query, 4, 10);
    QCOMPARE(near.size(), 3);
    QCOMPARE(near[0].row, std::size_t(1));
    QCOMPARE(near[1].row, std::size_t(3));
    QCOMPARE(near[2].row, std::size_t(2));
    QCOMPARE(near[2].product, 4.0F);
    rows.removeBySwap(0);
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(rows.nearest(query, 6, 1).first().row, std::size_t(0));
    QVERIFY(rows.nearest({1.0F}, 0.1F, 1).isEmpty());
}

QTEST_APPLESS_MAIN(SemanticIndexTest)
#include "tst_semantic_index.moc"
