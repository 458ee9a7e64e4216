// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/fiscal_calendar.h"
#include "fact_fixture.h"

#include <QTest>

using namespace consultantos;
using test::FactFixture;

namespace {

const QString Revenue = QStringLiteral("Revenues");

QStringList labels(const QList<Period> &periods)
{
    QStringList list;
    for (const auto &period : periods)
        list.append(period.label());
    return list;
}

} // namespace

class TestFiscalCalendar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aYearToComeOrOfASegmentIsNoYear()
    {
        auto facts =
            FactFixture().year(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-12-31"), 1e9, 2021).facts();
        auto expected = facts.first();
        expected.start = QDate(2022, 1, 1);
        expected.end = QDate(2022, 12, 31);
        expected.latest.filed = QDate(2022, 2, 1);
        auto ofSegment = expected;
        ofSegment.latest.filed = QDate(2023, 2, 1);
        ofSegment.dimensions = QStringLiteral("us-gaap:StatementBusinessSegmentsAxis=x:Cars");
        facts += {expected, ofSegment};
        QCOMPARE(labels(FiscalCalendar::of(facts).years), QStringList(QStringLiteral("FY2021")));
    }

    void takesAPrintedStatementThatNamesNoForm()
    {
        auto facts =
            FactFixture().year(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-12-31"), 1e9, 2021).facts();
        facts.first().latest.form.clear();
        QVERIFY(FiscalCalendar::of(facts).years.isEmpty());
        facts.first().taxonomy = QStringLiteral("statement");
        QCOMPARE(labels(FiscalCalendar::of(facts).years), QStringList(QStringLiteral("FY2021")));
        facts.first().latest.form = QStringLiteral("10-Q");
        QVERIFY(FiscalCalendar::of(facts).years.isEmpty());
    }

    void partsOfTheCompanyAndExpectationsMakeNoYear()
    {
        auto facts = FactFixture()
                         .year(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-12-31"), 1e9, 2021)
                         .year(Revenue, QStringLiteral("2022-01-01"), QStringLiteral("2022-12-31"), 1e9, 2021)
                         .year(Revenue, QStringLiteral("2023-01-01"), QStringLiteral("2023-12-31"), 1e9, 2021)
                         .facts();
        facts[1].dimensions = QStringLiteral("srt:StatementScenarioAxis=srt:ScenarioForecastMember");
        facts[2].latest.filed = QDate(2022, 2, 1);
        QCOMPARE(labels(FiscalCalendar::of(facts).years), QStringList(QStringLiteral("FY2021")));
    }

    void namesYearsAsTheCompanyDoes_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<int>("filingYear");
        QTest::addColumn<int>("expected");
        QTest::newRow("calendar year") << "2021-01-01"
                                       << "2021-12-31" << 2021 << 2021;
        QTest::newRow("NVIDIA: named after the year it ends in") << "2025-01-27"
                                                                 << "2026-01-25" << 2026 << 2026;
        QTest::newRow("Home Depot: named after the year it begins in") << "2020-02-03"
                                                                       << "2021-01-31" << 2020 << 2020;
        QTest::newRow("Home Depot: 53 weeks into February") << "2024-01-29"
                                                            << "2025-02-02" << 2024 << 2024;
        QTest::newRow("52 weeks that end on the first days of January") << "2016-01-04"
                                                                        << "2017-01-01" << 2016 << 2016;
        QTest::newRow("Apple: last Saturday of September") << "2024-09-29"
                                                           << "2025-09-27" << 2025 << 2025;
        QTest::newRow("a filing that carries a senseless year") << "2021-01-01"
                                                                << "2021-12-31" << 2031 << 2021;
    }

    void namesYearsAsTheCompanyDoes()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(int, filingYear);
        QFETCH(int, expected);
        const auto calendar = FiscalCalendar::of(FactFixture().year(Revenue, start, end, 1e9, filingYear).facts());
        QCOMPARE(calendar.years.size(), 1);
        QCOMPARE(calendar.years.first().fiscalYear, expected);
        QCOMPARE(calendar.years.first().end.toString(Qt::ISODate), end);
    }

    void readsTheNumberingFromTheNewestFilingAlone()
    {
        // Two years of comparison stand in the newest filing and carry its year.
        FactFixture fixture;
        fixture.year(Revenue, QStringLiteral("2022-01-31"), QStringLiteral("2023-01-29"), 3e9, 2024)
            .year(Revenue, QStringLiteral("2023-01-30"), QStringLiteral("2024-01-28"), 4e9, 2024)
            .year(Revenue, QStringLiteral("2024-01-29"), QStringLiteral("2025-02-02"), 5e9, 2024);
        QCOMPARE(labels(FiscalCalendar::of(fixture.facts()).years),
                 (QStringList{QStringLiteral("FY2024"), QStringLiteral("FY2023"), QStringLiteral("FY2022")}));
    }

    void takesNoYearToDateAndNoTrailingYearForAFiscalYear()
    {
        FactFixture fixture;
        fixture.year(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-12-31"), 4e9, 2021)
            .year(QStringLiteral("NetIncomeLoss"), QStringLiteral("2021-01-01"), QStringLiteral("2021-12-31"), 1e9,
                  2021)
            .span(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-09-30"), 3e9, 2021)
            .year(Revenue, QStringLiteral("2020-07-01"), QStringLiteral("2021-06-30"), 3.5e9, 2021);
        QCOMPARE(labels(FiscalCalendar::of(fixture.facts()).years), QStringList{QStringLiteral("FY2021")});
    }

    void findsQuartersBetweenYearToDateSpans()
    {
        FactFixture fixture;
        fixture.year(Revenue, QStringLiteral("2020-09-27"), QStringLiteral("2021-09-25"), 10e9, 2021)
            .span(Revenue, QStringLiteral("2020-09-27"), QStringLiteral("2020-12-26"), 3e9, 2021)
            .span(Revenue, QStringLiteral("2020-09-27"), QStringLiteral("2021-03-27"), 5e9, 2021)
            .span(Revenue, QStringLiteral("2020-09-27"), QStringLiteral("2021-06-26"), 7e9, 2021)
            .span(Revenue, QStringLiteral("2021-09-26"), QStringLiteral("2021-12-25"), 3e9, 2022);
        const auto quarters = FiscalCalendar::of(fixture.facts()).quarters;
        QCOMPARE(labels(quarters),
                 (QStringList{QStringLiteral("Q1 FY2022"), QStringLiteral("Q4 FY2021"), QStringLiteral("Q3 FY2021"),
                              QStringLiteral("Q2 FY2021"), QStringLiteral("Q1 FY2021")}));
        QCOMPARE(*quarters[1].start, QDate(2021, 6, 27));
        QCOMPARE(quarters[1].end, QDate(2021, 9, 25));
    }

    void leavesOutALastQuarterOfSixteenWeeks()
    {
        FactFixture fixture;
        fixture.year(Revenue, QStringLiteral("2019-09-02"), QStringLiteral("2020-08-30"), 10e9, 2020)
            .span(Revenue, QStringLiteral("2019-09-02"), QStringLiteral("2019-11-24"), 2e9, 2020)
            .span(Revenue, QStringLiteral("2019-09-02"), QStringLiteral("2020-02-16"), 4e9, 2020)
            .span(Revenue, QStringLiteral("2019-09-02"), QStringLiteral("2020-05-10"), 6e9, 2020);
        QCOMPARE(labels(FiscalCalendar::of(fixture.facts()).quarters),
                 (QStringList{QStringLiteral("Q3 FY2020"), QStringLiteral("Q2 FY2020"), QStringLiteral("Q1 FY2020")}));
    }

    void isEmptyWithoutAnAnnualReport()
    {
        const auto calendar = FiscalCalendar::of(
            FactFixture().span(Revenue, QStringLiteral("2021-01-01"), QStringLiteral("2021-03-31"), 1e9, 2021).facts());
        QVERIFY(calendar.years.isEmpty());
        QVERIFY(calendar.quarters.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestFiscalCalendar)
#include "test_fiscal_calendar.moc"
