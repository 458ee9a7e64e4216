// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/period_words.h"

#include <QTest>

using namespace consultantos::statements;

class PeriodWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsDates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<QDate>>("dates");
        QTest::newRow("one") << QStringLiteral("At December 31, 2019") << QList<QDate>{{2019, 12, 31}};
        QTest::newRow("two lines") << QStringLiteral("August 29,\n2021") << QList<QDate>{{2021, 8, 29}};
        QTest::newRow("one day of two years")
            << QStringLiteral("December 31, 2018 and 2017") << QList<QDate>{{2018, 12, 31}, {2017, 12, 31}};
        QTest::newRow("one day of three years") << QStringLiteral("Years ended June 30, 2018, 2017 and 2016")
                                                << QList<QDate>{{2018, 6, 30}, {2017, 6, 30}, {2016, 6, 30}};
        QTest::newRow("several") << QStringLiteral(
            "Fiscal years ended December 25, 2021, December 26, 2020 and December 28, 2019")
                                 << QList<QDate>{{2021, 12, 25}, {2020, 12, 26}, {2019, 12, 28}};
        QTest::newRow("abbreviated") << QStringLiteral("Dec. 31, 2018") << QList<QDate>{{2018, 12, 31}};
        QTest::newRow("day first") << QStringLiteral("31 March 2022") << QList<QDate>{{2022, 3, 31}};
        QTest::newRow("figures") << QStringLiteral("12/31/2018") << QList<QDate>{{2018, 12, 31}};
        QTest::newRow("ISO") << QStringLiteral("2022-06-30") << QList<QDate>{{2022, 6, 30}};
        QTest::newRow("a month's end") << QStringLiteral("February 2020") << QList<QDate>{{2020, 2, 29}};
        QTest::newRow("no such day") << QStringLiteral("13/45/2018") << QList<QDate>{};
        // The sign by which the reader marks what it has read.
        QTest::newRow("marked by the text itself")
            << QStringLiteral("year ended \u0001\u0001 and 2017") << QList<QDate>{};
    }

    void readsDates()
    {
        QFETCH(QString, text);
        QFETCH(QList<QDate>, dates);
        QCOMPARE(periodWords(text).dates, dates);
    }

    void readsSpansMonthDaysAndYears()
    {
        const auto years = periodWords(QStringLiteral("For the Years Ended December 31, | 2019 | 2018 | 2017"));
        QCOMPARE(years.spans, QList<Span>({{12, 0}}));
        QCOMPARE(years.monthDays, QList<MonthDay>({{12, 31}}));
        QCOMPARE(years.years, QList<int>({2019, 2018, 2017}));
        QVERIFY(years.dates.isEmpty());
        QCOMPARE(periodWords(QStringLiteral("52 Weeks Ended")).spans, QList<Span>({{0, 52}}));
        QCOMPARE(periodWords(QStringLiteral("Thirty-Nine Weeks Ended")).spans, QList<Span>({{0, 39}}));
        QCOMPARE(periodWords(QStringLiteral("Three Months Ended")).spans, QList<Span>({{3, 0}}));
        QCOMPARE(periodWords(QStringLiteral("Third Quarter 2021")).spans, QList<Span>({{3, 0}}));
        QCOMPARE(periodWords(QStringLiteral("FY19")).years, QList<int>({2019}));
        QCOMPARE(periodWords(QStringLiteral("$2,018 of 2018 shares")).years, QList<int>({2018}));
    }

    void tellsColumnsThatAreNoPeriod()
    {
        QVERIFY(periodWords(QStringLiteral("% Change 2018 vs. 2017")).isComparison);
        QVERIFY(periodWords(QStringLiteral("Effect of adoption")).isComparison);
        QVERIFY(periodWords(QStringLiteral("2017 (as adjusted)")).isRestated);
        QVERIFY(!periodWords(QStringLiteral("December 31, 2018")).isComparison);
    }

    void findsWhereAPeriodBegins()
    {
        QCOMPARE(startOf({2018, 12, 31}, {12, 0}), QDate(2018, 1, 1));
        QCOMPARE(startOf({2023, 6, 30}, {3, 0}), QDate(2023, 4, 1));
        QCOMPARE(startOf({2024, 2, 29}, {12, 0}), QDate(2023, 3, 1));
        QCOMPARE(startOf({2021, 8, 29}, {0, 52}), QDate(2020, 8, 31));
        QCOMPARE(startOf({2022, 9, 24}, {12, 0}), QDate(2021, 9, 26));
        QCOMPARE(startOf({2023, 5, 7}, {0, 36}), QDate(2022, 8, 29));
    }

    void survivesAnything()
    {
        for (const auto &text : {QString(), QStringLiteral(","), QStringLiteral("and 2017 and 2016"),
                                 QString(100000, QLatin1Char('1')), QStringLiteral("fy99 months quarter 99 weeks")})
            QVERIFY(periodWords(text).dates.isEmpty());
    }
};

QTEST_GUILESS_MAIN(PeriodWordsTest)
#include "tst_period_words.moc"
