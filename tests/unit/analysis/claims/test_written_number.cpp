// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/written_number.h"

#include <QTest>

using namespace consultantos;

class TestWrittenNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheForms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGerman");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<int>("length");
        QTest::newRow("whole") << QStringLiteral("54 billion") << false << 54.0 << 0 << 2;
        QTest::newRow("English decimals") << QStringLiteral("53.8 billion") << false << 53.8 << 1 << 4;
        QTest::newRow("English thousands") << QStringLiteral("1,234") << false << 1234.0 << 0 << 5;
        QTest::newRow("English both") << QStringLiteral("1,234.50") << false << 1234.5 << 2 << 8;
        QTest::newRow("English millions") << QStringLiteral("1,234,567") << false << 1234567.0 << 0 << 9;
        QTest::newRow("three decimals") << QStringLiteral("53.823") << false << 53.823 << 3 << 6;
        QTest::newRow("German decimals") << QStringLiteral("4,5") << true << 4.5 << 1 << 3;
        QTest::newRow("German thousands") << QStringLiteral("1.234") << true << 1234.0 << 0 << 5;
        QTest::newRow("German both") << QStringLiteral("1.234,5") << true << 1234.5 << 1 << 7;
        QTest::newRow("German three decimals") << QStringLiteral("53,823") << true << 53.823 << 3 << 6;
        QTest::newRow("both marks tell by themselves") << QStringLiteral("1.234,5") << false << 1234.5 << 1 << 7;
        QTest::newRow("blanks") << QStringLiteral("1 234,5") << true << 1234.5 << 1 << 7;
        QTest::newRow("narrow blanks") << QString::fromUtf8("12\xE2\x80\xAF"
                                                            "345")
                                       << false << 12345.0 << 0 << 6;
        QTest::newRow("Swiss") << QStringLiteral("1'234'567") << true << 1234567.0 << 0 << 9;
        QTest::newRow("nought before the mark") << QStringLiteral("0.125") << true << 0.125 << 3 << 5;
        QTest::newRow("full stop of a sentence") << QStringLiteral("54. Then") << false << 54.0 << 0 << 2;
        QTest::newRow("comma of a sentence") << QStringLiteral("54, then") << false << 54.0 << 0 << 2;
        QTest::newRow("no group of four") << QStringLiteral("2021 500") << false << 2021.0 << 0 << 4;
    }

    void readsTheForms()
    {
        QFETCH(QString, text);
        QFETCH(bool, isGerman);
        const auto number = writtenNumberAt(text, 0, isGerman ? NumberStyle::German : NumberStyle::English);
        QVERIFY(number);
        QTEST(number->value, "value");
        QTEST(number->decimals, "decimals");
        QTEST(static_cast<int>(number->length), "length");
    }

    void countsNoughtsOfRoundNumbers()
    {
        QCOMPARE(writtenNumberAt(QStringLiteral("1,200"), 0, NumberStyle::English)->trailingZeros, 2);
        QCOMPARE(writtenNumberAt(QStringLiteral("1.20"), 0, NumberStyle::English)->trailingZeros, 0);
    }

    void givesUpOnEndlessDigits()
    {
        QVERIFY(!writtenNumberAt(QString(5000, QLatin1Char('9')), 0, NumberStyle::English));
    }
};

QTEST_APPLESS_MAIN(TestWrittenNumber)
#include "test_written_number.moc"
