// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_fixture.h"
#include "evidence/statements/column_periods.h"
#include "evidence/statements/filing_identity.h"
#include "evidence/statements/money_scale.h"
#include "evidence/statements/printed_lines.h"
#include "evidence/statements/statement_titles.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::statements;
using consultantos::test::drawnDocument;

Q_DECLARE_METATYPE(std::optional<consultantos::statements::StatementKind>)

namespace {

struct Title {
    const char *text;
    std::optional<StatementKind> kind;
};

/// Ends of the columns of the first table, as ISO dates; "-" for one without a period.
QStringList endsOf(const QString &drawing, const QStringList &context, const YearEnds &years, bool isInstant,
                   QStringList *starts = nullptr)
{
    const auto lines = printedLines(drawnDocument(drawing));
    QList<PrintedLine> headers;
    QList<PrintedLine> rows;
    for (const auto &line : lines)
        (line.hasAmount() || !rows.isEmpty() ? rows : headers).append(line);
    auto columns = valueColumns(rows);
    resolvePeriods(columns, headers, context, years, isInstant);
    QStringList ends;
    for (const auto &column : std::as_const(columns)) {
        ends.append(column.period ? column.period->end.toString(Qt::ISODate) : QStringLiteral("-"));
        if (starts && column.period && column.period->start)
            starts->append(column.period->start->toString(Qt::ISODate));
    }
    return ends;
}

} // namespace

class StatementHeadingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsTitles_data()
    {
        using enum StatementKind;
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<StatementKind>>("kind");
        const QList<Title> titles{
            {"Consolidated Statements of Income", Income},
            {"CONSOLIDATED STATEMENT OF EARNINGS", Income},
            {"Consolidated Statements of Operations", Income},
            {"INCOME STATEMENTS", Income},
            {"Consolidated Statement of Incom e", Income},
            {"Consolidated Statements of Income and Comprehensive Income", Income},
            {"CONSOLIDATED STATEMENTS OF OPERATIONS AND COMPREHENSIVE INCOME (LOSS)", Income},
            {"Acme Corporation Consolidated Statements of Income (in millions, except per share data)", Income},
            {"Statements of Consolidated Income", Income},
            {"Consolidated Statements of Income (Loss)", Income},
            {"U.S. GAAP Condensed Consolidated Statements of Income (Unaudited)", Income},
            {"Consolidated Income Statement", Income},
            {"Consolidated Statements of Net Income", Income},
            {"Consolidated statements of operations for the years ended December 31, 2021, 2020 and 2019", Income},
            {"Consolidated Balance Sheets", Balance},
            {"CONSOLIDATED BALANCE SHEET (continued)", Balance},
            {"Consolidated Statements of Financial Position", Balance},
            {"Balance Shee t", Balance},
            {"Consolidated Statement of Financial Condition", Balance},
            {"CASH FLOWS STATEMENTS", CashFlow},
            {"Consolidated Statement of Cash Flows (continued)", CashFlow},
            {"Statements of Consolidated Cash Flows", CashFlow},
            {"Item 6. Selected Financial Data", Selected},
            {"Consolidated Statements of Comprehensive Income", Other},
            {"CONSOLIDATED STATEMENTS OF CHANGES IN SHAREHOLDERS’ EQUITY", Other},
            {"Notes to Consolidated Financial Statements", Other},
            {"COMPREHENSIVE INCOME STATEMENTS", Other},
            {"Consolidated Balance Sheets (Parenthetical)", Other},
            {"See accompanying notes to consolidated statements of income.", std::nullopt},
            {"The accompanying notes are an integral part of the consolidated balance sheets", std::nullopt},
            {"Off-Balance Sheet Arrangements", std::nullopt},
            {"These amounts are included in our consolidated statements of cash flows", std::nullopt},
            {"Net cash provided by operating activities", std::nullopt},
            {"Total assets", std::nullopt},
            {"", std::nullopt},
        };
        for (const auto &title : titles)
            QTest::newRow(title.text) << QString::fromUtf8(title.text) << title.kind;
    }

    void knowsTitles()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<StatementKind>, kind);
        QVERIFY(statementTitle(text) == kind);
    }

    void readsScales_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<double>("money");
        QTest::addColumn<double>("shares");
        QTest::addColumn<QString>("currency");
        QTest::newRow("millions") << QStringLiteral("(in millions, except per share data)") << 1e6 << 1e6 << QString();
        QTest::newRow("shares apart") << QStringLiteral("(In thousands, except share and per share data)") << 1e3 << 1.0
                                      << QString();
        QTest::newRow("shares in thousands") << QStringLiteral(
            "(In millions, except number of shares, which are reflected in thousands, and per share amounts)")
                                             << 1e6 << 1e3 << QString();
        QTest::newRow("dollars") << QStringLiteral("(Dollars in millions, except per share amount)") << 1e6 << 1e6
                                 << QStringLiteral("USD");
        QTest::newRow("sign") << QStringLiteral("$ in thousands") << 1e3 << 1e3 << QStringLiteral("USD");
        QTest::newRow("zeros") << QStringLiteral("(000's omitted)") << 1e3 << 1e3 << QString();
        QTest::newRow("euro") << QString::fromUtf8("€ million") << 1e6 << 1e6 << QStringLiteral("EUR");
        QTest::newRow("billions") << QStringLiteral("In billions of yen") << 1e9 << 1e9 << QStringLiteral("JPY");
        QTest::newRow("pounds, short") << QString::fromUtf8("£m") << 1e6 << 1e6 << QStringLiteral("GBP");
        QTest::newRow("both") << QStringLiteral("$ and shares in millions, except per share amounts") << 1e6 << 1e6
                              << QStringLiteral("USD");
    }

    void readsScales()
    {
        QFETCH(QString, line);
        QFETCH(double, money);
        QFETCH(double, shares);
        QFETCH(QString, currency);
        const auto scale = moneyScale({QStringLiteral("Consolidated Statements of Income"), line});
        QVERIFY(scale.isStated);
        QCOMPARE(scale.money, money);
        QCOMPARE(scale.shares.value_or(scale.money), shares);
        QCOMPARE(scale.currency, currency);
    }

    void takesNoSentenceForAScale()
    {
        QVERIFY(!moneyScale({QStringLiteral("Revenue increased to 5 million in 2020.")}).isStated);
        QCOMPARE(scaleOfLabel(QStringLiteral("Shares used in calculation (000’s)")), std::optional(1e3));
        QVERIFY(!scaleOfLabel(QStringLiteral("Basic")));
    }

    void readsCovers_data()
    {
        QTest::addColumn<QString>("cover");
        QTest::addColumn<QString>("company");
        QTest::addColumn<QDate>("end");
        QTest::addColumn<int>("year");
        QTest::newRow("name above") << QStringLiteral("FORM 10-K\nFor the fiscal year ended December 31, 2019\nACME, "
                                                      "INC.\n(Exact name of registrant as specified in its charter)")
                                    << QStringLiteral("ACME, INC.") << QDate(2019, 12, 31) << 2019;
        QTest::newRow("no such words") << QStringLiteral(
            "FORM 10-K\nFor the fiscal year ended June 30, 2016\nCommission file number 1-3285\nACME COMPANY\nState of "
            "Incorporation: Delaware") << QStringLiteral("ACME COMPANY")
                                       << QDate(2016, 6, 30) << 2016;
        QTest::newRow("one paragraph") << QStringLiteral(
            "FORM 10-K for the fiscal year ended May 31, 2021 Commission file number 001-10635 ACME, Inc. (Exact name "
            "of Registrant as specified in its charter)")
                                       << QStringLiteral("ACME, Inc.") << QDate(2021, 5, 31) << 2021;
        QTest::newRow("named after the year it began in")
            << QStringLiteral("FORM 10-K\nFor the fiscal year ended January 31, 2021\nACME STORES\n(Exact name of "
                              "registrant)\nFiscal 2020 was long. Fiscal 2020 ended. Fiscal year 2020 sales.")
            << QStringLiteral("ACME STORES") << QDate(2021, 1, 31) << 2020;
    }

    void readsCovers()
    {
        QFETCH(QString, cover);
        QFETCH(QString, company);
        QFETCH(QDate, end);
        QFETCH(int, year);
        const auto identity = filingIdentity(drawnDocument(cover));
        QCOMPARE(identity.form, QStringLiteral("10-K"));
        QCOMPARE(identity.company, company);
        QCOMPARE(identity.periodEnd, std::optional(end));
        QCOMPARE(identity.fiscalYear, year);
        QCOMPARE(identity.fiscalPeriod, QStringLiteral("FY"));
    }

    void datesColumns()
    {
        const YearEnds december{QDate(2021, 12, 31), 2021, {}};
        const auto row = QStringLiteral("Net sales | 3 | 2 | 1\n");
        QStringList starts;
        QCOMPARE(
            endsOf(QStringLiteral("_ | 2021 | 2020 | 2019\n") + row, {QStringLiteral("Years ended December 31,")},
                   december, false, &starts),
            QStringList({QStringLiteral("2021-12-31"), QStringLiteral("2020-12-31"), QStringLiteral("2019-12-31")}));
        QCOMPARE(starts, QStringList({QStringLiteral("2021-01-01"), QStringLiteral("2020-01-01"),
                                      QStringLiteral("2019-01-01")}));
        // Days in one row, years in the next, weeks above both.
        QCOMPARE(
            endsOf(QStringLiteral("_ | 52 Weeks Ended | 52 Weeks Ended | 53 Weeks Ended\n_ | August 29, | August 30, | "
                                  "September 1,\n_ | 2021 | 2020 | 2019\n")
                       + row,
                   {}, {}, false),
            QStringList({QStringLiteral("2021-08-29"), QStringLiteral("2020-08-30"), QStringLiteral("2019-09-01")}));
        // All days in the line above, in the order of the columns.
        QCOMPARE(
            endsOf(QStringLiteral("_ | 2021 | 2020 | 2019\n") + row,
                   {QStringLiteral("Fiscal years ended December 25, 2021, December 26, 2020 and December 28, 2019")},
                   {}, false),
            QStringList({QStringLiteral("2021-12-25"), QStringLiteral("2020-12-26"), QStringLiteral("2019-12-28")}));
        // A company that names its years after the one they begin in.
        const YearEnds shops{QDate(2019, 2, 2), 2019, {}};
        QCOMPARE(
            endsOf(QStringLiteral("_ | 2018 | 2017 | 2016\n") + row, {}, shops, false),
            QStringList({QStringLiteral("2019-02-02"), QStringLiteral("2018-02-03"), QStringLiteral("2017-02-04")}));
        // Two dates that came as one cell.
        QCOMPARE(endsOf(QStringLiteral("_ | May 7, 2023 May 8, 2022>2\nCash | 2 | 1\n"), {}, {}, true),
                 QStringList({QStringLiteral("2023-05-07"), QStringLiteral("2022-05-08")}));
        // Changes are no period.
        QCOMPARE(endsOf(QStringLiteral("_ | 2021 | 2020 | Change\n") + row, {QStringLiteral("December 31,")}, december,
                        true),
                 QStringList({QStringLiteral("2021-12-31"), QStringLiteral("2020-12-31"), QStringLiteral("-")}));
        QCOMPARE(endsOf(row, {}, {}, true),
                 QStringList({QStringLiteral("-"), QStringLiteral("-"), QStringLiteral("-")}));
    }

    void numbersFiscalYears()
    {
        const YearEnds shops{QDate(2019, 2, 2), 2018, {}};
        QCOMPARE(shops.fiscalYearOf(QDate(2019, 2, 2)), 2018);
        QCOMPARE(shops.fiscalYearOf(QDate(2018, 2, 3)), 2017);
        QCOMPARE(shops.fiscalYearOf(QDate(2018, 8, 4)), 2018);
        QCOMPARE(shops.fiscalYearOf(QDate(2019, 5, 4)), 2019);
        QCOMPARE(shops.endOf(2016), QDate(2017, 2, 4));
        QCOMPARE(YearEnds().endOf(2020), QDate());
        QCOMPARE(YearEnds().fiscalYearOf(QDate(2017, 1, 1)), 2016);
    }

    void joinsTornFigures()
    {
        const auto lines = printedLines(drawnDocument(QStringLiteral("Loss | $ | ( | 547 | ) | 12 | % | $ | —\n")));
        QCOMPARE(lines.size(), 1);
        QList<double> values;
        for (const auto &cell : lines.first().cells) {
            if (cell.number)
                values.append(cell.number->value);
        }
        QCOMPARE(values, QList<double>({-547, 12, 0}));
        QVERIFY(lines.first().cells[2].number->isPercent);
    }

    void keepsTablesThatBeginAlikeInTheirPlaces()
    {
        const auto lines =
            printedLines(drawnDocument(QStringLiteral("First\nYears | 2021\nA | 1\n\nSecond\nYears | 2021\nB | 2\n")));
        QStringList texts;
        for (const auto &line : lines)
            texts.append(line.text);
        QCOMPARE(texts, QStringList({QStringLiteral("First"), QStringLiteral("Years 2021"), QStringLiteral("A 1"),
                                     QStringLiteral("Second"), QStringLiteral("Years 2021"), QStringLiteral("B 2")}));
    }
};

QTEST_GUILESS_MAIN(StatementHeadingsTest)
#include "tst_statement_headings.moc"
