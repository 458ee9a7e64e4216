// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_renderer.h"
#include "sample_report.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace consultantos;

namespace {

QStringList captures(const QString &text, const QString &pattern)
{
    QStringList found;
    const QRegularExpression expression(pattern);
    for (auto matches = expression.globalMatch(text); matches.hasNext();)
        found.append(matches.next().captured(1));
    return found;
}

QStringList tags(const QString &html, const QString &name)
{
    return captures(html, QStringLiteral("(<%1[ >])").arg(name));
}

} // namespace

class TestHtmlReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLinkLeadsToAnEntryOfThePage()
    {
        const auto html = renderHtml(test::sampleReport());
        const auto ids = captures(html, QStringLiteral(" id=\"([^\"]+)\""));
        const QSet<QString> targets(ids.begin(), ids.end());
        QCOMPARE(targets.size(), ids.size());
        const auto links = captures(html, QStringLiteral("href=\"#([^\"]+)\""));
        QVERIFY(links.size() > 50);
        for (const auto &link : links)
            QVERIFY2(targets.contains(link), qPrintable(link));
    }

    void everyNumberOfAClaimIsALink()
    {
        const auto report = test::sampleReport();
        const auto html = renderHtml(report);
        qsizetype numbers = 0;
        for (const auto &claim : report.claims())
            numbers += claim.numbers.size();
        QVERIFY(numbers > 0);
        QVERIFY(html.count(QStringLiteral("<a class=\"n\"")) >= numbers);
        QVERIFY(html.contains(QRegularExpression(
            QStringLiteral("<a class=\"n\" href=\"#ev-f\\d+\" title=\"F\\d+\">USD&nbsp;53,823&nbsp;M</a>"))));
        QVERIFY(html.contains(
            QRegularExpression(QStringLiteral("<a class=\"n\" href=\"#ev-c\\d+\" title=\"C\\d+\">25.3&nbsp;%</a>"))));
    }

    void showsFormulaInputsAndFiling()
    {
        const auto html = renderHtml(test::sampleReport());
        QVERIFY(html.contains(QStringLiteral("<code>gross_profit / revenue</code>")));
        QVERIFY(html.contains(QStringLiteral("0000950170-22-000796")));
        QVERIFY(html.contains(QStringLiteral("https://www.sec.gov/Archives/edgar/data/1318605/000095017022000796/")));
        QVERIFY(html.contains(QStringLiteral("earlier 31500000000 in 10-K 2021-02-08, 0001564590-21-004599")));
    }

    void loadsNothing()
    {
        const auto html = renderHtml(test::sampleReport());
        QVERIFY(!html.contains(QStringLiteral("<script")));
        QVERIFY(!html.contains(QStringLiteral("<link")));
        QVERIFY(!html.contains(QStringLiteral("src=")));
        QVERIFY(!html.contains(QStringLiteral("@import")));
        QVERIFY(!html.contains(QStringLiteral("url(")));
    }

    void isWellFormed()
    {
        auto html = renderHtml(test::sampleReport());
        html.remove(QStringLiteral("<!DOCTYPE html>"));
        html.replace(QRegularExpression(QStringLiteral("<(meta|br)([^>]*)>")), QStringLiteral("<\\1\\2/>"));
        html.replace(QStringLiteral("&nbsp;"), QStringLiteral(" "))
            .replace(QStringLiteral("&ndash;"), QStringLiteral("-"));
        QXmlStreamReader reader(html);
        while (!reader.atEnd())
            reader.readNext();
        QVERIFY2(!reader.hasError(),
                 qPrintable(QStringLiteral("%1 at line %2").arg(reader.errorString()).arg(reader.lineNumber())));
    }

    void namesAreHarmless_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("script") << QStringLiteral("<script>alert(1)</script>");
        QTest::newRow("attribute") << QStringLiteral("\" onmouseover=\"alert(1)");
        QTest::newRow("entity") << QStringLiteral("&lt;b&gt; & <b>");
        QTest::newRow("control") << QStringLiteral("A\u0000\u0007B<i>").replace(QChar(0), QStringLiteral(""));
    }

    void namesAreHarmless()
    {
        QFETCH(QString, name);
        auto report = test::sampleReport();
        const auto plain = renderHtml(report);
        report.company.name = name;
        report.company.legalName = name;
        report.request.question = name;
        report.request.context = name;
        report.summary.limits = {name};
        report.summary.risks.first().text = name;
        report.summary.risks.first().numbers.clear();
        report.frameworks.first().title = name;
        report.frameworks.last().canvas->lines.first().company = name;
        report.frameworks.first().sections.first().items.first().fields.insert(QStringLiteral("note"), name);
        report.dataRequests.first().subject = name;
        report.agents.first().error = name;
        const auto html = renderHtml(report);
        QVERIFY(!html.contains(QStringLiteral("<script")));
        QVERIFY(!html.contains(QStringLiteral("\" onmouseover=\"")));
        for (const auto *tag : {"b", "i", "script"})
            QCOMPARE(tags(html, QLatin1String(tag)).size(), tags(plain, QLatin1String(tag)).size());
    }

    void hasHeadingsTableHeadersAndWordsForDrawings()
    {
        const auto html = renderHtml(test::sampleReport());
        QCOMPARE(tags(html, QStringLiteral("h1")).size(), 1);
        QCOMPARE(tags(html, QStringLiteral("nav")).size(), 1);
        QCOMPARE(tags(html, QStringLiteral("main")).size(), 1);
        QVERIFY(html.contains(QStringLiteral("<html lang=\"en\">")));
        for (const auto &svg : captures(html, QStringLiteral("(<svg[^>]*>)"))) {
            QVERIFY2(svg.contains(QStringLiteral("role=\"img\"")), qPrintable(svg));
            QVERIFY2(svg.contains(QRegularExpression(QStringLiteral("aria-label=\"[^\"]+\""))), qPrintable(svg));
        }
        for (const auto &head : captures(html, QStringLiteral("(<th[ >])")))
            QCOMPARE(head, QStringLiteral("<th "));
        // No heading skips a level.
        int last = 1;
        for (const auto &level : captures(html, QStringLiteral("<h(\\d)"))) {
            QVERIFY2(level.toInt() <= last + 1, qPrintable(level));
            last = level.toInt();
        }
    }

    void drawsForcesCanvasAndCourses()
    {
        const auto html = renderHtml(test::sampleReport());
        QVERIFY(html.contains(QStringLiteral("aria-label=\"Five forces diagram\"")));
        QVERIFY(html.contains(QStringLiteral("aria-label=\"Strategy canvas\"")));
        QVERIFY(html.contains(QStringLiteral("aria-label=\"Course of Revenue\"")));
        QVERIFY(html.contains(QStringLiteral("aria-label=\"SWOT matrix\"")));
        QVERIFY(html.contains(QStringLiteral("aria-label=\"TOWS matrix\"")));
    }

    void saysWhatIsNotDerivable()
    {
        const auto html = renderHtml(test::sampleReport());
        QVERIFY(html.contains(QStringLiteral("not derivable: no market value is given")));
        QVERIFY(html.contains(QStringLiteral("not derivable: no figure of this kind is filed")));
        QVERIFY(html.contains(QStringLiteral("not derivable: no document names it")));
    }

    void showsFrameworksItDoesNotKnow()
    {
        auto report = test::sampleReport();
        report.frameworks.first().id = QStringLiteral("value_chain");
        report.frameworks.first().title = QStringLiteral("Value chain");
        const auto html = renderHtml(report);
        QVERIFY(html.contains(QStringLiteral("id=\"fw-value_chain\"")));
        QVERIFY(html.contains(QStringLiteral("Rivalry")));
    }

    void damagedSpansLeaveTheTextWhole()
    {
        auto report = test::sampleReport();
        auto &answer = *report.summary.answer;
        answer.numbers.first().start = 100'000;
        answer.numbers.last().length = -1;
        QVERIFY(renderHtml(report).contains(QStringLiteral("Gross margin rose to 25.3 %")));
    }

    void anEmptyReportIsAPage()
    {
        Report report;
        report.request.company = QStringLiteral("Nobody");
        const auto html = renderHtml(report);
        QVERIFY(html.contains(QStringLiteral("<h1>Nobody</h1>")));
        QVERIFY(html.endsWith(QStringLiteral("</html>\n")));
    }

    void equalReportsAreEqualBytes() { QCOMPARE(renderHtml(test::sampleReport()), renderHtml(test::sampleReport())); }

    void documentsAndPartsOfRevenueAreShown()
    {
        const auto html = renderHtml(test::sampleReport());
        QVERIFY(html.contains(QStringLiteral("<th scope=\"row\">Tesla, Inc., 10-K, 2021-12-31 (annual-report.html)</th>"
                                             "<td>2021-12-31</td><td>pages 12, 93</td><td>Item 1A</td>")));
        QVERIFY(html.contains(QStringLiteral("Revenue by segment (USD, M: millions)")));
        QVERIFY(html.contains(QStringLiteral("<th scope=\"row\">Automotive</th>")));
        QVERIFY(html.contains(QStringLiteral("annual-report.html, page 93")));
        QVERIFY(
            html.contains(QStringLiteral("<td>annual-report.html</td><td>Item 1A</td><td>12</td><td>2021-12-31</td>")));
    }
};

QTEST_GUILESS_MAIN(TestHtmlReport)
#include "test_html_report.moc"
