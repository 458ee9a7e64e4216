// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/csv_importer.h"
#include "evidence/documents/delimited_text.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// The value of a cell in a one-table document, or NaN.
double valueAt(const Document &document, int row, int column)
{
    for (const auto &cell : document.tables.constFirst().cells) {
        if (cell.row == row && cell.column == column)
            return cell.value.value_or(qQNaN());
    }
    return qQNaN();
}

} // namespace

class TestCsvImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheDelimiter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QChar>("delimiter");
        QTest::addColumn<int>("columns");
        const auto row = [](const char *name, const char *text, char delimiter, int columns) {
            QTest::newRow(name) << QString::fromUtf8(text) << QChar(QLatin1Char(delimiter)) << columns;
        };
        row("comma", "a,b,c\n1,2,3\n", ',', 3);
        row("semicolon", "a;b;c\n1;2;3\n", ';', 3);
        row("tab", "a\tb\n1\t2\n", '\t', 2);
        row("bar", "a|b\n1|2\n", '|', 2);
        row("decimal commas", "year;share\n2023;1,5\n2024;2,5\n", ';', 2);
        row("commas in quotes", "a;b\n\"x,y,z\";1\n\"u,v,w\";2\n", ';', 2);
        row("semicolons in a comma's text", "a,b\nx;y,1\nz,2\n", ',', 2);
        row("single column", "name\nfirst\nsecond\n", ',', 1);
        row("a line too short", "a,b,c\n1,2\n1,2,3\n1,2,3\n", ',', 3);
        row("said by the file", "sep=;\na;b,c\n", ';', 2);
    }

    void findsTheDelimiter()
    {
        QFETCH(QString, text);
        QFETCH(QChar, delimiter);
        QFETCH(int, columns);
        const auto dialect = findDialect(text);
        QCOMPARE(dialect.delimiter, delimiter);
        QCOMPARE(dialect.columns, columns);
    }

    void readsQuotesAndLineEnds()
    {
        const auto document = imported<CsvImporter>("a,\"b \"\"x\"\", c\"\r\n\"line\none\",2\r\n\r\n,last");
        QVERIFY(document);
        QCOMPARE(document->tables.size(), 1);
        QCOMPARE(cellsOf(document->tables.constFirst()),
                 (QStringList{QStringLiteral("0,0=a"), QStringLiteral("0,1=b \"x\", c"), QStringLiteral("1,0=line one"),
                              QStringLiteral("1,1=2"), QStringLiteral("2,1=last")}));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("TableRow: a\tb \"x\", c"), QStringLiteral("TableRow: line one\t2"),
                              QStringLiteral("TableRow: last")}));
        QVERIFY(hasSoundOffsets(*document));
        QCOMPARE(document->format, QStringLiteral("csv"));
    }

    void readsDecimalCommas()
    {
        const auto document =
            imported<CsvImporter>("Jahr;Umsatz;Quote\n2023;1.234;12,5\n2024;1.234.567,25;-0,5\n2025;007;n/a\n");
        QVERIFY(document);
        QCOMPARE(valueAt(*document, 1, 1), 1234.0);
        QCOMPARE(valueAt(*document, 1, 2), 12.5);
        QCOMPARE(valueAt(*document, 2, 1), 1234567.25);
        QCOMPARE(valueAt(*document, 2, 2), -0.5);
        QVERIFY(qIsNaN(valueAt(*document, 3, 1))); // a code, not seven
        QVERIFY(qIsNaN(valueAt(*document, 3, 2)));
    }

    void readsDecimalPoints()
    {
        const auto document = imported<CsvImporter>("a,b\n\"1,234\",2.5\n\"1,234,567\",3\n12345678901234567,+4\n");
        QVERIFY(document);
        QCOMPARE(valueAt(*document, 1, 0), 1234.0);
        QCOMPARE(valueAt(*document, 1, 1), 2.5);
        QCOMPARE(valueAt(*document, 2, 0), 1234567.0);
        QVERIFY(qIsNaN(valueAt(*document, 3, 0))); // more digits than a double holds: an identifier
        QCOMPARE(valueAt(*document, 3, 1), 4.0);
    }

    void guessesNoNumber()
    {
        // Nothing in the file tells whether the comma parts thousands or decimals.
        const auto unclear = imported<CsvImporter>("a;b\n1,234;5\n2,345;6\n");
        QVERIFY(unclear);
        QVERIFY(qIsNaN(valueAt(*unclear, 1, 0)));
        QCOMPARE(valueAt(*unclear, 1, 1), 5.0);
        const auto mixed = imported<CsvImporter>("a;b\n1,5;1.5\n2,345;6\n");
        QVERIFY(mixed);
        QVERIFY(qIsNaN(valueAt(*mixed, 2, 0)));
        QCOMPARE(mixed->warnings.size(), 1);
    }

    void readsIsoDatesOnly()
    {
        const auto document = imported<CsvImporter>("d,e\n2024-03-01,01/02/2024\n2024-13-01,2024-03-01T10:00:00Z\n");
        QVERIFY(document);
        const auto &cells = document->tables.constFirst().cells;
        QCOMPARE(cells[2].date, std::optional(QDate(2024, 3, 1)));
        QCOMPARE(cells[3].date, std::nullopt);
        QCOMPARE(cells[4].date, std::nullopt);
        QCOMPARE(cells[5].date, std::optional(QDate(2024, 3, 1)));
    }

    void tellsWhatLooksWrong()
    {
        QCOMPARE(imported<CsvImporter>("a,b\n1,2\n1,2,3\n4\n")->warnings.size(), 1);
        QCOMPARE(imported<CsvImporter>("a,b\n1,\"cut\n")->warnings.size(), 1);
        QVERIFY(imported<CsvImporter>("a,b\n1,2\n")->warnings.isEmpty());
    }

    void keepsTheLimits()
    {
        ImportLimits limits;
        limits.cells = 4;
        const auto fewCells = imported<CsvImporter>("a,b\n1,2\n3,4\n", QStringLiteral("x"), limits);
        QVERIFY(fewCells);
        QCOMPARE(fewCells->tables.constFirst().cells.size(), 4);
        QCOMPARE(fewCells->warnings.size(), 1);
        limits = {};
        limits.blocks = 1;
        const auto fewBlocks = imported<CsvImporter>("a,b\n1,2\n3,4\n", QStringLiteral("x"), limits);
        QCOMPARE(fewBlocks->blocks.size(), 1);
        QCOMPARE(fewBlocks->warnings.size(), 1);
        limits = {};
        limits.time = std::chrono::milliseconds(0);
        const auto late = imported<CsvImporter>("a,b\n", QStringLiteral("x.csv"), limits);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::TimedOut);
        QVERIFY(late.error().message.contains(QStringLiteral("x.csv")));
    }

    void acceptsByContentAndName()
    {
        const CsvImporter importer;
        QVERIFY(importer.accepts("a,b\n", QStringLiteral("x.CSV")));
        QVERIFY(importer.accepts("a;b\n1;2\n3;4\n5", QStringLiteral("x.txt")));
        QVERIFY(!importer.accepts("Dear all,\nplease find\nthe report, attached.\n", QStringLiteral("x.txt")));
        QVERIFY(!importer.accepts("<html><body>", QStringLiteral("x.csv")));
        QVERIFY(!importer.accepts(QByteArray("PK\3\4\0", 5), QStringLiteral("x.csv")));
    }
};

QTEST_GUILESS_MAIN(TestCsvImporter)
#include "tst_csv_importer.moc"
