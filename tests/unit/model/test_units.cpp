// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exact_number.h"
#include "model/units.h"

#include <QString>
#include <QTest>

using namespace consultantos;

class TestUnits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aValueIsWrittenByItsUnit_data();
    void aValueIsWrittenByItsUnit();
    void anExactValueHasNoDigitOfTheArithmetic_data();
    void anExactValueHasNoDigitOfTheArithmetic();
};

void TestUnits::aValueIsWrittenByItsUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("written");

    QTest::newRow("money in millions") << 53'823e6 << "USD"
                                       << "USD 53,823 M";
    QTest::newRow("money under ten million") << 4'256'000.0 << "USD"
                                             << "USD 4.26 M";
    QTest::newRow("money under one million") << 123'456.0 << "EUR"
                                             << "EUR 123,456";
    QTest::newRow("negative money") << -1'279e6 << "USD" << QString::fromUtf8("\xE2\x88\x92USD 1,279 M");
    QTest::newRow("per share") << 5.61 << "USD/shares"
                               << "USD 5.61";
    QTest::newRow("ratio as percent") << 0.2528 << "ratio"
                                      << "25.3 %";
    QTest::newRow("negative ratio") << -0.0347 << "ratio"
                                    << QString::fromUtf8("\xE2\x88\x92"
                                                         "3.5 %");
    QTest::newRow("a negative that rounds to zero") << -0.0001 << "ratio"
                                                    << "0.0 %";
    QTest::newRow("points") << 0.031 << "points"
                            << "3.1 pp";
    QTest::newRow("multiple") << 1.375 << "multiple"
                              << "1.38x";
    QTest::newRow("days") << 43.21 << "days"
                          << "43.2 days";
    QTest::newRow("index") << 1834.4 << "index"
                           << "1,834";
    QTest::newRow("score") << 3.42 << "score"
                           << "3.4";
    QTest::newRow("count") << 7.0 << "count"
                           << "7";
    QTest::newRow("percentile 1st") << 0.01 << "percentile"
                                    << "1st percentile";
    QTest::newRow("percentile 72nd") << 0.72 << "percentile"
                                     << "72nd percentile";
    QTest::newRow("percentile 11th") << 0.11 << "percentile"
                                     << "11th percentile";
    QTest::newRow("shares") << 1'129e6 << "shares"
                            << "1,129 M shares";
    QTest::newRow("large amount") << 1'234'567e6 << "USD"
                                  << "USD 1,234,567 M";
}

void TestUnits::aValueIsWrittenByItsUnit()
{
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(QString, written);
    QCOMPARE(formatValue(value, unit), written);
}

void TestUnits::anExactValueHasNoDigitOfTheArithmetic_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("written");
    const auto usd = QStringLiteral("USD");
    QTest::newRow("as a filing has it") << 53'823'000'000.0 << usd << QStringLiteral("53823000000");
    QTest::newRow("a forecast") << 46'725'781'000.00001 << usd << QStringLiteral("46725781000");
    QTest::newRow("a sum of decimals") << 0.1 + 0.2 << units::Score << QStringLiteral("0.3");
    QTest::newRow("with all its digits") << 0.123456789012345 << units::Ratio << QStringLiteral("0.123456789012345");
    QTest::newRow("a loss") << -1'279'000'000.5 << usd << QStringLiteral("-1279000000.5");
    QTest::newRow("larger than fifteen digits") << 2.5e18 << usd << QStringLiteral("2500000000000000000");
    QTest::newRow("below cents") << 15'894'875'609.6388 << usd << QStringLiteral("15894875609.64");
    QTest::newRow("no money") << 15'894'875'609.6388 << units::Shares << QStringLiteral("15894875609.6388");
    QTest::newRow("a share's") << 3.0416667 << QStringLiteral("USD/shares") << QStringLiteral("3.0416667");
    QTest::newRow("small") << 0.0000015 << usd << QStringLiteral("0.0000015");
    QTest::newRow("nothing") << 0.0 << usd << QStringLiteral("0");
}

void TestUnits::anExactValueHasNoDigitOfTheArithmetic()
{
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(QString, written);
    QCOMPARE(exactNumber(value, unit), written);
}

QTEST_GUILESS_MAIN(TestUnits)
#include "test_units.moc"
