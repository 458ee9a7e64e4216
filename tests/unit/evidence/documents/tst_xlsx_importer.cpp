// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/xlsx_importer.h"
#include "office_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const TableCell *cellAt(const Document &document, const char *address)
{
    for (const auto &cell : document.tables.constFirst().cells) {
        if (cell.address == QLatin1String(address))
            return &cell;
    }
    return nullptr;
}

QByteArray rowsOf(const QByteArray &rows)
{
    return "<sheetData>" + rows + "</sheetData>";
}

Entries styleEntries()
{
    return {
        {QStringLiteral("xl/styles.xml"),
         "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0.0;(#,##0.0)\"/></numFmts><cellStyleXfs>"
         "<xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/>"
         "<xf numFmtId=\"164\"/><xf numFmtId=\"21\"/></cellXfs></styleSheet>"}};
}

} // namespace

class TestXlsxImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTypedCells()
    {
        const auto document = imported<XlsxImporter>(xlsxOf(
            rowsOf("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>in </t></is></c>"
                   "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#DIV/0!</v></c></row>"
                   "<row r=\"7\"><c r=\"A7\" s=\"1\"><v>45352</v></c><c r=\"B7\" s=\"2\"><f>B6/B5</f><v>0.1534</v></c>"
                   "<c r=\"C7\" s=\"3\"><v>-1234.56</v></c><c r=\"D7\" s=\"4\"><v>0.5</v></c>"
                   "<c r=\"E7\" t=\"str\"><f>A1</f><v>Label</v></c><c r=\"F7\"/></row>"),
            styleEntries()
                + Entries{{QStringLiteral("xl/sharedStrings.xml"),
                           "<sst><si><r><t>Net </t></r><r><t>sales</t></r><rPh><t>x</t></rPh></si></sst>"}}));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->pages, 1);
        QCOMPARE(document->tables.size(), 1);
        QCOMPARE(document->tables.constFirst().name, QStringLiteral("Income"));
        QCOMPARE(cellAt(*document, "A1")->text, QStringLiteral("Net sales"));
        QCOMPARE(cellAt(*document, "B1")->text, QStringLiteral("in"));
        QCOMPARE(cellAt(*document, "C1")->text, QStringLiteral("TRUE"));
        QCOMPARE(cellAt(*document, "D1")->text, QStringLiteral("#DIV/0!"));
        QVERIFY(!cellAt(*document, "D1")->value);
        const auto &date = *cellAt(*document, "A7");
        QCOMPARE(date.row, 6);
        QCOMPARE(date.date, std::optional(QDate(2024, 3, 1)));
        QCOMPARE(date.text, QStringLiteral("2024-03-01"));
        QVERIFY(!date.value);
        const auto &share = *cellAt(*document, "B7");
        QCOMPARE(share.value, std::optional(0.1534));
        QCOMPARE(share.text, QStringLiteral("15.34%"));
        QCOMPARE(share.formula, QStringLiteral("B6/B5"));
        QCOMPARE(cellAt(*document, "C7")->text, QStringLiteral("(1,234.6)"));
        QCOMPARE(cellAt(*document, "C7")->value, std::optional(-1234.56));
        QCOMPARE(cellAt(*document, "D7")->text, QStringLiteral("12:00:00"));
        QCOMPARE(cellAt(*document, "E7")->text, QStringLiteral("Label"));
        QVERIFY(!cellAt(*document, "F7"));
        QCOMPARE(
            outline(*document),
            (QStringList{QStringLiteral("Heading 1: Income"), QStringLiteral("TableRow: Net sales\tin\tTRUE\t#DIV/0!"),
                         QStringLiteral("TableRow: 2024-03-01\t15.34%\t(1,234.6)\t12:00:00\tLabel")}));
        QCOMPARE(document->blocks.constLast().page, 1);
        QCOMPARE(document->blocks.constLast().section, QStringLiteral("Income"));
        QVERIFY(hasSoundOffsets(*document));
    }

    void countsDatesFrom1904()
    {
        const auto document = imported<XlsxImporter>(
            xlsxOf(rowsOf("<row><c s=\"1\"><v>43890</v></c></row>"), styleEntries(), "<workbookPr date1904=\"1\"/>"));
        QVERIFY(document);
        QCOMPARE(cellAt(*document, "A1")->date, std::optional(QDate(2024, 3, 1)));
    }

    void placesCellsWithoutAddress()
    {
        const auto document = imported<XlsxImporter>(xlsxOf(rowsOf(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row>")));
        QVERIFY(document);
        QCOMPARE(cellAt(*document, "B1")->value, std::optional(2.0));
        QCOMPARE(cellAt(*document, "D4")->value, std::optional(4.0));
    }

    void readsMergesAndSharedFormulas()
    {
        const auto document = imported<XlsxImporter>(xlsxOf(
            rowsOf("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f t=\"shared\" ref=\"B1:B2\" "
                   "si=\"0\">A1*2</f><v>2</v></c></row>"
                   "<row r=\"2\"><c r=\"A2\"><v>5</v></c><c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>10</v></c></row>")
            + "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:D2\"/><mergeCell ref=\"x\"/><mergeCell "
              "ref=\"Z9:Z10\"/></mergeCells>"));
        QVERIFY(document);
        QCOMPARE(cellAt(*document, "B2")->formula, QStringLiteral("A2*2"));
        QCOMPARE(cellAt(*document, "A2")->rowSpan, 2);
        QCOMPARE(cellAt(*document, "B2")->columnSpan, 3);
    }

    void formulasWithoutAResultAreCounted()
    {
        const auto document = imported<XlsxImporter>(
            xlsxOf(rowsOf("<row r=\"1\"><c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>1+1</f><v>2</v></c>"
                          "<c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c></row>")));
        QVERIFY(document);
        QVERIFY(!cellAt(*document, "A1"));
        QCOMPARE(document->warnings.size(), 1);
    }

    void readsHiddenSheetsAndComments()
    {
        const auto document = imported<XlsxImporter>(zipOf(
            {{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument xl/workbook.xml"})},
             {QStringLiteral("xl/_rels/workbook.xml.rels"),
              relationsXml({"r1 worksheet worksheets/sheet1.xml", "r2 chartsheet chartsheets/sheet1.xml",
                            "r3 worksheet worksheets/sheet2.xml"})},
             {QStringLiteral("xl/workbook.xml"),
              "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/><sheet name=\"Chart\" r:id=\"r2\"/>"
              "<sheet name=\"B\" state=\"hidden\" r:id=\"r3\"/></sheets></workbook>"},
             {QStringLiteral("xl/worksheets/sheet1.xml"), "<worksheet><sheetData/></worksheet>"},
             {QStringLiteral("xl/worksheets/sheet2.xml"),
              "<worksheet>" + rowsOf("<row><c><v>1</v></c></row>") + "</worksheet>"},
             {QStringLiteral("xl/worksheets/_rels/sheet2.xml.rels"), relationsXml({"r1 comments ../comments1.xml"})},
             {QStringLiteral("xl/comments1.xml"),
              "<comments><authors><author>X</author></authors><commentList><comment "
              "ref=\"A1\"><text><t>Estimated</t></text></comment>"
              "</commentList></comments>"}}));
        QVERIFY(document);
        QCOMPARE(document->pages, 3);
        QCOMPARE(outline(*document), (QStringList{QStringLiteral("Heading 1: B"), QStringLiteral("TableRow: 1"),
                                                  QStringLiteral("Note: Estimated")}));
        QCOMPARE(document->tables.constFirst().page, 3);
        QCOMPARE(document->warnings.size(), 1);
    }

    void keepsTheLimits()
    {
        ImportLimits limits;
        limits.cells = 3;
        const auto rows = rowsOf(QByteArray("<row><c><v>1</v></c><c><v>2</v></c></row>").repeated(1'000));
        const auto document = imported<XlsxImporter>(xlsxOf(rows), QStringLiteral("x.xlsx"), limits);
        QVERIFY(document);
        QCOMPARE(document->tables.constFirst().cells.size(), 3);
        QCOMPARE(document->warnings.size(), 1);
        limits = {};
        limits.pages = 0;
        QVERIFY(imported<XlsxImporter>(xlsxOf(rows), QStringLiteral("x.xlsx"), limits)->tables.isEmpty());
    }

    void faultsAreErrors_data()
    {
        QTest::addColumn<QByteArray>("content");
        const auto sheet = rowsOf("<row><c><v>1</v></c></row>");
        QTest::newRow("no archive") << QByteArray("PK\3\4 and nothing more");
        QTest::newRow("no parts") << zipOf({{QStringLiteral("xl/workbook.xml"), "<workbook/>"}});
        QTest::newRow("broken sheet") << xlsxOf("<sheetData><row>");
        QTest::newRow("entities") << xlsxOf(
            sheet, {{QStringLiteral("xl/styles.xml"), "<!DOCTYPE a [<!ENTITY b \"b\">]><styleSheet>&b;</styleSheet>"}});
        QTest::newRow("cut") << xlsxOf(sheet).chopped(40);
        QTest::newRow("deep") << xlsxOf(QByteArray("<a>").repeated(100'000));
        QTest::newRow("sheet missing") << zipOf(
            {{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument xl/workbook.xml"})},
             {QStringLiteral("xl/_rels/workbook.xml.rels"), relationsXml({"r1 worksheet none.xml"})},
             {QStringLiteral("xl/workbook.xml"),
              "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"}});
    }

    void faultsAreErrors()
    {
        QFETCH(QByteArray, content);
        const auto document = imported<XlsxImporter>(content, QStringLiteral("b.xlsx"));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
        QVERIFY(document.error().message.contains(QStringLiteral("b.xlsx")));
        QVERIFY(!document.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestXlsxImporter)
#include "tst_xlsx_importer.moc"
