// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/frameworks/data/framework_file.h"
#include "company_fixture.h"

#include <QString>
#include <QTest>

#include <cmath>
#include <limits>

using namespace consultantos;

/// What the frameworks that come with the program say of companies; how files are read is in test_framework_files.
class TestShippedFrameworks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shippedFrameworksWriteOnlyNumbersWithEvidence_data();
    void shippedFrameworksWriteOnlyNumbersWithEvidence();
    void everySentenceAndThresholdHasALabel_data();
    void everySentenceAndThresholdHasALabel();
    void withoutFiguresEverySectionSaysWhy();
    void scoresLieWithinTheirIntervals();
    void theLargestUncertaintyIsTheFirstAxis();
    void theMarginBridgeAddsUp();
    void theSplitOfTheReturnIsExact();
};

void TestShippedFrameworks::shippedFrameworksWriteOnlyNumbersWithEvidence_data()
{
    QTest::addColumn<int>("peers");
    for (const int peers : {0, 3, 7})
        QTest::addRow("%d peers", peers) << peers;
}

void TestShippedFrameworks::shippedFrameworksWriteOnlyNumbersWithEvidence()
{
    QFETCH(int, peers);
    const auto outputs = test::deriveAll(test::cartInput(peers));
    QCOMPARE(outputs.size(), AnalysisRequest::knownFrameworks().size());
    for (const auto &output : outputs) {
        const auto stray = test::strayNumbers(output);
        QVERIFY2(stray.isEmpty(), qPrintable(stray.join(QLatin1Char('\n'))));
        QVERIFY2(!output.result.claims().isEmpty(), qPrintable(output.result.id));
        for (const auto &section : output.result.sections) {
            QVERIFY2(!section.items.isEmpty() || section.summary || section.implication
                         || section.notDerivable.startsWith(QLatin1String("not derivable: ")),
                     qPrintable(output.result.id + section.id));
        }
    }
}

void TestShippedFrameworks::everySentenceAndThresholdHasALabel_data()
{
    QTest::addColumn<QString>("block");
    for (const auto *const block : {"porter", "swot", "pestel", "blue_ocean"})
        QTest::newRow(block) << QString(QLatin1String(block));
}

void TestShippedFrameworks::everySentenceAndThresholdHasALabel()
{
    QFETCH(QString, block);
    const auto vocabulary = FrameworkVocabulary::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    QVERIFY(vocabulary);
    const auto labels = vocabulary->blocks.value(block).labels;
    QCOMPARE(labels.keys(),
             (QStringList{QStringLiteral("de"), QStringLiteral("en"), QStringLiteral("es"), QStringLiteral("fr")}));
    const auto names = labelledNames(block);
    QVERIFY(!names.isEmpty());
    for (const auto &inLanguage : labels) {
        for (const auto &name : names)
            QVERIFY2(!inLanguage.value(name).isEmpty(), qPrintable(name));
        QCOMPARE(inLanguage.size(), names.size());
    }
    QCOMPARE(labelIn(labels, QStringLiteral("nl"), names.first()), labels[QStringLiteral("en")][names.first()]);
    QCOMPARE(labelIn(labels, QStringLiteral("de"), QStringLiteral("nothing")), QString());
}

void TestShippedFrameworks::withoutFiguresEverySectionSaysWhy()
{
    FrameworkInput input;
    input.request.company = QStringLiteral("Nobody");
    const auto catalogue = FrameworkCatalogue::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR));
    for (const auto &framework : catalogue->frameworks()) {
        const auto output = framework->derive(input, {}, {});
        QVERIFY(output);
        for (const auto &section : output->result.sections) {
            QVERIFY2(!section.items.isEmpty() || section.summary || !section.notDerivable.isEmpty(),
                     qPrintable(framework->id() + section.id));
        }
        const auto stray = test::strayNumbers(*output);
        QVERIFY2(stray.isEmpty(), qPrintable(stray.join(QLatin1Char('\n'))));
    }
}

void TestShippedFrameworks::scoresLieWithinTheirIntervals()
{
    int scored = 0;
    for (const auto &output : test::deriveAll(test::cartInput(7))) {
        for (const auto &section : output.result.sections) {
            if (!section.score)
                continue;
            ++scored;
            QVERIFY(section.score->low <= section.score->value && section.score->value <= section.score->high);
            double weights = 0;
            for (const auto &driver : section.drivers)
                weights += driver.weight;
            QVERIFY(std::abs(weights - 1) < 1e-9);
        }
    }
    QVERIFY2(scored >= 10, qPrintable(QString::number(scored)));
}

void TestShippedFrameworks::theLargestUncertaintyIsTheFirstAxis()
{
    for (const auto &output : test::deriveAll(test::cartInput(0))) {
        if (output.result.id != QLatin1String("scenarios"))
            continue;
        const auto &tornado = output.result.sections[1];
        QVERIFY(tornado.items.size() >= 2);
        double before = std::numeric_limits<double>::infinity();
        for (const auto &item : tornado.items) {
            const auto value = item.claim.numbers.first().value;
            QVERIFY(value <= before);
            before = value;
        }
        QCOMPARE(output.result.sections[0].items.first().claim.numbers.first().value,
                 tornado.items.first().claim.numbers.first().value);
    }
}

void TestShippedFrameworks::theMarginBridgeAddsUp()
{
    for (const auto &output : test::deriveAll(test::cartInput(0))) {
        if (output.result.id != QLatin1String("value_chain"))
            continue;
        const auto &items = output.result.sections.last().items;
        QCOMPARE(items.size(), 5);
        double sum = 0;
        for (qsizetype i = 1; i < items.size(); ++i)
            sum += items[i].claim.numbers.first().value;
        QVERIFY(std::abs(sum - items.first().claim.numbers.first().value) < 1e-12);
    }
}

void TestShippedFrameworks::theSplitOfTheReturnIsExact()
{
    const Computation *change = nullptr;
    double parts = 0;
    const auto outputs = test::deriveAll(test::cartInput(0));
    for (const auto &output : outputs) {
        if (output.result.id != QLatin1String("issue_tree"))
            continue;
        for (const auto &computation : output.evidence.computations()) {
            if (computation.id.contains(QLatin1String("issue_tree-return_change")))
                change = &computation;
            if (computation.id.contains(QLatin1String("issue_tree-by_")))
                parts += computation.value;
        }
    }
    QVERIFY(change != nullptr);
    QVERIFY(change->value != 0);
    QVERIFY2(std::abs(parts - change->value) < 1e-9, qPrintable(QString::number(parts - change->value)));
}

QTEST_GUILESS_MAIN(TestShippedFrameworks)
#include "test_shipped_frameworks.moc"
