// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/fiscal_years.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::client_workbook;

namespace {

TableCell textCell(const QString &text)
{
    TableCell cell;
    cell.text = text;
    return cell;
}

} // namespace

class TestFiscalYears : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEndOfTheYearIsReadAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("monthAndDay"); // empty: no day and month
        const auto row = [](const char *text, const char *end) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(end);
        };
        row("31 December", "1231");
        row("31. Dezember", "1231");
        row("Dec 31", "1231");
        row("March", "0331");
        row("Februar", "0228");
        row("31.12.", "1231");
        row("30.6.", "0630");
        row("09-30", "0930");
        row("12/31", "1231");
        row("31/12", "1231");
        row("5/5", "0505");
        row("2024-06-30", "0630");
        row("", "");
        row("31 February", "");
        row("31.11.", "");
        row("13-01", "");
        row("4/5", ""); // April or May
        row("year end", "");
        row("31", "");
        row("Ma", "");
    }

    void theEndOfTheYearIsReadAsPeopleWriteIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, monthAndDay);
        const auto end = fiscalYearEndIn(textCell(text));
        QCOMPARE(end ? end->monthAndDay() : QString(), monthAndDay);
    }

    void aTypedDateGivesItsDayAndMonth()
    {
        TableCell cell;
        cell.date = QDate(2023, 9, 30);
        QCOMPARE(fiscalYearEndIn(cell), (FiscalYearEnd{9, 30}));
    }

    void aMonthsLastDayIsThatOfEachYear()
    {
        const FiscalYearEnd february{2, 28};
        QCOMPARE(february.in(2024), QDate(2024, 2, 29));
        QCOMPARE(february.in(2023), QDate(2023, 2, 28));
        QCOMPARE((FiscalYearEnd{4, 5}.in(2024)), QDate(2024, 4, 5));
    }

    void yearsAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("year"); // 0: none
        QTest::newRow("plain") << QStringLiteral("2024") << 2024;
        QTest::newRow("with FY") << QStringLiteral("FY2024") << 2024;
        QTest::newRow("German") << QStringLiteral("GJ 2024") << 2024;
        QTest::newRow("over two years") << QStringLiteral("2023/24") << 2024;
        QTest::newRow("over two years, in full") << QStringLiteral("2023/2024") << 2024;
        QTest::newRow("over a century") << QStringLiteral("1999/00") << 2000;
        QTest::newRow("no neighbours") << QStringLiteral("2022/24") << 0;
        QTest::newRow("too far") << QStringLiteral("20244") << 0;
        QTest::newRow("too early") << QStringLiteral("1875") << 0;
        QTest::newRow("a word") << QStringLiteral("last year") << 0;
    }

    void yearsAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        QFETCH(int, year);
        const auto period = fiscalYearIn(textCell(text), {});
        QCOMPARE(period ? period->fiscalYear : 0, year);
    }

    void aYearOfMonthsHasItsBounds()
    {
        TableCell cell;
        cell.value = 2025;
        const auto period = fiscalYearIn(cell, {2, 28});
        QVERIFY(period);
        QCOMPARE(*period->start, QDate(2024, 3, 1));
        QCOMPARE(period->end, QDate(2025, 2, 28));
        cell.value = 2024.5;
        QVERIFY(!fiscalYearIn(cell, {}));
    }

    void aDateIsTheExactEnd()
    {
        TableCell cell;
        cell.date = QDate(2024, 6, 28);
        const auto period = fiscalYearIn(cell, {6, 30});
        QVERIFY(period);
        QCOMPARE(*period->start, QDate(2023, 6, 29));
        QCOMPARE(period->end, QDate(2024, 6, 28));
        QCOMPARE(period->fiscalYear, 2024);
    }
};

QTEST_GUILESS_MAIN(TestFiscalYears)
#include "tst_fiscal_years.moc"
