// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/english_number_words.h"
#include "evidence/filings/inline_transforms.h"

#include <QTest>

#include <cmath>

using namespace consultantos;

Q_DECLARE_METATYPE(consultantos::NumberReading)

class InlineTransformsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbers_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("text");
        QTest::addColumn<NumberReading>("reading");
        QTest::addColumn<QByteArray>("decimal");
        const auto read = [](const char *format, const QString &text, const char *decimal) {
            QTest::addRow("%s: %s", format, qPrintable(text))
                << QString::fromLatin1(format) << text << NumberReading::Read << QByteArray(decimal);
        };
        const auto fails = [](const char *format, const QString &text, NumberReading reading) {
            QTest::addRow("%s: not %s", format, qPrintable(text))
                << QString::fromLatin1(format) << text << reading << QByteArray();
        };
        read("", QStringLiteral(" 12.5\n"), "12.5");
        read("", QStringLiteral(".5"), ".5");
        fails("", QStringLiteral("1,234"), NumberReading::Wrong);
        fails("", QString(), NumberReading::Wrong);
        read("ixt:num-dot-decimal", QStringLiteral("96,773"), "96773");
        read("ixt:num-dot-decimal", QStringLiteral("1 234\u00A0567.89"), "1234567.89");
        read("ixt:numdotdecimal", QStringLiteral("0.31"), "0.31");
        read("ixt3:numdotdecimal", QStringLiteral("1'234.5"), "1234.5");
        read("ixt:num-dot-decimal-apos", QStringLiteral("1\u2019234"), "1234");
        read("ixt:numcommadot", QStringLiteral("1,234.50"), "1234.50");
        read("ixt:numspacedot", QStringLiteral("1 234.50"), "1234.50");
        fails("ixt:num-dot-decimal", QStringLiteral("1.234,5"), NumberReading::Wrong);
        fails("ixt:num-dot-decimal", QStringLiteral("(1,234)"), NumberReading::Wrong);
        fails("ixt:num-dot-decimal", QStringLiteral("1.2.3"), NumberReading::Wrong);
        fails("ixt:num-dot-decimal", QStringLiteral("n/a"), NumberReading::Wrong);
        read("ixt:num-comma-decimal", QStringLiteral("1.234,56"), "1234.56");
        read("ixt:numcommadecimal", QStringLiteral("1 234,5"), "1234.5");
        read("ixt:numdotcomma", QStringLiteral("1.234,5"), "1234.5");
        read("ixt:numspacecomma", QStringLiteral("1 234,5"), "1234.5");
        fails("ixt:num-comma-decimal", QStringLiteral("1,234.5"), NumberReading::Wrong);
        read("ixt:num-unit-decimal", QStringLiteral("1,234 dollars 5 cents"), "1234.05");
        read("ixt:num-unit-decimal", QStringLiteral("12 euros 50 cents"), "12.50");
        fails("ixt:num-unit-decimal", QStringLiteral("12"), NumberReading::Wrong);
        read("ixt:zerodash", QStringLiteral("\u2014"), "0");
        read("ixt:fixed-zero", QStringLiteral("no"), "0");
        read("ixt:numdash", QStringLiteral("-"), "0");
        fails("ixt:fixed-empty", QStringLiteral("none"), NumberReading::Nothing);
        fails("ixt:nocontent", QString(), NumberReading::Nothing);
        read("ixt-sec:numwordsen", QStringLiteral("twenty-five"), "25");
        fails("ixt-sec:numwordsen", QStringLiteral("several"), NumberReading::Wrong);
        fails("ixt:num-of-our-own", QStringLiteral("1"), NumberReading::Unknown);
        fails("ixt:num-dot-decimal", QString(100, u'9'), NumberReading::Wrong);
    }

    void numbers()
    {
        QFETCH(QString, format);
        QFETCH(QString, text);
        const auto number = readInlineNumber(format, text);
        QTEST(number.reading, "reading");
        QTEST(number.decimal, "decimal");
    }

    void scaleAndSign_data()
    {
        QTest::addColumn<QByteArray>("decimal");
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("isNegative");
        QTest::addColumn<double>("value");
        QTest::newRow("millions") << QByteArray("96773") << 6 << false << 96773000000.0;
        QTest::newRow("trillions") << QByteArray("2.3") << 12 << false << 2300000000000.0;
        QTest::newRow("percent") << QByteArray("18.2") << -2 << false << 0.182;
        QTest::newRow("negative") << QByteArray("12") << 3 << true << -12000.0;
        QTest::newRow("zero has no sign") << QByteArray("0") << 6 << true << 0.0;
        QTest::newRow("nearest double") << QByteArray("0.1") << 0 << false << 0.1;
    }

    void scaleAndSign()
    {
        QFETCH(QByteArray, decimal);
        QFETCH(int, scale);
        QFETCH(bool, isNegative);
        QFETCH(double, value);
        const auto scaled = scaledNumber(decimal, scale, isNegative);
        QVERIFY(scaled);
        QVERIFY(*scaled == value); // exactly
        QVERIFY(!std::signbit(*scaled) || value < 0);
    }

    void absurdScalesGiveNothing()
    {
        QVERIFY(!scaledNumber("1", 400, false));
        QVERIFY(!scaledNumber("1", -400, false));
    }

    void words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("number"); // -1: none
        QTest::newRow("no") << QStringLiteral("No") << qint64(0);
        QTest::newRow("zero") << QStringLiteral("zero") << qint64(0);
        QTest::newRow("teen") << QStringLiteral("Fourteen") << qint64(14);
        QTest::newRow("tens") << QStringLiteral("ninety-nine") << qint64(99);
        QTest::newRow("hundreds") << QStringLiteral("one hundred and twenty five") << qint64(125);
        QTest::newRow("thousands") << QStringLiteral("two hundred thousand, three hundred") << qint64(200300);
        QTest::newRow("millions") << QStringLiteral("a million") << qint64(1'000'000);
        QTest::newRow("all") << QStringLiteral("one billion two million three thousand four") << qint64(1'002'003'004);
        QTest::newRow("wrong order") << QStringLiteral("one thousand two million") << qint64(-1);
        QTest::newRow("no words") << QString() << qint64(-1);
        QTest::newRow("nothing but and") << QStringLiteral("and") << qint64(-1);
        QTest::newRow("another word") << QStringLiteral("one dozen") << qint64(-1);
        QTest::newRow("hundreds of hundreds") << QStringLiteral("one hundred hundred hundred hundred") << qint64(-1);
    }

    void words()
    {
        QFETCH(QString, text);
        QTEST(numberOfEnglishWords(text).value_or(-1), "number");
    }

    void texts_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        const auto row = [](const char *format, const QString &text, const char *value) {
            QTest::addRow("%s: %s", format, qPrintable(text))
                << QString::fromLatin1(format) << text << QString::fromLatin1(value);
        };
        row("", QStringLiteral("  as\n it is "), "as it is");
        row("ixt:date-monthname-day-year-en", QStringLiteral("December 31, 2023"), "2023-12-31");
        row("ixt:date-monthname-day-year-en", QStringLiteral("Sept. 5th, 2023"), "2023-09-05");
        row("ixt:date-monthname-day-en", QStringLiteral("February 29"), "--02-29");
        row("ixt:date-monthname-year-en", QStringLiteral("May 2023"), "2023-05");
        row("ixt:date-day-monthname-year-en", QStringLiteral("1 January 2024"), "2024-01-01");
        row("ixt:datedaymonthyear", QStringLiteral("31.12.2023"), "2023-12-31");
        row("ixt:date-month-day-year", QStringLiteral("12/31/23"), "2023-12-31");
        row("ixt:date-year-month-day", QStringLiteral("2023/12/31"), "2023-12-31");
        row("ixt:dateslashus", QStringLiteral("12/31/2023"), "2023-12-31");
        row("ixt:dateslasheu", QStringLiteral("31/12/2023"), "2023-12-31");
        row("ixt:dateslasheu", QStringLiteral("31/13/2023"), "31/13/2023");
        row("ixt:date-monthname-day-year-en", QStringLiteral("the last day"), "the last day");
        row("ixt:fixed-true", QStringLiteral("whatever"), "true");
        row("ixt:booleanfalse", QString(), "false");
        row("ixt:fixed-empty", QStringLiteral("none"), "");
        row("ixt-sec:boolballotbox", QStringLiteral("\u2612"), "true");
        row("ixt-sec:boolballotbox", QStringLiteral("\u2610"), "false");
    }

    void texts()
    {
        QFETCH(QString, format);
        QFETCH(QString, text);
        QTEST(readInlineText(format, text), "value");
    }
};

QTEST_GUILESS_MAIN(InlineTransformsTest)
#include "tst_inline_transforms.moc"
