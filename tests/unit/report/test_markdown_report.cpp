// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_renderer.h"
#include "sample_report.h"

#include <QRegularExpression>
#include <QTest>

using namespace consultantos;

class TestMarkdownReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersCarryLabelsThatStandAtTheEnd()
    {
        const auto text = renderMarkdown(test::sampleReport());
        QVERIFY(text.contains(QRegularExpression(QStringLiteral("USD 53,823 M \\\\\\[F\\d\\\\\\]"))));
        static const QRegularExpression label(QStringLiteral("\\\\\\[([FCPK]\\d+)\\\\\\]"));
        int found = 0;
        for (auto matches = label.globalMatch(text); matches.hasNext(); ++found) {
            const auto name = matches.next().captured(1);
            QVERIFY2(text.contains(QStringLiteral("\n- %1: ").arg(name)), qPrintable(name));
        }
        QVERIFY(found > 20);
    }

    void tablesHaveEqualColumns()
    {
        const auto lines = renderMarkdown(test::sampleReport()).split(QLatin1Char('\n'));
        static const QRegularExpression bar(QStringLiteral("(?<!\\\\)\\|"));
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (lines[i].startsWith(QLatin1Char('|')) && lines[i - 1].startsWith(QLatin1Char('|')))
                QCOMPARE(lines[i].count(bar), lines[i - 1].count(bar));
        }
    }

    void evidenceHasNoDigitsOfTheArithmetic()
    {
        auto report = test::sampleReport();
        Computation forecast;
        forecast.id = QStringLiteral("C/forecast");
        forecast.title = QStringLiteral("Revenue, forecast");
        forecast.formula = QStringLiteral("46725781000.00001");
        forecast.value = 46'725'781'000.00001;
        forecast.unit = QStringLiteral("USD");
        report.evidence.add(forecast);
        const auto text = renderMarkdown(report);
        QVERIFY2(text.contains(QStringLiteral("Revenue, forecast,  = 46725781000 USD; ")),
                 qPrintable(text.right(4000)));
    }

    void namesAreNoMarkUp()
    {
        auto report = test::sampleReport();
        report.company.name = QStringLiteral("<script>*x*|[y](z)\n# Title");
        const auto text = renderMarkdown(report);
        QVERIFY(!text.contains(QStringLiteral("<script")));
        QVERIFY(text.startsWith(QStringLiteral("# &lt;script&gt;\\*x\\*\\|\\[y\\](z) \\# Title")));
    }

    void hasEveryFrameworkAndStatement()
    {
        const auto report = test::sampleReport();
        const auto text = renderMarkdown(report);
        QVERIFY(text.contains(QStringLiteral("\n### Income statement, annual (USD, M: millions)\n")));
        QVERIFY(text.contains(QStringLiteral("\n## Executive summary\n")));
        QVERIFY(text.contains(QStringLiteral("not derivable: no market value is given")));
    }

    void documentsAreListedWithTheirPages()
    {
        const auto text = renderMarkdown(test::sampleReport());
        QVERIFY(text.contains(QStringLiteral("\n## Sources\n\n\n### Documents\n\n- Tesla, Inc., 10-K, 2021-12-31 "
                                             "(annual-report.html); 2021-12-31; pages 12, 93 ")));
        QVERIFY(text.contains(QStringLiteral("annual-report.html, Item 1A, page 12, 2021-12-31: A new duty")));
    }

    void revenueIsSplitByPart()
    {
        const auto text = renderMarkdown(test::sampleReport());
        QVERIFY(text.contains(QStringLiteral("\n### Revenue by segment (USD, M: millions)\n")));
        QVERIFY(text.contains(QRegularExpression(QStringLiteral("\\| Automotive \\| 51,034 M [^|]*\\| 94.8 % "))));
        QVERIFY(text.contains(QStringLiteral("\nThe filings name only some of the parts.\n")));
    }
};

QTEST_GUILESS_MAIN(TestMarkdownReport)
#include "test_markdown_report.moc"
