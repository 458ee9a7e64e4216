// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/evidence_layers.h"

#include <QDate>
#include <QString>
#include <QStringList>
#include <QTest>

using namespace consultantos;

namespace {

Fact fact(const char *tag, double value)
{
    Fact fact;
    fact.companyId = QStringLiteral("1");
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = QString::fromLatin1(tag);
    fact.unit = QStringLiteral("USD");
    fact.start = QDate(2021, 1, 1);
    fact.end = QDate(2021, 12, 31);
    fact.latest.value = value;
    fact.latest.filed = QDate(2022, 2, 7);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    return fact;
}

} // namespace

class TestEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFactsIdNamesWhatItIs();
    void reachableKeepsInputsOfInputsAndNothingElse();
    void layersReadAsTheirMergedBook();
    void jsonReadsBackTheSame();
};

void TestEvidence::aFactsIdNamesWhatItIs()
{
    QCOMPARE(fact("Revenues", 1).id, QStringLiteral("f/1/us-gaap/Revenues/USD/2021-01-01..2021-12-31"));
    QCOMPARE(factId({}, QStringLiteral("anchor"), QStringLiteral("Auto & Truck"), QStringLiteral("ratio"), {},
                    QDate(2026, 1, 5)),
             QStringLiteral("f//anchor/Auto_&_Truck/ratio/2026-01-05"));
}

void TestEvidence::reachableKeepsInputsOfInputsAndNothingElse()
{
    EvidenceBook book;
    const auto revenue = book.add(fact("Revenues", 10));
    const auto cost = book.add(fact("CostOfRevenue", 6));
    const auto unrelated = book.add(fact("Assets", 20));
    Computation profit;
    profit.id = QStringLiteral("c/profit");
    profit.bindings = {{QStringLiteral("revenue"), {revenue.ref}, false}, {QStringLiteral("cost"), {cost.ref}, false}};
    book.add(profit);
    Computation margin;
    margin.id = QStringLiteral("c/margin");
    margin.bindings = {{QStringLiteral("profits"), {profit.id}, true},
                       {QStringLiteral("revenue"), {revenue.ref}, false}};
    book.add(margin);

    const auto kept = book.reachableFrom({margin.id});
    QVERIFY(kept.contains(revenue.ref));
    QVERIFY(kept.contains(cost.ref));
    QVERIFY(kept.contains(profit.id));
    QVERIFY(!kept.contains(unrelated.ref));
}

void TestEvidence::layersReadAsTheirMergedBook()
{
    EvidenceBook filed;
    const auto revenue = filed.add(fact("Revenues", 10));
    const auto assets = filed.add(fact("Assets", 20));
    Computation turnover;
    turnover.id = QStringLiteral("c/turnover");
    turnover.title = QStringLiteral("Turnover of assets");
    turnover.bindings = {{QStringLiteral("revenue"), {revenue.ref}, false}};
    filed.add(turnover);
    EvidenceBook derived;
    turnover.title = QStringLiteral("Asset turnover");
    derived.add(turnover);
    Computation score;
    score.id = QStringLiteral("c/score");
    score.bindings = {{QStringLiteral("turnover"), {turnover.id}, false}};
    derived.add(score);
    Passage passage;
    passage.id = QStringLiteral("p/1/1");
    derived.add(passage);
    PlaybookEntry entry;
    entry.id = QStringLiteral("k/1");
    filed.add(entry);

    EvidenceLayers layers;
    layers.add(filed);
    layers.add(derived);
    auto merged = filed;
    merged.merge(derived);
    QCOMPARE(layers.computation(turnover.id)->title, QStringLiteral("Asset turnover"));
    QCOMPARE(layers.fact(assets.ref)->value(), 20.0);
    QVERIFY(layers.passage(passage.id) != nullptr && layers.playbookEntry(entry.id) != nullptr);
    QVERIFY(layers.fact(QStringLiteral("f/none")) == nullptr);
    const QStringList roots{score.id, passage.id, QStringLiteral("f/none")};
    QCOMPARE(layers.reachableFrom(roots), merged.reachableFrom(roots));
    QVERIFY(!layers.reachableFrom(roots).contains(assets.ref));
}

void TestEvidence::jsonReadsBackTheSame()
{
    EvidenceBook book;
    auto restated = fact("Revenues", 10);
    restated.earlier.append(
        {9.5, QStringLiteral("0001"), QStringLiteral("10-K"), QDate(2021, 2, 1), 2020, QStringLiteral("FY")});
    const auto revenue = book.add(restated);
    book.add(Passage{QStringLiteral("p/context/1"), QStringLiteral("request context"), 0, 3, QStringLiteral("text")});
    book.add(PlaybookEntry{QStringLiteral("k/a/b"), QStringLiteral("a"), QStringLiteral("t"), QStringLiteral("r")});
    Computation computation;
    computation.id = QStringLiteral("c/1/x/FY2021");
    computation.method = QStringLiteral("x");
    computation.formula = QStringLiteral("sum(values)");
    computation.bindings = {{QStringLiteral("values"), {revenue.ref}, true}};
    computation.value = 10;
    computation.unit = QStringLiteral("USD");
    computation.period = {QDate(2021, 1, 1), QDate(2021, 12, 31), 2021, QStringLiteral("FY")};
    book.add(computation);
    QCOMPARE(evidenceBookFromJson(toJson(book)), book);
}

QTEST_GUILESS_MAIN(TestEvidence)
#include "test_evidence.moc"
