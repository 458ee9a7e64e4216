// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_tables.h"
#include "evidence/filings/filing_text_cleaner.h"
#include "filing_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

FilingText textOf(const QByteArray &body)
{
    const auto read = readTestFiling(filing(body));
    return read ? read->text : FilingText();
}

QStringList linesOf(const QByteArray &body)
{
    QStringList lines;
    for (const auto &block : textOf(body).blocks)
        lines.append(block.text);
    return lines;
}

QByteArray row(const QByteArrayList &cells)
{
    return "<tr><td>" + cells.join("</td><td>") + "</td></tr>";
}

} // namespace

class FilingTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textIsWhatAReaderSees_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("lines");
        const auto lines = [](const char *text) { return QString::fromUtf8(text).split(u'|'); };
        QTest::newRow("blocks and runs of blanks")
            << QByteArray("<div>One \n two<div>three</div></div><p>four</p>") << lines("One two|three|four");
        QTest::newRow("spans touch") << QByteArray("<p><span>Re</span><span>venue</span></p>") << lines("Revenue");
        QTest::newRow("spans with a gap") << QByteArray("<p><span>Item 1.</span><span style='padding-left:9pt'>"
                                                        "Business</span></p>")
                                          << lines("Item 1. Business");
        QTest::newRow("line breaks") << QByteArray("<p>one<br/>two<br/><br/>three</p>") << lines("one two|three");
        QTest::newRow("unseen") << QByteArray("<p>a&#8203;b&#173;c</p><p style='display:none'>x</p><script>y</script>")
                                << lines("abc");
        QTest::newRow("unbreakable blanks") << QByteArray("<p>a&#160;&#160;b</p><p>&#160;</p>") << lines("a b");
        QTest::newRow("ornaments") << QByteArray("<p>_____</p><p>a</p><p>&#8212;</p>") << lines("a");
    }

    void textIsWhatAReaderSees()
    {
        QFETCH(QByteArray, body);
        QTEST(linesOf(body), "lines");
    }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *body, BlockKind kind, int level, const char *text) {
            QTest::newRow(name) << QByteArray(body) << int(kind) << level << QString::fromLatin1(text);
        };
        row("h2", "<h2>Outlook</h2>", BlockKind::Heading, 2, "Outlook");
        row("bold capitals", "<p style='font-weight:700'>OUTLOOK</p>", BlockKind::Heading, 2, "OUTLOOK");
        row("bold", "<p><b>Outlook</b></p>", BlockKind::Heading, 3, "Outlook");
        row("bold and slanted", "<p style='font-weight:bold;font-style:italic'>We may fail.</p>", BlockKind::Heading, 4,
            "We may fail.");
        row("underlined", "<p><span style='text-decoration:underline'>Sales</span></p>", BlockKind::Heading, 5,
            "Sales");
        row("slanted sentence", "<p><i>It is so.</i></p>", BlockKind::Paragraph, 0, "It is so.");
        row("partly bold", "<p><b>Sales</b> rose</p>", BlockKind::Paragraph, 0, "Sales rose");
        row("bold number", "<p><b>12</b></p>", BlockKind::Paragraph, 0, "12");
        row("li", "<ul><li>first</li></ul>", BlockKind::ListItem, 0, "first");
        row("bullet", "<p>&#8226;<span style='padding-left:9pt'>first</span></p>", BlockKind::ListItem, 0, "first");
        row("bullet in a table", "<table><tr><td>&#8226;</td><td>first</td></tr></table>", BlockKind::ListItem, 0,
            "first");
        row("number in a table", "<table><tr><td>(a)</td><td>first</td></tr></table>", BlockKind::ListItem, 0,
            "(a) first");
        row("layout table", "<table><tr><td><b>Item 1.</b></td><td><b>Business</b></td></tr></table>",
            BlockKind::Heading, 3, "Item 1. Business");
    }

    void kinds()
    {
        QFETCH(QByteArray, body);
        const auto text = textOf(body);
        QCOMPARE(text.blocks.size(), 1);
        QTEST(int(text.blocks.first().kind), "kind");
        QTEST(text.blocks.first().text, "text");
        if (!body.contains("Item 1.")) // a section's own level is the highest
            QTEST(text.blocks.first().level, "level");
        QVERIFY(text.tables.isEmpty());
    }

    void headingsThatRunIntoTheirParagraphStandAlone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("lines");
        const auto whole = [](const char *name, const char *body, const char *text) {
            QTest::newRow(name) << QByteArray(body) << QStringList(QString::fromUtf8(text));
        };
        QTest::newRow("sentence") << QByteArray("<p><b>We may <i>fail</i>.</b> If we fail, we lose.</p>")
                                  << QStringList(
                                         {QStringLiteral("We may fail."), QStringLiteral("If we fail, we lose.")});
        QTest::newRow("blank within") << QByteArray("<p><b>We may fail. </b>If we fail, we lose.</p>")
                                      << QStringList(
                                             {QStringLiteral("We may fail."), QStringLiteral("If we fail, we lose.")});
        whole("no sentence", "<p><b>Acme Anvils</b> makes anvils.</p>", "Acme Anvils makes anvils.");
        whole("short", "<p><b>Note:</b> it is so.</p>", "Note: it is so.");
        whole("later", "<p>Now <b>we may fail.</b> So it is.</p>", "Now we may fail. So it is.");
        whole("of a list", "<ul><li><b>We may fail.</b> So it is.</li></ul>", "We may fail. So it is.");
    }

    void headingsThatRunIntoTheirParagraphStandAlone()
    {
        QFETCH(QByteArray, body);
        QTEST(linesOf(body), "lines");
    }

    void tablesKeepWhatBelongsTogether()
    {
        const auto number = [](const QByteArray &text, const QByteArray &attributes = {}) {
            return "<ix:nonFraction contextRef='year' unitRef='usd' name='us-gaap:Revenues' "
                   "format='ixt:num-dot-decimal' scale='6' "
                   + attributes + ">" + text + "</ix:nonFraction>";
        };
        const auto text = textOf("<p><b>Revenue by region</b></p><table>"
                                 "<tr><td colspan='3'></td><td colspan='6'>Year Ended December 31,</td></tr>"
                                 "<tr><td colspan='3'></td><td colspan='3'>2023</td><td colspan='3'>2022</td></tr>"
                                 "<tr><td colspan='3'>East</td><td>$</td><td>"
                                 + number("96")
                                 + "</td><td></td><td>$</td>"
                                   "<td>("
                                 + number("5", "sign='-'")
                                 + "</td><td>)</td></tr>"
                                   "<tr><td colspan='3'>&#160;</td></tr>"
                                   "<tr><td colspan='3'>Growth</td><td colspan='2'>12</td><td>%</td><td colspan='2'>"
                                   "&#8212;</td><td>%</td></tr></table>");
        QCOMPARE(text.tables.size(), 1);
        const auto &table = text.tables.first();
        QCOMPARE(table.name, QStringLiteral("Revenue by region"));
        QStringList cells;
        for (const auto &cell : table.cells)
            cells.append(
                QStringLiteral("%1,%2+%3 %4").arg(cell.row).arg(cell.column).arg(cell.columnSpan).arg(cell.text));
        const QStringList expected{QStringLiteral("0,1+2 Year Ended December 31,"),
                                   QStringLiteral("1,1+1 2023"),
                                   QStringLiteral("1,2+1 2022"),
                                   QStringLiteral("2,0+1 East"),
                                   QStringLiteral("2,1+1 $96"),
                                   QStringLiteral("2,2+1 $(5)"),
                                   QStringLiteral("3,0+1 Growth"),
                                   QStringLiteral("3,1+1 12%"),
                                   QStringLiteral("3,2+1 \u2014%")};
        QCOMPARE(cells, expected);
        QCOMPARE(table.cells[4].value, std::optional(96e6));
        QCOMPARE(table.cells[5].value, std::optional(-5e6));
        QVERIFY(!table.cells[7].value);
        QCOMPARE(text.blocks[3].text, QStringLiteral("East\t$96\t$(5)"));
        QCOMPARE(text.blocks[3].kind, BlockKind::TableRow);
    }

    void rowSpansPushCells()
    {
        const auto text = textOf("<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr>" + row({"d", "e"})
                                 + "</table>");
        QCOMPARE(text.tables.size(), 1);
        QCOMPARE(text.tables[0].cells[2].text, QStringLiteral("c"));
        QCOMPARE(text.tables[0].cells[2].column, 1);
    }

    void absurdSpansAreCapped()
    {
        const auto text = textOf("<table><tr><td colspan='2000000000' rowspan='2000000000'>a</td><td>b</td></tr>"
                                 + row({"c", "d"}) + "</table>");
        QCOMPARE(text.tables.size(), 1);
        QVERIFY(text.tables[0].cells.last().column < 10);
    }

    void tablesInTablesAreBothKept()
    {
        const auto inner = "<table>" + row({"a", "b"}) + row({"c", "d"}) + "</table>";
        const auto text = textOf("<table>" + row({"x", inner}) + row({"y", "z"}) + row({"v", "w"}) + "</table>");
        QCOMPARE(text.tables.size(), 2);
    }

    void tablesAreNamedByTheNoteTheyStandIn()
    {
        const auto text = textOf("<ix:nonNumeric contextRef='year' name='us-gaap:SegmentReportingDisclosureTextBlock' "
                                 "continuedAt='next'><p>Segments</p></ix:nonNumeric><p>Between</p>"
                                 "<ix:continuation id='next'><table>"
                                 + row({"East", "1"}) + row({"West", "2"}) + "</table></ix:continuation>");
        QCOMPARE(text.tables.size(), 1);
        QCOMPARE(text.tables[0].name, QStringLiteral("Segment Reporting Disclosure"));
        QCOMPARE(filingTableKind(text.tables[0]), FilingTableKind::Segments);
    }

    void tableKinds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("label");
        QTest::addColumn<FilingTableKind>("kind");
        QTest::newRow("segments") << QStringLiteral("Segment results") << QStringLiteral("East")
                                  << FilingTableKind::Segments;
        QTest::newRow("geography") << QStringLiteral("Long Lived Assets By Geographic Areas") << QStringLiteral("Home")
                                   << FilingTableKind::Geography;
        QTest::newRow("customers") << QStringLiteral("Schedules Of Concentration Of Risk By Risk Factor")
                                   << QStringLiteral("Customer A") << FilingTableKind::CustomerConcentration;
        QTest::newRow("places in the rows")
            << QStringLiteral("Revenue") << QStringLiteral("China (1)") << FilingTableKind::Geography;
        QTest::newRow("places of taxes") << QStringLiteral("Components of income tax") << QStringLiteral("China")
                                         << FilingTableKind::Other;
        QTest::newRow("other") << QStringLiteral("Leases") << QStringLiteral("Assets") << FilingTableKind::Other;
    }

    void tableKinds()
    {
        QFETCH(QString, name);
        QFETCH(QString, label);
        Table table;
        table.name = name;
        for (int i = 0; i < 2; ++i) {
            TableCell cell;
            cell.row = i;
            cell.text = i == 0 ? label : QStringLiteral("Japan");
            table.cells.append(cell);
        }
        if (label == QLatin1String("Assets"))
            table.cells.last().text = QStringLiteral("Liabilities");
        QTEST(filingTableKind(table), "kind");
    }

    void runningLinesGo()
    {
        QByteArray body;
        for (int page = 1; page <= 10; ++page) {
            const QByteArray number = QByteArray::number(page);
            body += "<p>Acme Anvils</p><p>Chapter " + QByteArray(1, char('a' + page)) + "</p><p>" + number
                    + "</p><hr style='page-break-after:always'/>";
        }
        QStringList expected;
        for (int page = 1; page <= 10; ++page)
            expected.append(QStringLiteral("Chapter ") + QChar(u'a' + page));
        QCOMPARE(linesOf(body), expected);
    }

    void linesOfFewPagesStay()
    {
        const auto lines = linesOf("<p>Acme</p><p>1</p><hr style='page-break-after:always'/><p>Acme</p><p>2</p>");
        QCOMPARE(lines.size(), 4);
    }

    void aSentenceCutByAPageIsWhole()
    {
        const QByteArray pageBreak = "<hr style='page-break-after:always'/>";
        QCOMPARE(linesOf("<p>This is cut</p>" + pageBreak + "<p>by a page.</p><p>next</p>"),
                 QStringList({QStringLiteral("This is cut by a page."), QStringLiteral("next")}));
        QCOMPARE(linesOf("<p>This ends.</p>" + pageBreak + "<p>and a new one</p>").size(), 2);
        QCOMPARE(linesOf("<p>This is cut</p>" + pageBreak + "<p>A new one</p>").size(), 2);
        const auto longLine = QByteArray("It goes on ").repeated(20) + "as of";
        QCOMPARE(linesOf("<p>" + longLine + "</p>" + pageBreak + "<p>December 31, 2023.</p>").size(), 1);
        const auto text = textOf("<p>This is cut</p>" + pageBreak + "<p>by a page.</p>");
        QCOMPARE(text.blocks.first().page, 1);
    }

    void tablesKeepTheirPlaceWhenLinesGo()
    {
        const QByteArray pageBreak = "<hr style='page-break-after:always'/>";
        QByteArray body;
        for (int page = 0; page < 8; ++page)
            body += "<p>Acme Anvils</p>" + pageBreak;
        const auto read = readTestFiling(filing(body + "<p>ITEM 8. STATEMENTS</p><p>____</p><table>" + row({"a", "1"})
                                                + row({"b", "2"}) + "</table>"));
        QVERIFY(read);
        QCOMPARE(read->text.tables.size(), 1);
        QCOMPARE(read->text.tables.first().section, QStringLiteral("Item 8"));
        QCOMPARE(read->text.blocks[read->text.tableStarts.first()].text, QStringLiteral("a\t1"));
    }

    void offsetsCountCodePoints()
    {
        const auto text = textOf("<p>a&#x1F527;b</p><p>c</p>");
        QCOMPARE(text.blocks[0].text.size(), 4);
        QCOMPARE(text.blocks[1].offset, 4);
    }
};

QTEST_GUILESS_MAIN(FilingTextTest)
#include "tst_filing_text.moc"
