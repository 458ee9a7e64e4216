// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/odf_importer.h"
#include "office_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray odfOf(const QByteArray &type, const QByteArray &body, const QByteArray &manifest = "<manifest/>")
{
    return zipOf(
        {{QStringLiteral("mimetype"), "application/vnd.oasis.opendocument." + type},
         {QStringLiteral("META-INF/manifest.xml"), manifest},
         {QStringLiteral("meta.xml"), "<o:meta xmlns:o=\"o\" xmlns:dc=\"dc\"><dc:title>Plan</dc:title><dc:creator>A. "
                                      "Person</dc:creator><dc:date>2024-05-06T01:02:03</dc:date></o:meta>"},
         {QStringLiteral("content.xml"),
          "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" "
          "xmlns:presentation=\"p\" xmlns:dc=\"dc\"><office:body>"
              + body + "</office:body></office:document-content>"}},
        true);
}

Result<Document> readOdf(OdfKind kind, const QByteArray &content, const ImportLimits &limits = {})
{
    return OdfImporter(kind).parse(content, QStringLiteral("file"), limits);
}

Result<Document> sheetOf(const QByteArray &rows, const ImportLimits &limits = {})
{
    return readOdf(OdfKind::Sheet,
                   odfOf("spreadsheet", "<office:spreadsheet><table:table table:name=\"Income\">" + rows
                                            + "</table:table></office:spreadsheet>"),
                   limits);
}

} // namespace

class TestOdfImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsText()
    {
        const auto document = readOdf(
            OdfKind::Text,
            odfOf("text", "<office:text><text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:h "
                          "text:outline-level=\"2\">Chapter</text:h>"
                          "<text:p>One<text:s "
                          "text:c=\"3\"/>two<text:tab/><text:span>three<text:line-break/></"
                          "text:span><text:note><text:note-citation>1</text:note-citation>"
                          "<text:note-body><text:p>A footnote</text:p></text:note-body></text:note> "
                          "four<office:annotation><dc:creator>X</dc:creator><text:p>A "
                          "comment</text:p></office:annotation></text:p>"
                          "<text:list><text:list-item><text:p>Item</text:p><text:list><text:list-item><text:p>Inner</"
                          "text:p></text:list-item></text:list></text:list-item></text:list>"
                          "<text:p><draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></"
                          "text:p></office:text>"));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 2: Chapter"), QStringLiteral("Paragraph: One two three four"),
                              QStringLiteral("Note: A footnote"), QStringLiteral("Note: A comment"),
                              QStringLiteral("ListItem: Item"), QStringLiteral("ListItem: Inner"),
                              QStringLiteral("Paragraph: Boxed")}));
        QCOMPARE(document->format, QStringLiteral("odt"));
        QCOMPARE(document->title, QStringLiteral("Plan"));
        QCOMPARE(document->author, QStringLiteral("A. Person"));
        QCOMPARE(document->date, std::optional(QDate(2024, 5, 6)));
        QVERIFY(hasSoundOffsets(*document));
    }

    void readsTypedCells()
    {
        const auto document = sheetOf(
            "<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned=\"2\" "
            "office:value-type=\"string\"><text:p>Sales</text:p></table:table-cell>"
            "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row "
            "table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/></table:table-row>"
            "<table:table-row><table:table-cell/><table:table-cell office:value-type=\"percentage\" "
            "office:value=\"0.15\" table:formula=\"of:=[.B1]/2\"><text:p>15 %</text:p></table:table-cell>"
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-01\"><text:p>1 "
            "March</text:p><office:annotation><text:p>Estimated</text:p></office:annotation></table:table-cell>"
            "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" "
            "office:value=\"7\"><text:p>7</text:p></table:table-cell></table:table-row>"
            "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
            "table:number-columns-repeated=\"16384\"/></table:table-row>");
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->pages, 1);
        QCOMPARE(document->tables.size(), 1);
        const auto &table = document->tables.constFirst();
        QCOMPARE(table.name, QStringLiteral("Income"));
        QCOMPARE(cellsOf(table),
                 (QStringList{QStringLiteral("0,0+2=Sales"), QStringLiteral("3,1=15 %"), QStringLiteral("3,2=1 March"),
                              QStringLiteral("3,3=7"), QStringLiteral("3,4=7")}));
        QCOMPARE(table.cells[1].address, QStringLiteral("B4"));
        QCOMPARE(table.cells[1].value, std::optional(0.15));
        QCOMPARE(table.cells[1].formula, QStringLiteral("[.B1]/2"));
        QCOMPARE(table.cells[2].date, std::optional(QDate(2024, 3, 1)));
        QCOMPARE(document->blocks.constLast().text, QStringLiteral("Estimated"));
        QCOMPARE(document->blocks.constLast().kind, BlockKind::Note);
        QCOMPARE(document->blocks.constFirst().section, QStringLiteral("Income"));
    }

    void repetitionIsLimited()
    {
        ImportLimits limits;
        limits.cells = 1'000;
        const auto document =
            sheetOf("<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell "
                    "table:number-columns-repeated=\"16000\"><text:p>x</text:p></table:table-cell></table:table-row>",
                    limits);
        QVERIFY(document);
        QCOMPARE(document->tables.constFirst().cells.size(), 1'000);
        QCOMPARE(document->warnings.size(), 1);
    }

    void readsSlides()
    {
        const auto document = readOdf(
            OdfKind::Presentation,
            odfOf("presentation",
                  "<office:presentation><draw:page "
                  "draw:name=\"Start\"><draw:frame><draw:text-box><text:p>Welcome</text:p></draw:text-box></draw:frame>"
                  "<presentation:notes><draw:page-thumbnail/><draw:frame><draw:text-box><text:p>Smile</text:p></"
                  "draw:text-box></draw:frame></presentation:notes></draw:page>"
                  "<draw:page "
                  "draw:name=\"End\"><draw:frame><draw:text-box><text:list><text:list-item><text:p>Thanks</text:p></"
                  "text:list-item></text:list></draw:text-box></draw:frame></draw:page></office:presentation>"));
        QVERIFY(document);
        QCOMPARE(document->format, QStringLiteral("odp"));
        QCOMPARE(document->pages, 2);
        QCOMPARE(outline(*document), (QStringList{QStringLiteral("Paragraph: Welcome"), QStringLiteral("Note: Smile"),
                                                  QStringLiteral("ListItem: Thanks")}));
        QCOMPARE(document->blocks.constLast().page, 2);
        QCOMPARE(document->blocks.constLast().section, QStringLiteral("End"));
    }

    void tellsThePassword()
    {
        const auto document =
            readOdf(OdfKind::Text,
                    odfOf("text", "<office:text/>",
                          "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Unreadable);
    }

    void acceptsItsKindOnly()
    {
        const auto sheet = odfOf("spreadsheet", "<office:spreadsheet/>");
        QVERIFY(OdfImporter(OdfKind::Sheet).accepts(sheet, QStringLiteral("a.odt")));
        QVERIFY(!OdfImporter(OdfKind::Text).accepts(sheet, QStringLiteral("a.odt")));
        const auto untyped = zipOf({{QStringLiteral("content.xml"), "<x/>"}});
        QVERIFY(OdfImporter(OdfKind::Text).accepts(untyped, QStringLiteral("a.ODT")));
        QVERIFY(!OdfImporter(OdfKind::Text).accepts(untyped, QStringLiteral("a.zip")));
        QVERIFY(!OdfImporter(OdfKind::Text).accepts("PK", QStringLiteral("a.odt")));
    }

    void faultsAreErrors()
    {
        for (const auto &content :
             {odfOf("text", "<office:text>"), odfOf("text", QByteArray("<text:section>").repeated(100'000)),
              zipOf({{QStringLiteral("mimetype"), "x"}})}) {
            const auto document = readOdf(OdfKind::Text, content);
            QVERIFY(!document);
            QCOMPARE(document.error().code, ErrorCode::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(TestOdfImporter)
#include "tst_odf_importer.moc"
