// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fact_words.h"

#include <QString>
#include <QTest>

using namespace consultantos;

class TestFactWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tagsAreSaidInWords_data();
    void tagsAreSaidInWords();
    void partsStandBehind();
};

void TestFactWords::tagsAreSaidInWords_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("words");
    QTest::newRow("of a filing") << QStringLiteral("CommercialPaper") << QStringLiteral("Commercial paper");
    QTest::newRow("many words") << QStringLiteral("CostOfGoodsAndServicesSold")
                                << QStringLiteral("Cost of goods and services sold");
    QTest::newRow("of our own lines") << QStringLiteral("cost_of_revenue") << QStringLiteral("Cost of revenue");
    QTest::newRow("a short name") << QStringLiteral("EBITDAMargin") << QStringLiteral("EBITDA margin");
    QTest::newRow("a short name in the middle") << QStringLiteral("OtherIPRDCost") << QStringLiteral("Other IPRD cost");
    QTest::newRow("a short name at the end") << QStringLiteral("LandAndPPE") << QStringLiteral("Land and PPE");
    QTest::newRow("of one's own") << QStringLiteral("units sold") << QStringLiteral("Units sold");
    QTest::newRow("of an industry") << QStringLiteral("Software (System & Application)/unlevered_beta")
                                    << QStringLiteral("Software (System & Application)/unlevered beta");
    QTest::newRow("of a country") << QStringLiteral("DE/NY.GDP.MKTP.KD.ZG") << QStringLiteral("DE/NY.GDP.MKTP.KD.ZG");
    QTest::newRow("one word") << QStringLiteral("Revenues") << QStringLiteral("Revenues");
    QTest::newRow("nothing") << QString() << QString();
}

void TestFactWords::tagsAreSaidInWords()
{
    QFETCH(QString, tag);
    QFETCH(QString, words);
    QCOMPARE(tagWords(tag), words);
}

void TestFactWords::partsStandBehind()
{
    Fact fact;
    fact.tag = QStringLiteral("Revenues");
    QCOMPARE(factWords(fact), QStringLiteral("Revenues"));
    fact.dimensions = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis=tsla:AutomotiveSegmentMember");
    QCOMPARE(factWords(fact), QStringLiteral("Revenues, automotive segment"));
    fact.dimensions = QStringLiteral("srt:StatementGeographicalAxis=country:US");
    QCOMPARE(factWords(fact), QStringLiteral("Revenues, US"));
}

QTEST_APPLESS_MAIN(TestFactWords)
#include "test_fact_words.moc"
