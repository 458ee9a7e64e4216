// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text and Markdown.
#include "evidence/documents/markdown_importer.h"
#include "evidence/documents/plain_text_importer.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestTextImporters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainTextHasParagraphs()
    {
        const auto document =
            imported<PlainTextImporter>("First line\r\nsecond  line\r\n\r\n- an item\n- another 😀\n\nLast");
        QVERIFY(document);
        QCOMPARE(
            outline(*document),
            (QStringList{QStringLiteral("Paragraph: First line second line"), QStringLiteral("ListItem: - an item"),
                         QStringLiteral("ListItem: - another 😀"), QStringLiteral("Paragraph: Last")}));
        QCOMPARE(document->blocks[1].offset, 23);
        QCOMPARE(document->blocks[3].offset, 23 + 10 + 12); // the face is one code point
        QVERIFY(hasSoundOffsets(*document));
    }

    void linesAreParagraphsWithoutBlankOnes()
    {
        QCOMPARE(outline(*imported<PlainTextImporter>("One.\nTwo.\n")),
                 (QStringList{QStringLiteral("Paragraph: One."), QStringLiteral("Paragraph: Two.")}));
    }

    void plainTextTakesNoMachineFormats()
    {
        const PlainTextImporter importer;
        QVERIFY(importer.accepts("Hello", QStringLiteral("notes")));
        QVERIFY(importer.accepts("{ not json", QStringLiteral("notes.txt")));
        QVERIFY(!importer.accepts("{\"a\":1}", QStringLiteral("a.json")));
        QVERIFY(!importer.accepts("<a/>", QStringLiteral("a.xml")));
        QVERIFY(!importer.accepts("{\\rtf1", QStringLiteral("a.txt")));
        QVERIFY(!importer.accepts(QByteArray("a\0b", 3), QStringLiteral("a.txt")));
    }

    void markdownIsTakenApart()
    {
        const auto document = imported<MarkdownImporter>(
            "---\ntitle: \"Market study\"\nauthor: A. Person\ndate: 2024-05-06\n---\n"
            "# Market *size*\n\nGrows by **5 %** &amp; more,\nsee [here](https://example.org).\n\n"
            "- first\n  - inner\n- second\n\n"
            "| Year | Sales |\n|---|---|\n| 2023 | 5 |\n| 2024 | 6 |\n\n"
            "Outlook\n-------\n\n```\ncode here\n```\n\n<div><p>From <b>HTML</b></p></div>\n");
        QVERIFY(document);
        QCOMPARE(
            outline(*document),
            (QStringList{QStringLiteral("Heading 1: Market size"),
                         QStringLiteral("Paragraph: Grows by 5 % & more, see here."), QStringLiteral("ListItem: first"),
                         QStringLiteral("ListItem: inner"), QStringLiteral("ListItem: second"),
                         QStringLiteral("TableRow: Year\tSales"), QStringLiteral("TableRow: 2023\t5"),
                         QStringLiteral("TableRow: 2024\t6"), QStringLiteral("Heading 2: Outlook"),
                         QStringLiteral("Paragraph: code here"), QStringLiteral("Paragraph: From HTML")}));
        QCOMPARE(document->title, QStringLiteral("Market study"));
        QCOMPARE(document->author, QStringLiteral("A. Person"));
        QCOMPARE(document->date, std::optional(QDate(2024, 5, 6)));
        QCOMPARE(document->tables.size(), 1);
        QCOMPARE(document->tables.constFirst().section, QStringLiteral("Market size"));
        QCOMPARE(document->blocks.constLast().section, QStringLiteral("Outlook"));
        QVERIFY(hasSoundOffsets(*document));
    }

    void markdownKeepsItsDepth()
    {
        const auto deep = imported<MarkdownImporter>(QByteArray(10'000, '>') + " deep", QStringLiteral("deep.md"));
        QVERIFY(!deep);
        QCOMPARE(deep.error().code, ErrorCode::Malformed);
        QVERIFY(deep.error().message.contains(QStringLiteral("deep.md")));
    }

    void halvesOfSurrogatePairsAreReplaced()
    {
        // U+1F600, then its halves the wrong way round, in UTF-16.
        const auto document =
            imported<PlainTextImporter>(QByteArray("\xFE\xFF\xD8\x3D\xDE\x00\xDE\x00\xD8\x3D\0\n\0b", 14));
        QVERIFY(document);
        QCOMPARE(document->blocks.constFirst().text, QStringLiteral("😀\uFFFD\uFFFD"));
        QVERIFY(hasSoundOffsets(*document));
    }

    void aCancelledImportSaysSo()
    {
        CancellationSource source;
        source.cancel();
        const auto document = MarkdownImporter().parse("# A", QStringLiteral("a.md"), {}, source.token());
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestTextImporters)
#include "tst_text_importers.moc"
