// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/written_figures.h"

#include "model/units.h"

#include <QString>
#include <QTest>

using namespace consultantos;

class TestWrittenFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFigureIsReadWithItsUnit_data();
    void aFigureIsReadWithItsUnit();
    void everyDigitIsAccountedFor_data();
    void everyDigitIsAccountedFor();
    void aFigureShowsAValueAtItsPrecisionAlone();
};

void TestWrittenFigures::aFigureIsReadWithItsUnit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::newRow("as printed") << "USD 97,690 M" << 97690e6 << "USD";
    QTest::newRow("billions") << "$97.7 billion" << 97.7e9 << "USD";
    QTest::newRow("euro sign") << "€3.5 million" << 3.5e6 << "EUR";
    QTest::newRow("percent") << "7.2 %" << 0.072 << units::Ratio;
    QTest::newRow("percent in words") << "7.2 per cent" << 0.072 << units::Ratio;
    QTest::newRow("points") << "4.9 pp" << 0.049 << units::Points;
    QTest::newRow("points in words") << "4.9 percentage points" << 0.049 << units::Points;
    QTest::newRow("basis points") << "490 basis points" << 0.049 << units::Points;
    QTest::newRow("multiple") << "1.38x" << 1.38 << units::Multiple;
    QTest::newRow("days") << "56.7 days" << 56.7 << units::Days;
    QTest::newRow("percentile") << "72nd percentile" << 0.72 << units::Percentile;
    QTest::newRow("shares") << "1,129 M shares" << 1129e6 << units::Shares;
    QTest::newRow("plain") << "3.9" << 3.9 << "plain";
}

void TestWrittenFigures::aFigureIsReadWithItsUnit()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(QString, unit);
    const auto found = writtenFigures(QStringLiteral("It was %1 then.").arg(text), {});
    QCOMPARE(found.figures.size(), 1);
    QCOMPARE(found.figures.first().value, value);
    QCOMPARE(found.figures.first().unit, unit);
    QCOMPARE(found.figures.first().length, text.size());
    QVERIFY(found.strays.isEmpty());
}

void TestWrittenFigures::everyDigitIsAccountedFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("figures");
    QTest::addColumn<int>("periods");
    QTest::addColumn<int>("strays");
    QTest::newRow("fiscal year") << "in FY2024 it" << 0 << 1 << 0;
    QTest::newRow("quarter") << "in Q3 FY2024 it" << 0 << 1 << 0;
    QTest::newRow("plain year") << "in 2024 it" << 0 << 1 << 0;
    QTest::newRow("day") << "on 2024-12-31 it" << 0 << 1 << 0;
    QTest::newRow("a year that is an amount") << "USD 2024 went" << 1 << 0 << 0;
    QTest::newRow("a year's worth of percent") << "2024 % of it" << 1 << 0 << 0;
    QTest::newRow("glued to letters") << "the 5G and the X9 model" << 0 << 0 << 2;
    QTest::newRow("a date of another form") << "on 31/12/2024 it" << 0 << 0 << 2;
    QTest::newRow("version") << "release 1.2.3 came" << 0 << 0 << 1;
    QTest::newRow("grouped wrongly") << "it cost 1,23,456 then" << 0 << 0 << 1;
    QTest::newRow("two in a row") << "7.2 % and 4.9 pp" << 2 << 0 << 0;
    QTest::newRow("a name") << "at Area51 Motors" << 0 << 0 << 0;
}

void TestWrittenFigures::everyDigitIsAccountedFor()
{
    QFETCH(QString, text);
    const auto found = writtenFigures(text, {QStringLiteral("Area51 Motors")});
    QTEST(int(found.figures.size()), "figures");
    QTEST(int(found.periods.size()), "periods");
    // A stray may come in pieces: what counts is that there are any.
    QFETCH(int, strays);
    QCOMPARE(found.strays.isEmpty(), strays == 0);
}

void TestWrittenFigures::aFigureShowsAValueAtItsPrecisionAlone()
{
    const auto one = [](const char *text) { return writtenFigures(QString::fromUtf8(text), {}).figures.value(0); };
    QVERIFY(shows(one("7.2 %"), 0.0724, units::Ratio));
    QVERIFY(!shows(one("7.2 %"), 0.0726, units::Ratio));
    QVERIFY(!shows(one("7.2 %"), 0.0724, units::Points));
    QVERIFY(shows(one("$97.7 billion"), 97690e6, QStringLiteral("USD")));
    QVERIFY(!shows(one("$97.7 billion"), 97690e6, QStringLiteral("EUR")));
    QVERIFY(!shows(one("USD 100 billion"), 97690e6, QStringLiteral("USD")));
    QVERIFY(shows(one("USD 774 M"), -774e6, QStringLiteral("USD")));
    QVERIFY(shows(one("3.9"), 3.91, units::Score));
    QVERIFY(!shows(one("3.9"), 3.9e9, QStringLiteral("USD")));
    QVERIFY(one("more than 7.2 %").isBounded);
    QVERIFY(one("−7.2 %").isNegative);
    QVERIFY(!one("from 3.0–4.4").isNegative);
}

QTEST_APPLESS_MAIN(TestWrittenFigures)
#include "test_written_figures.moc"
