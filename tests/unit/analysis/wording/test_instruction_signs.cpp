// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/instruction_signs.h"

#include "injections.h"

#include <QString>
#include <QTest>

using namespace consultantos;

class TestInstructionSigns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPassageThatSpeaksToAModelIsSeen_data();
    void aPassageThatSpeaksToAModelIsSeen();
    void anHonestPassageIsNot_data();
    void anHonestPassageIsNot();
};

void TestInstructionSigns::aPassageThatSpeaksToAModelIsSeen_data()
{
    QTest::addColumn<QString>("passage");
    for (const auto &one : test::injections())
        QTest::newRow(one.name) << QString::fromUtf8(one.passage);
    QTest::newRow("within a page") << QStringLiteral("Revenue grew in all regions. %1 Costs fell.")
                                          .arg(QString::fromUtf8(test::injections().first().passage));
}

void TestInstructionSigns::aPassageThatSpeaksToAModelIsSeen()
{
    QFETCH(QString, passage);
    QVERIFY(speaksToModel(passage));
}

void TestInstructionSigns::anHonestPassageIsNot_data()
{
    QTest::addColumn<QString>("passage");
    for (const auto *one : test::honestPassages())
        QTest::newRow(one) << QString::fromUtf8(one);
}

void TestInstructionSigns::anHonestPassageIsNot()
{
    QFETCH(QString, passage);
    QVERIFY(!speaksToModel(passage));
}

QTEST_APPLESS_MAIN(TestInstructionSigns)
#include "test_instruction_signs.moc"
