// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/docx_importer.h"
#include "office_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray paragraph(const QByteArray &text, const QByteArray &properties = {})
{
    return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

QByteArray cell(const QByteArray &content, const QByteArray &properties = {})
{
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
}

Entries styles()
{
    return {{QStringLiteral("word/styles.xml"),
             "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>"
             "<w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>"
             "<w:style w:styleId=\"Own\"><w:name w:val=\"Chapter\"/><w:basedOn w:val=\"Base\"/></w:style>"
             "<w:style w:styleId=\"Base\"><w:name w:val=\"Base\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
             "<w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>"
             "<w:style w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style></w:styles>"}};
}

} // namespace

class TestDocxImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsParagraphsByStyle()
    {
        const auto document = imported<DocxImporter>(
            docxOf(paragraph("Report", "<w:pStyle w:val=\"T\"/>") + paragraph("One", "<w:pStyle w:val=\"Own\"/>")
                       + paragraph("Sub", "<w:pStyle w:val=\"H2\"/>") + paragraph("plain", "<w:pStyle w:val=\"Loop\"/>")
                       + paragraph("item", "<w:pStyle w:val=\"L\"/>")
                       + paragraph("direct", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>")
                       + paragraph("out of list", "<w:pStyle w:val=\"L\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>")
                       + paragraph("outline", "<w:outlineLvl w:val=\"2\"/>") + "<w:p/>",
                   styles()));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 1: Report"), QStringLiteral("Heading 1: One"),
                              QStringLiteral("Heading 2: Sub"), QStringLiteral("Paragraph: plain"),
                              QStringLiteral("ListItem: item"), QStringLiteral("ListItem: direct"),
                              QStringLiteral("Paragraph: out of list"), QStringLiteral("Heading 3: outline")}));
        QCOMPARE(document->blocks[3].section, QStringLiteral("Sub"));
        QCOMPARE(document->title, QStringLiteral("The title"));
        QCOMPARE(document->author, QStringLiteral("A. Person"));
        QCOMPARE(document->date, std::optional(QDate(2024, 5, 6)));
        QVERIFY(hasSoundOffsets(*document));
    }

    void readsRuns()
    {
        const auto document = imported<DocxImporter>(
            docxOf("<w:p><w:r><w:t xml:space=\"preserve\">a "
                   "</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>"
                   "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
                   "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"
                   "<w:sdt><w:sdtContent><w:r><w:t> control</w:t></w:r></w:sdtContent></w:sdt></w:p>"
                   "<w:sdt><w:sdtContent><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:sdtContent></w:sdt>"));
        QVERIFY(document);
        QCOMPARE(outline(*document), (QStringList{QStringLiteral("Paragraph: a b c-new link control"),
                                                  QStringLiteral("Paragraph: inner")}));
    }

    void readsTextBoxesOnce()
    {
        const auto document = imported<DocxImporter>(
            docxOf("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:x><w:txbxContent>" + paragraph("In the box")
                   + "</w:txbxContent></w:x></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
                   + paragraph("In the box")
                   + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around</"
                     "w:t></w:r></w:p>"));
        QVERIFY(document);
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Paragraph: In the box"), QStringLiteral("Paragraph: Around")}));
    }

    void readsTables()
    {
        const auto document = imported<DocxImporter>(docxOf(
            "<w:tbl><w:tr>" + cell(paragraph("Region"), "<w:vMerge w:val=\"restart\"/>")
            + cell(paragraph("Year"), "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" + cell("<w:p/>", "<w:vMerge/>")
            + cell(paragraph("2023")) + cell(paragraph("2024") + paragraph("est."))
            + "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"
            + cell("<w:tbl><w:tr>" + cell(paragraph("in")) + cell(paragraph("ner")) + "</w:tr></w:tbl>")
            + "</w:tr></w:tbl>"));
        QVERIFY(document);
        QCOMPARE(document->tables.size(), 1);
        QCOMPARE(cellsOf(document->tables.constFirst()),
                 (QStringList{QStringLiteral("0,0v2=Region"), QStringLiteral("0,1+2=Year"), QStringLiteral("1,1=2023"),
                              QStringLiteral("1,2=2024 est."), QStringLiteral("2,1=in ner")}));
    }

    void readsNotes()
    {
        const auto document = imported<DocxImporter>(
            docxOf(paragraph("Text"),
                   {{QStringLiteral("word/comments.xml"), "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\">"
                                                              + paragraph("Check this") + "</w:comment></w:comments>"},
                    {QStringLiteral("word/footnotes.xml"),
                     "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">" + paragraph("x")
                         + "</w:footnote><w:footnote w:id=\"2\">" + paragraph("See annex") + paragraph("B")
                         + "</w:footnote></w:footnotes>"}}));
        QVERIFY(document);
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Paragraph: Text"), QStringLiteral("Note: See annex B"),
                              QStringLiteral("Note: Check this")}));
    }

    void faultsAreErrors_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("broken") << docxOf("<w:p>");
        QTest::newRow("entities") << zipOf(
            {{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument word/document.xml"})},
             {QStringLiteral("word/document.xml"),
              "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document "
              "xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"}});
        QTest::newRow("deep") << docxOf(QByteArray("<w:tbl><w:tr><w:tc>").repeated(50'000));
    }

    void faultsAreErrors()
    {
        QFETCH(QByteArray, content);
        const auto document = imported<DocxImporter>(content, QStringLiteral("b.docx"));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
        QVERIFY(document.error().message.contains(QStringLiteral("b.docx")));
    }
};

QTEST_GUILESS_MAIN(TestDocxImporter)
#include "tst_docx_importer.moc"
