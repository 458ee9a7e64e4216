// SPDX-License-Identifier: GPL-3.0-or-later
// How spreadsheets show numbers, and the addresses of their cells.
#include "evidence/documents/cell_address.h"
#include "evidence/documents/number_format.h"

#include <QTest>

using namespace consultantos;

class TestNumberFormat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shows_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *code, double value, const char *text) {
            QTest::addRow("%s of %g", code, value) << QString::fromUtf8(code) << value << QString::fromUtf8(text);
        };
        row("General", 1234.5, "1234.5");
        row("General", 0.1 + 0.2, "0.3");
        row("General", 12345678901.0, "12345678901");
        row("0", 2.5, "3");
        row("0.00", 2.675, "2.68");
        row("0.00", -0.001, "0.00");
        row("#,##0", 1234567, "1,234,567");
        row("#,##0", -1234, "-1,234");
        row("#,##0.0##", 0.5, "0.5");
        row("#,##0.0##", 1000.1234, "1,000.123");
        row("#.##", 0.5, ".5");
        row("000", 7, "007");
        row("0%", 0.153, "15%");
        row("0.0%", 0.153, "15.3%");
        row("0.00E+00", 12345, "1.23E+04");
        row("#,##0;(#,##0)", -1234, "(1,234)");
        row("#,##0;(#,##0);\"-\"", 0, "-");
        row("#,##0_);[Red](#,##0)", -5, "(5)");
        row("[$€-407] #,##0.00", 1234.5, "€ 1,234.50");
        row("\"$\"#,##0.00", -3, "-$3.00");
        row("#,##0.0,,\" M\"", 1234567890, "1,234.6 M");
        row("0.0\"x\"", 3.25, "3.3x");
        row("0\\ \"years\"", 3, "3 years");
        row("# ?/?", 0.5, "0.5");
        row("yyyy-mm-dd", 45352, "2024-03-01");
        row("d-mmm-yy", 45352, "1-Mar-24");
        row("dddd, d mmmm yyyy", 45352, "Friday, 1 March 2024");
        row("[$-409]mmm\\ yyyy", 45352, "Mar 2024");
        row("hh:mm", 0.75, "18:00");
        row("h:mm AM/PM", 0.75, "6:00 PM");
        row("mm:ss", 0.5 / 24, "30:00");
        row("[h]:mm", 1.5, "36:00");
        row("[hh]", 0.125, "03");
        row("[h]", 1e20, "2400000000000000000000");
        row("yyyy-mm-dd hh:mm", 45352.5, "2024-03-01 12:00");
        row("yyyy-mm-dd", 1, "1900-01-01");
        row("yyyy-mm-dd", 61, "1900-03-01");
        row("yyyy-mm-dd", -1, "-1");
    }

    void shows()
    {
        QFETCH(QString, code);
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(NumberFormat(code).text(value), text);
    }

    void tellsDates()
    {
        using Kind = NumberFormat::Kind;
        QCOMPARE(NumberFormat(QStringLiteral("yyyy")).kind(), Kind::Date);
        QCOMPARE(NumberFormat(QStringLiteral("mmm-yy")).kind(), Kind::Date);
        QCOMPARE(NumberFormat(QStringLiteral("h:mm")).kind(), Kind::Time);
        QCOMPARE(NumberFormat(QStringLiteral("[h]:mm")).kind(), Kind::Duration);
        QCOMPARE(NumberFormat(QStringLiteral("0.00 \"days\"")).kind(), Kind::Number);
        QCOMPARE(NumberFormat(QStringLiteral("[Red]0;[Blue]0")).kind(), Kind::Number);
        QCOMPARE(NumberFormat(QStringLiteral("@")).kind(), Kind::Text);
        QCOMPARE(NumberFormat(QStringLiteral("0.0E+0")).kind(), Kind::Number);
        QCOMPARE(NumberFormat::builtIn(14).kind(), Kind::Date);
        QCOMPARE(NumberFormat::builtIn(31).kind(), Kind::Date);
        QCOMPARE(NumberFormat::builtIn(0).kind(), Kind::Number);
        QCOMPARE(NumberFormat::builtIn(164).kind(), Kind::Number);
    }

    void countsFrom1904()
    {
        QCOMPARE(dateOfSerial(0, true)->date(), QDate(1904, 1, 1));
        QCOMPARE(NumberFormat(QStringLiteral("yyyy-mm-dd")).text(43890, true), QStringLiteral("2024-03-01"));
        QVERIFY(!dateOfSerial(1e12, false));
        QVERIFY(!dateOfSerial(qQNaN(), false));
    }

    void brokenCodesDoNoHarm()
    {
        for (const auto *code :
             {"", ";", ";;;", "\"", "[", "\\", "_", "*", "[$", "E+", "0;;", "[h", "0.0.0", "0E+", "@@", "AM/PM"})
            QVERIFY(NumberFormat(QString::fromLatin1(code)).text(1.5).size() < 100);
    }

    void addressesOfCells()
    {
        QCOMPARE(cellAddress(6, 1), QStringLiteral("B7"));
        QCOMPARE(cellAddress(0, 26), QStringLiteral("AA1"));
        QCOMPARE(cellAddress(1'048'575, 16'383), QStringLiteral("XFD1048576"));
        QCOMPARE(cellPlace(u"$B$7"), std::optional(CellPlace{6, 1}));
        QCOMPARE(cellPlace(u"XFD1048576"), std::optional(CellPlace{1'048'575, 16'383}));
        for (const auto *wrong :
             {"", "B", "7", "B0", "XFE1", "A1048577", "A99999999999999999999", "B7x", "AAAAAAAAAAAAAA1"})
            QVERIFY2(!cellPlace(QString::fromLatin1(wrong)), wrong);
        QVERIFY(cellRange(u"B2:C4"));
        QVERIFY(!cellRange(u"C4:B2"));
    }

    void formulasMove()
    {
        QCOMPARE(shiftedFormula(QStringLiteral("A1+$B$2*C$3-$D4"), 1, 1), QStringLiteral("B2+$B$2*D$3-$D5"));
        QCOMPARE(shiftedFormula(QStringLiteral("SUM(A1:B2)&\"A1\"&'Q1 A1'!A1"), 0, 2),
                 QStringLiteral("SUM(C1:D2)&\"A1\"&'Q1 A1'!C1"));
        QCOMPARE(shiftedFormula(QStringLiteral("LOG10(A1)+Rate1.x+A1"), -1, 0),
                 QStringLiteral("LOG10(#REF!)+Rate1.x+#REF!"));
    }
};

QTEST_GUILESS_MAIN(TestNumberFormat)
#include "tst_number_format.moc"
