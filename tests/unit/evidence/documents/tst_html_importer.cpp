// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/html_importer.h"
#include "import_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

class TestHtmlImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAPage()
    {
        const auto document = imported<HtmlImporter>(
            "<!DOCTYPE html><html><head><title>Annual &amp; half-year</title><meta name=author content='B. Writer'>"
            "<meta property='article:published_time' content='2024-02-03T10:00:00Z'>"
            "<style>p{color:red}</style><script>var x = '<p>no</p>';</script></head>"
            "<body><h1>Results</h1><p>Revenue rose<br>by <b>5&nbsp;%</b>.<p>Second &euro; paragraph"
            "<ul><li>One<li>Two <i>items</i></ul><div hidden>secret</div><div style='display: none'>secret</div>"
            "<h2>Outlook</h2>Loose text<br><br>another</body></html>");
        QVERIFY(document);
        QCOMPARE(outline(*document),
                 (QStringList{QStringLiteral("Heading 1: Results"), QStringLiteral("Paragraph: Revenue rose by 5 %."),
                              QStringLiteral("Paragraph: Second € paragraph"), QStringLiteral("ListItem: One"),
                              QStringLiteral("ListItem: Two items"), QStringLiteral("Heading 2: Outlook"),
                              QStringLiteral("Paragraph: Loose text"), QStringLiteral("Paragraph: another")}));
        QCOMPARE(document->title, QStringLiteral("Annual & half-year"));
        QCOMPARE(document->author, QStringLiteral("B. Writer"));
        QCOMPARE(document->date, std::optional(QDate(2024, 2, 3)));
        QCOMPARE(document->blocks.constLast().section, QStringLiteral("Outlook"));
        QVERIFY(hasSoundOffsets(*document));
        QVERIFY(document->warnings.isEmpty());
    }

    void readsTablesWithSpans()
    {
        const auto document = imported<HtmlImporter>(
            "<h2>Segments</h2><table><caption>Sales</caption><tr><th rowspan=2>Region<th colspan=2>Year</tr>"
            "<tr><td>2023<td>2024</tr><tr><td>Europe<td>1,5<td>2</table>");
        QVERIFY(document);
        QCOMPARE(document->tables.size(), 1);
        const auto &table = document->tables.constFirst();
        QCOMPARE(table.name, QStringLiteral("Sales"));
        QCOMPARE(table.section, QStringLiteral("Segments"));
        QCOMPARE(cellsOf(table),
                 (QStringList{QStringLiteral("0,0v2=Region"), QStringLiteral("0,1+2=Year"), QStringLiteral("1,1=2023"),
                              QStringLiteral("1,2=2024"), QStringLiteral("2,0=Europe"), QStringLiteral("2,1=1,5"),
                              QStringLiteral("2,2=2")}));
        QVERIFY(outline(*document).contains(QStringLiteral("TableRow: Region\tYear")));
    }

    void layoutTablesAreNoTables()
    {
        const auto document = imported<HtmlImporter>(
            "<table><tr><td><h1>Page</h1><p>Text</p></td><td><table><tr><td>a<td>b</tr></table></td></tr></table>");
        QVERIFY(document);
        QCOMPARE(outline(*document), (QStringList{QStringLiteral("Heading 1: Page"), QStringLiteral("Paragraph: Text"),
                                                  QStringLiteral("TableRow: a\tb")}));
        QCOMPARE(document->tables.size(), 1);
    }

    void keepsTheMainText()
    {
        const QByteArray text(300, 'x');
        const auto document = imported<HtmlImporter>(
            "<body class=has-sidebar><nav><a href=/>Home</a></nav><div class='cookie-consent'>We use cookies</div>"
            "<ul><li><a>One</a><li><a>Two</a><li><a>Three</a></ul><article><p>"
            + text + "</p></article><div>Around</div><footer>Imprint</footer>");
        QVERIFY(document);
        QCOMPARE(outline(*document), QStringList{QStringLiteral("Paragraph: ") + QString::fromLatin1(text)});
        QCOMPARE(document->warnings.size(), 1);
    }

    void keepsAPageThatIsAllLinks()
    {
        const auto document = imported<HtmlImporter>("<ul><li><a>Alpha</a><li><a>Beta</a><li><a>Gamma</a></ul>");
        QVERIFY(document);
        QCOMPARE(document->blocks.size(), 3);
    }

    void readsEncodings()
    {
        const auto declared = imported<HtmlImporter>("<html><meta charset=shift_jis><p>\x94\x84\x8f\xe3</p>");
        QVERIFY(declared);
        QCOMPARE(declared->blocks.constFirst().text, QStringLiteral("売上"));
    }

    void deepNestingIsAnError()
    {
        QByteArray html;
        for (int i = 0; i < 100'000; ++i)
            html += "<div>";
        const auto document = imported<HtmlImporter>(html, QStringLiteral("deep.html"));
        QVERIFY(!document);
        QCOMPARE(document.error().code, ErrorCode::Malformed);
        QVERIFY(document.error().message.contains(QStringLiteral("deep.html")));
    }

    void hostilePagesEndSoon_data()
    {
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("huge spans")
            << QByteArray("<table>") + QByteArray("<tr><td colspan=999999999 rowspan=999999999>x").repeated(2'000);
        QTest::newRow("unclosed cells") << QByteArray("<table>") + QByteArray("<td>x").repeated(100'000);
        QTest::newRow("open comment") << "<p>a</p><!--" + QByteArray(2'000'000, '-');
        QTest::newRow("attributes") << QByteArray("<p a=b>").repeated(100'000);
        QTest::newRow("bytes") << QByteArray("<\0\xFF\x80<<>&#xFFFFFFF;&#0;&;<p", 24);
        QTest::newRow("entities declared")
            << QByteArray("<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>&b;</p>");
    }

    void hostilePagesEndSoon()
    {
        QFETCH(QByteArray, html);
        ImportLimits limits;
        limits.time = std::chrono::seconds(20);
        const auto document = imported<HtmlImporter>(html, QStringLiteral("x.html"), limits);
        QVERIFY(document || document.error().code == ErrorCode::Malformed);
    }

    void acceptsByContent()
    {
        const HtmlImporter importer;
        QVERIFY(importer.accepts("\n<!-- c --><!DOCTYPE HTML>", QStringLiteral("x.xls")));
        QVERIFY(importer.accepts("<?xml version='1.0'?>\n<html xmlns='x'>", QStringLiteral("x")));
        QVERIFY(importer.accepts("Text <b>first</b>", QStringLiteral("x.htm")));
        QVERIFY(!importer.accepts("<?xml version='1.0'?><rss>", QStringLiteral("x.xml")));
        QVERIFY(!importer.accepts("plain", QStringLiteral("x.html")));
    }
};

QTEST_GUILESS_MAIN(TestHtmlImporter)
#include "tst_html_importer.moc"
