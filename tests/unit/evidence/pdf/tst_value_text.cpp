// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/value_text.h"

#include <QTest>

using namespace consultantos::pdf;

class TestValueText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("number");
        for (const auto *text : {"1,234",    "1 234",     "12 345 678", "1.234,5", "(55)",   "(55",  "$12.5",   "$(12)",
                                 "($12)",    "—",         "-",          "$—",      "(—)",    "7.2%", "(1.5) %", "-0.1%",
                                 "1,234(a)", "12%(1)(2)", ".05",        "2018",    "€1,000", "1.5x"})
            QTest::newRow(text) << QString::fromUtf8(text) << true;
        for (const auto *text : {"", "$", "Net sales", "(in millions)", "10-K", "December 31, 2018", "Note 5", "N/A",
                                 "(a)", "12 34", "2018 2017", "1234 567", "3M", "52 Weeks", ")", "%"})
            QTest::newRow(text) << QString::fromUtf8(text) << false;
    }

    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(bool, number);
        QCOMPARE(isNumber(text), number);
    }

    void yearsAndDates()
    {
        QVERIFY(isYear(u"2018"));
        QVERIFY(isYear(u"2018(1)"));
        QVERIFY(!isYear(u"2,018"));
        QVERIFY(!isYear(u"1801"));
        QVERIFY(!isYear(u"20180"));
        QVERIFY(isDate(u"December 31, 2018"));
        QVERIFY(isDate(u"June 2018"));
        QVERIFY(!isDate(u"2018"));
        QVERIFY(!isDate(u"Balance at December 31, 2018"));
        QVERIFY(!isDate(u"Model A2018"));
    }

    void tailsAndSigns()
    {
        QVERIFY(isNumberTail(u")"));
        QVERIFY(isNumberTail(u")%"));
        QVERIFY(isNumberTail(u"(a)"));
        QVERIFY(!isNumberTail(u"(12)"));
        QVERIFY(isCurrencySign(u"US$"));
        QVERIFY(!isCurrencySign(u"$5"));
        QVERIFY(isDash(u"—"));
        QVERIFY(!isDash(u"-5"));
    }
};

QTEST_APPLESS_MAIN(TestValueText)
#include "tst_value_text.moc"
