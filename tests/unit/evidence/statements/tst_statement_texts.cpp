// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/label_text.h"
#include "evidence/statements/number_text.h"

#include <QTest>

using namespace consultantos::statements;

class StatementTextsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::newRow("thousands") << QStringLiteral("32,765") << 32765.0;
        QTest::newRow("parentheses") << QStringLiteral("(547)") << -547.0;
        QTest::newRow("torn parentheses") << QStringLiteral("(1,547") << -1547.0;
        QTest::newRow("currency") << QStringLiteral("$ 90,229") << 90229.0;
        QTest::newRow("currency within") << QStringLiteral("($29,568)") << -29568.0;
        QTest::newRow("currency of the next cell") << QStringLiteral("9,869,550 $") << 9869550.0;
        QTest::newRow("minus sign") << QString::fromUtf8("\u22121.5") << -1.5;
        QTest::newRow("en dash") << QString::fromUtf8("\u201312.25") << -12.25;
        QTest::newRow("decimals alone") << QStringLiteral(".36") << 0.36;
        QTest::newRow("nothing") << QString::fromUtf8("$ \u2014") << 0.0;
        QTest::newRow("footnote") << QStringLiteral("1,260 (a)") << 1260.0;
        QTest::newRow("footnote of a negative one") << QStringLiteral("(1,260)(2)") << -1260.0;
        QTest::newRow("continental") << QStringLiteral("1.234.567,8") << 1234567.8;
        QTest::newRow("blanks") << QString::fromUtf8("1\u00a0234\u00a0567") << 1234567.0;
        QTest::newRow("euro") << QString::fromUtf8("\u20ac (12)") << -12.0;
    }

    void readsNumbers()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto number = parsePrintedNumber(text);
        QVERIFY(number);
        QCOMPARE(number->value, value);
        QVERIFY(!number->isPercent);
    }

    void knowsWhatIsNoAmount()
    {
        for (const auto *text : {"", "net", "12 months", "1,23,4", "1.2.3", "2018 and 2017", "(a)", "N/A", "$", "()"})
            QVERIFY2(!parsePrintedNumber(QString::fromLatin1(text)), text);
        QVERIFY(parsePrintedNumber(QStringLiteral("25.3 %"))->isPercent);
        QVERIFY(parsePrintedNumber(QStringLiteral("(3.1%)"))->isPercent);
        QVERIFY(parsePrintedNumber(QStringLiteral("2018"))->isPlainYear);
        QVERIFY(!parsePrintedNumber(QStringLiteral("2,018"))->isPlainYear);
        QVERIFY(!parsePrintedNumber(QStringLiteral("(2018)"))->isPlainYear);
        QVERIFY(parsePrintedNumber(QString::fromUtf8("\u2014"))->isDash);
    }

    void splitsNumbersThatStandInOneCell()
    {
        QCOMPARE(splitPrintedNumbers(QStringLiteral("(49,577) (50,273) (48,996)")),
                 QStringList({QStringLiteral("(49,577)"), QStringLiteral("(50,273)"), QStringLiteral("(48,996)")}));
        QCOMPARE(splitPrintedNumbers(QString::fromUtf8("213,105 $ 375,446 $ \u2014")).size(), 3);
        QVERIFY(splitPrintedNumbers(QStringLiteral("32,765")).isEmpty());
        QVERIFY(splitPrintedNumbers(QStringLiteral("due 2018 12")).isEmpty());
    }

    void bringsLabelsIntoOneForm_data()
    {
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("form");
        QTest::newRow("case and marks") << QString::fromUtf8("Shareholders\u2019 Equity:")
                                        << QStringLiteral("shareholders' equity");
        QTest::newRow("dash") << QString::fromUtf8("Earnings per share \u2014 basic")
                              << QStringLiteral("earnings per share - basic");
        QTest::newRow("footnotes") << QStringLiteral("Depreciation and amortization (1)(2)")
                                   << QStringLiteral("depreciation and amortization");
        QTest::newRow("note") << QStringLiteral("Long-term debt (Note 12)") << QStringLiteral("long-term debt");
        QTest::newRow("leader dots") << QStringLiteral("Total assets ........") << QStringLiteral("total assets");
        QTest::newRow("ampersand") << QStringLiteral("Property, plant & equipment")
                                   << QStringLiteral("property, plant and equipment");
        QTest::newRow("what stays") << QStringLiteral("Net (loss) / income") << QStringLiteral("net (loss)/income");
        QTest::newRow("superscript") << QString::fromUtf8("Revenue\u00b9") << QStringLiteral("revenue");
    }

    void bringsLabelsIntoOneForm()
    {
        QFETCH(QString, label);
        QFETCH(QString, form);
        QCOMPARE(normalisedLabel(label), form);
    }

    void comparesTornHeadings()
    {
        QCOMPARE(lettersOf(QStringLiteral("Consolidated Statement of Incom e")),
                 lettersOf(QStringLiteral("CONSOLIDATED STATEMENT OF INCOME")));
    }
};

QTEST_GUILESS_MAIN(StatementTextsTest)
#include "tst_statement_texts.moc"
