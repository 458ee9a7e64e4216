// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/svg_chart.h"
#include "sample_report.h"

#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

using namespace consultantos;

namespace {

int count(const QString &svg, const QString &element)
{
    int found = 0;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == element)
            ++found;
    }
    return reader.hasError() ? -1 : found;
}

} // namespace

class TestSvgChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forcesShowEachSectionAndSayWhichHasNoScore()
    {
        const auto report = test::sampleReport();
        const auto chart =
            fiveForcesChart(report.framework(QStringLiteral("porter"))->sections, ChartPalette::forPaper());
        QVERIFY(count(chart.svg, QStringLiteral("rect")) >= 5);
        QVERIFY(chart.svg.contains(QStringLiteral("3.6 (3.1 to 4.1)")));
        QVERIFY(QSvgRenderer(chart.svg.toUtf8()).isValid());
    }

    void forcesOfOtherSectionsAreNotDrawn()
    {
        const auto report = test::sampleReport();
        QVERIFY(fiveForcesChart(report.framework(QStringLiteral("swot"))->sections, ChartPalette::forPaper())
                    .svg.isEmpty());
    }

    void canvasLeavesGapsWhereALevelIsMissing()
    {
        const auto report = test::sampleReport();
        const auto chart =
            canvasChart(*report.framework(QStringLiteral("blue_ocean"))->canvas, ChartPalette::forPaper());
        // Tesla has three levels, Ford two with a gap between them.
        QCOMPARE(count(chart.svg, QStringLiteral("circle")), 5);
        QVERIFY(QSvgRenderer(chart.svg.toUtf8()).isValid());
        QVERIFY(canvasChart(Canvas(), ChartPalette::forPaper()).svg.isEmpty());
    }

    void sparklineJoinsNeighboursOnly_data()
    {
        QTest::addColumn<QList<double>>("values"); // negative one: missing
        QTest::addColumn<int>("lines");
        QTest::newRow("none") << QList<double>{} << 0;
        QTest::newRow("one") << QList<double>{1} << 0;
        QTest::newRow("three") << QList<double>{1, 2, 3} << 2;
        QTest::newRow("gap") << QList<double>{1, -1, 3, 4} << 1;
        QTest::newRow("flat") << QList<double>{2, 2} << 1;
    }

    void sparklineJoinsNeighboursOnly()
    {
        QFETCH(QList<double>, values);
        QFETCH(int, lines);
        QList<std::optional<double>> points;
        for (const auto value : values)
            points.append(value < 0 ? std::nullopt : std::optional(value));
        const auto chart = sparkline(points, QStringLiteral("x <y>"), ChartPalette::forBrowser());
        QCOMPARE(chart.svg.isEmpty(), lines == 0);
        if (lines > 0)
            QCOMPARE(count(chart.svg, QStringLiteral("line")), lines);
    }
};

QTEST_MAIN(TestSvgChart)
#include "test_svg_chart.moc"
