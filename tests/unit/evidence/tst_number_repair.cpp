// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/number_repair.h"

#include <QTest>

using consultantos::withoutImpossibleNumbers;

class NumberRepairTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void impossibleNumbersBecomeNull_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("repaired");
        QTest::newRow("many digits") << QByteArray("[1, 123456789012345678901234567890, 2]")
                                     << QByteArray("[1, null, 2]");
        QTest::newRow("large exponent") << QByteArray("{\"a\":1e999}") << QByteArray("{\"a\":null}");
        QTest::newRow("negative") << QByteArray("[-1E+400]") << QByteArray("[null]");
        QTest::newRow("words") << QByteArray("[NaN,Infinity,-Infinity]") << QByteArray("[null,null,null]");
        QTest::newRow("strings stay") << QByteArray("[\"NaN \\\" NaN\", NaN, \"1e999\"]")
                                      << QByteArray("[\"NaN \\\" NaN\", null, \"1e999\"]");
    }

    void impossibleNumbersBecomeNull()
    {
        QFETCH(QByteArray, json);
        const auto repaired = withoutImpossibleNumbers(json);
        QVERIFY(repaired);
        QTEST(*repaired, "repaired");
    }

    void nothingToRepairGivesNothing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("fine") << QByteArray("[0, -0.5, 1e300, 9000000000000000000]");
        QTest::newRow("leading zero") << QByteArray("[01, NaN]");
        QTest::newRow("no digit after the point") << QByteArray("[1., NaN]");
        QTest::newRow("no exponent") << QByteArray("[1e, NaN]");
        QTest::newRow("sign alone") << QByteArray("[-, NaN]");
        QTest::newRow("open string") << QByteArray("[\"NaN");
        QTest::newRow("empty") << QByteArray();
    }

    void nothingToRepairGivesNothing()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!withoutImpossibleNumbers(json));
    }
};

QTEST_GUILESS_MAIN(NumberRepairTest)
#include "tst_number_repair.moc"
