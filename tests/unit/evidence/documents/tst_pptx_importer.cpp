// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/pptx_importer.h"
#include "office_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QByteArray shape(const QByteArray &paragraphs, const QByteArray &placeholder = {}, const QByteArray &properties = {})
{
    return "<p:sp><p:nvSpPr><p:nvPr>" + placeholder + "</p:nvPr></p:nvSpPr><p:spPr>" + properties
           + "</p:spPr><p:txBody>" + paragraphs + "</p:txBody></p:sp>";
}

QByteArray paragraph(const QByteArray &text, const QByteArray &properties = {})
{
    return "<a:p><a:pPr>" + properties + "</a:pPr><a:r><a:rPr/><a:t>" + text + "</a:t></a:r></a:p>";
}

QByteArray slide(const QByteArray &shapes)
{
    return "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" xmlns:r=\"r\" xmlns:c=\"c\" xmlns:dgm=\"d\"><p:cSld><p:spTree>" + shapes
           + "</p:spTree></p:cSld></p:sld>";
}

/// Two slides, shown in the reverse of the order of their names.
QByteArray pptxOf(const QByteArray &first, const QByteArray &second, const Entries &more = {})
{
    return zipOf(Entries{{QStringLiteral("_rels/.rels"), relationsXml({"r1 officeDocument ppt/presentation.xml",
                                                                       "r2 core-properties docProps/core.xml"})},
                         {QStringLiteral("docProps/core.xml"), coreProperties()},
                         {QStringLiteral("ppt/_rels/presentation.xml.rels"),
                          relationsXml({"r1 slide slides/slide2.xml", "r2 slide slides/slide1.xml"})},
                         {QStringLiteral("ppt/presentation.xml"),
                          "<p:presentation xmlns:p=\"p\" xmlns:r=\"r\"><p:sldIdLst><p:sldId id=\"256\" "
                          "r:id=\"r1\"/><p:sldId id=\"257\" r:id=\"r2\"/>"
                          "</p:sldIdLst></p:presentation>"},
                         {QStringLiteral("ppt/slides/slide2.xml"), slide(first)},
                         {QStringLiteral("ppt/slides/slide1.xml"), slide(second)}}
                 + more);
}

} // namespace

class TestPptxImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSlidesInOrder()
    {
        const auto document = imported<PptxImporter>(pptxOf(
            shape(paragraph("Point") + paragraph("No point", "<a:buNone/>"), "<p:ph idx=\"1\"/>")
                + shape(paragraph("Market") + paragraph("size"), "<p:ph type=\"title\"/>")
                + shape(paragraph("7"), "<p:ph type=\"sldNum\"/>"),
            "<p:grpSp>" + shape(paragraph("Grouped"), {}, "<a:xfrm><a:off x=\"12700\" y=\"0\"/></a:xfrm>")
                + "</p:grpSp>"
                + shape(paragraph("Placed", "<a:buChar char=\"-\"/>"), {},
                        "<a:xfrm><a:off x=\"12700\" y=\"25400\"/><a:ext cx=\"127000\" cy=\"63500\"/></a:xfrm>")));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(document->pages, 2);
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 1: Market size"), QStringLiteral("ListItem: Point"),
                              QStringLiteral("Paragraph: No point"), QStringLiteral("Paragraph: Grouped"),
                              QStringLiteral("ListItem: Placed")}));
        QCOMPARE(document->blocks[1].section, QStringLiteral("Market size"));
        QCOMPARE(document->blocks[1].page, 1);
        QCOMPARE(document->blocks[3].page, 2);
        QVERIFY(document->blocks[3].section.isEmpty());
        QVERIFY(document->blocks[3].area.isNull());
        QCOMPARE(document->blocks[4].area, QRectF(1, 2, 10, 5));
        QCOMPARE(document->author, QStringLiteral("A. Person"));
        QVERIFY(hasSoundOffsets(*document));
    }

    void readsTables()
    {
        const auto cell = [](const char *text, const char *attributes = "") {
            return "<a:tc " + QByteArray(attributes) + "><a:txBody>" + paragraph(text) + "</a:txBody></a:tc>";
        };
        const auto document = imported<PptxImporter>(pptxOf(
            "<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr>" + cell("Region", "rowSpan=\"2\"")
                + cell("Year", "gridSpan=\"2\"") + cell("", "hMerge=\"1\"") + "</a:tr><a:tr>" + cell("", "vMerge=\"1\"")
                + cell("2023") + cell("2024") + "</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
            {}));
        QVERIFY(document);
        QCOMPARE(cellsOf(document->tables.constFirst()),
                 (QStringList{QStringLiteral("0,0v2=Region"), QStringLiteral("0,1+2=Year"), QStringLiteral("1,1=2023"),
                              QStringLiteral("1,2=2024")}));
    }

    void readsChartsDiagramsAndNotes()
    {
        const QByteArray chart =
            "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"a\"><c:chart><c:title><c:tx><c:rich>" + paragraph("Sales by year")
            + "</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt "
              "idx=\"0\"><c:v>Europe</c:v></c:pt></c:strCache></c:strRef></c:tx>"
              "<c:cat><c:strRef><c:strCache><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>2023</c:v></c:pt><c:pt "
              "idx=\"1\"><c:v>2024</c:v></c:pt></c:strCache></c:strRef></c:cat>"
              "<c:val><c:numRef><c:numCache><c:pt idx=\"0\"><c:v>4.5</c:v></c:pt><c:pt "
              "idx=\"1\"><c:v>6</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>"
              "</c:plotArea></c:chart></c:chartSpace>";
        const auto document = imported<PptxImporter>(pptxOf(
            "<p:graphicFrame><a:graphic><a:graphicData><c:chart "
            "r:id=\"r5\"/></a:graphicData></a:graphic></p:graphicFrame>"
            "<p:graphicFrame><a:graphic><a:graphicData><dgm:relIds r:dm=\"r6\" "
            "r:lo=\"r7\"/></a:graphicData></a:graphic></p:graphicFrame>",
            {},
            {{QStringLiteral("ppt/slides/_rels/slide2.xml.rels"),
              relationsXml({"r5 chart ../charts/chart1.xml", "r6 diagramData ../diagrams/data1.xml",
                            "r8 notesSlide ../notesSlides/n.xml", "r9 comments ../comments/c.xml"})},
             {QStringLiteral("ppt/charts/chart1.xml"), chart},
             {QStringLiteral("ppt/diagrams/data1.xml"),
              "<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"a\"><dgm:ptLst><dgm:pt><dgm:t>" + paragraph("Step one")
                  + "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"},
             {QStringLiteral("ppt/notesSlides/n.xml"), slide(shape(paragraph("Say this"), "<p:ph type=\"body\"/>")
                                                             + shape(paragraph("1"), "<p:ph type=\"sldNum\"/>"))},
             {QStringLiteral("ppt/comments/c.xml"),
              "<p:cmLst xmlns:p=\"p\"><p:cm><p:text>Is it so?</p:text></p:cm></p:cmLst>"}}));
        QVERIFY2(document, qPrintable(document ? QString() : document.error().toText()));
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Paragraph: Sales by year"), QStringLiteral("TableRow: Europe"),
                              QStringLiteral("TableRow: 2023\t4.5"), QStringLiteral("TableRow: 2024\t6"),
                              QStringLiteral("ListItem: Step one"), QStringLiteral("Note: Say this"),
                              QStringLiteral("Note: Is it so?")}));
        const auto &table = document->tables.constFirst();
        QCOMPARE(table.name, QStringLiteral("Sales by year"));
        QCOMPARE(table.cells.constLast().value, std::optional(6.0));
    }

    void keepsThePageLimit()
    {
        ImportLimits limits;
        limits.pages = 1;
        const auto document = imported<PptxImporter>(pptxOf(shape(paragraph("One")), shape(paragraph("Two"))),
                                                     QStringLiteral("a.pptx"), limits);
        QVERIFY(document);
        QCOMPARE(outline(*document), QStringList{QStringLiteral("Paragraph: One")});
        QCOMPARE(document->warnings.size(), 1);
    }

    void faultsAreErrors()
    {
        for (const auto &content : {pptxOf("<p:sp>", {}), pptxOf(QByteArray("<p:grpSp>").repeated(100'000), {}),
                                    pptxOf({}, {}).chopped(30)}) {
            const auto document = imported<PptxImporter>(content, QStringLiteral("b.pptx"));
            QVERIFY(!document);
            QCOMPARE(document.error().code, ErrorCode::Malformed);
        }
    }
};

QTEST_GUILESS_MAIN(TestPptxImporter)
#include "tst_pptx_importer.moc"
