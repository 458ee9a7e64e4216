// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/decision_tree.h"
#include "scenario_texts.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QStringList>
#include <QTest>

using namespace consultantos;

namespace {

bool isNear(double value, double expected)
{
    return std::abs(value - expected) < 1e-12;
}

} // namespace

class TestDecisionTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rollsBackTheWorkedExample();
    void testsAreWorthWhatBayesSays();
    void anEventSeenEarlierIsKnownLater();
    void writesWhatItReads();
    void faultsNameTheirLine_data();
    void faultsNameTheirLine();
};

void TestDecisionTree::rollsBackTheWorkedExample()
{
    const auto tree = readDecisionTree(DrillFile, QStringLiteral("drill.json"));
    QVERIFY2(tree, tree ? "" : qPrintable(tree.error().toText()));
    const auto analysis = analyseDecision(*tree);
    QVERIFY(analysis);
    QVERIFY(isNear(analysis->expectedValue, 8));
    QCOMPARE(analysis->choices, QStringList{QStringLiteral("Well: drill")});
    QCOMPARE(analysis->firstChoices.size(), 2);
    QVERIFY(isNear(analysis->firstChoices[1].second, 0));
    QVERIFY(isNear(analysis->perfectInformation, 15));
    QVERIFY(isNear(analysis->perfectByEvent[0].second, 15));
    QCOMPARE(analysis->profile.size(), 3);
    QVERIFY(isNear(analysis->profile[0].value, -30) && isNear(analysis->profile[0].probability, 0.5));
    QVERIFY(isNear(analysis->profile[2].value, 70) && isNear(analysis->profile[2].probability, 0.3));
    QCOMPARE(analysis->profile[2].path, (QStringList{QStringLiteral("drill"), QStringLiteral("rich")}));
}

void TestDecisionTree::testsAreWorthWhatBayesSays()
{
    const auto analysis = analyseDecision(*readDecisionTree(DrillFile, QStringLiteral("drill.json")));
    QVERIFY(analysis);
    // Good: 0.27 · 100 + 0.12 · 40 − 0.49 · 30 = 17.1; bad: leave. 17.1 − 8.
    QVERIFY(isNear(analysis->tests[0].second, 9.1));
    QVERIFY(isNear(analysis->tests[1].second, 15)); // an oracle is perfect
    QCOMPARE(analysis->tests[2].second, 0.0);       // a coin tells nothing
}

void TestDecisionTree::anEventSeenEarlierIsKnownLater()
{
    // One waits for the market first and then decides: no more can be learnt of it.
    const QByteArray text("{\"tree\": {\"kind\": \"chance\", \"name\": \"Market\", \"branches\": ["
                          "{\"name\": \"up\", \"probability\": 0.5, \"node\": {\"kind\": \"decision\", \"name\": "
                          "\"Enter\", \"branches\": ["
                          "{\"name\": \"yes\", \"node\": {\"kind\": \"chance\", \"name\": \"Market\", \"branches\": ["
                          "{\"name\": \"up\", \"probability\": 0.5, \"value\": 10}, {\"name\": \"down\", "
                          "\"probability\": 0.5, \"value\": -10}]}},"
                          "{\"name\": \"no\"}]}},"
                          "{\"name\": \"down\", \"probability\": 0.5}]}}");
    const auto tree = readDecisionTree(text, QStringLiteral("a"));
    QVERIFY2(tree, tree ? "" : qPrintable(tree.error().toText()));
    const auto analysis = analyseDecision(*tree);
    QVERIFY(isNear(analysis->expectedValue, 5));
    QCOMPARE(analysis->perfectInformation, 0.0);
}

void TestDecisionTree::writesWhatItReads()
{
    const auto tree = readDecisionTree(DrillFile, QStringLiteral("a"));
    QVERIFY(tree);
    const auto again = readDecisionTree(QJsonDocument(toJson(*tree)).toJson(), QStringLiteral("a"));
    QVERIFY2(again, again ? "" : qPrintable(again.error().toText()));
    QCOMPARE(toJson(*again), toJson(*tree));
    QVERIFY(hasDecisionTree(DrillFile));
    QVERIFY(!hasDecisionTree(LaunchFile));
}

void TestDecisionTree::faultsNameTheirLine_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<int>("line");
    const auto row = [](const char *name, const char *from, const char *to, int line) {
        QTest::addRow("%s", name) << QByteArray(from) << QByteArray(to) << line;
    };
    row("sum", "\"probability\": 0.2", "\"probability\": 0.25", 4);
    row("negative", "\"probability\": 0.2", "\"probability\": -0.2", 6);
    row("missing probability", "\"probability\": 0.2, ", "", 6);
    row("kind", "\"chance\"", "\"luck\"", 4);
    row("unknown event", "\"event\": \"Field\", \"signals\": [\"good\"",
        "\"event\": \"Weather\", \"signals\": [\"good\"", 10);
    row("likelihoods", "[0.9, 0.1]", "[0.9, 0.2]", 10);
    row("probability of a choice", "\"name\": \"leave\"", "\"name\": \"leave\", \"probability\": 1", 8);
}

void TestDecisionTree::faultsNameTheirLine()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(int, line);
    auto text = DrillFile;
    QVERIFY(text.contains(from));
    const auto tree = readDecisionTree(text.replace(text.indexOf(from), from.size(), to), QStringLiteral("drill.json"));
    QVERIFY(!tree);
    QVERIFY2(tree.error().message.startsWith(QStringLiteral("drill.json, line %1:").arg(line)),
             qPrintable(tree.error().message));
}

QTEST_APPLESS_MAIN(TestDecisionTree)
#include "test_decision_tree.moc"
