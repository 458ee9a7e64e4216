// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/driver_fan.h"
#include "performance/span_bars.h"
#include "performance/time_chart.h"
#include "report/line_chart.h"
#include "scenarios/decision_picture.h"
#include "scenarios/range_bars.h"
#include "widgets/chart_frame.h"
#include "widgets/chart_table.h"
#include "widgets/chart_table_model.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QChartView>
#include <QHBoxLayout>
#include <QLabel>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace consultantos;

namespace {

ChartTable revenue()
{
    ChartTable table;
    table.rowsTitle = QStringLiteral("Year");
    table.rows = {QStringLiteral("2020"), QStringLiteral("2021"), QStringLiteral("2022"), QStringLiteral("2023")};
    table.columns = {{QStringLiteral("Revenue"), {31.5, std::nullopt, 81.5, 96.8}}};
    return table;
}

QString description(QWidget &widget)
{
    return QAccessible::queryAccessibleInterface(&widget)->text(QAccessible::Description);
}

QAbstractButton *switchOf(const ChartFrame &frame)
{
    return frame.findChild<QAbstractButton *>(QStringLiteral("chartAsTable"));
}

} // namespace

/// Every chart can be read: its numbers as a table, and what they say aloud.
class TestCharts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSequenceIsToldFromItsLastValueToWhatIsMissing();
    void categoriesAreToldByTheirExtremesAndOneByOne();
    void trends_data();
    void trends();
    void nothingIsSaidOfNothing();
    void theModelIsAModel();
    void aChartIsAChartToAScreenReader();
    void theSwitchShowsTheTableByKeyboardAndBack();
    void aChosenPlaceIsToldInPlaceOfTheSummary();
    void barsSayTheirWidest();
    void aChartWithoutValuesSaysSo();
    void labelsOfBarsHaveTheRoomThatThereIs();
    void valuesAtTheRightEdgeAreWhole();
    void periodsThatRunTogetherAreLeftOut();
    void theFanSaysItsInterval();
};

void TestCharts::aSequenceIsToldFromItsLastValueToWhatIsMissing()
{
    QCOMPARE(
        spokenSummary(revenue()),
        QStringLiteral("Revenue: 96.8 at 2023, from 31.5 at 2020, rising; highest 96.8 at 2023, lowest 31.5 at 2020; "
                       "1 value(s) missing"));
    auto table = revenue();
    table.columns[0].values = {std::nullopt, 5.0, std::nullopt, std::nullopt};
    QCOMPARE(spokenSummary(table), QStringLiteral("Revenue: 5 at 2021"));
    table.columns[0].values = {4.0, 4.0, 4.0, 4.0};
    QCOMPARE(spokenSummary(table), QStringLiteral("Revenue: 4 at 2023, from 4 at 2020, without a trend"));
    table.columns[0].values = {std::nullopt, std::nullopt, std::nullopt, std::nullopt};
    QCOMPARE(spokenSummary(table), QStringLiteral("Revenue: no values"));
    table.columns[0].isSpoken = false;
    QCOMPARE(spokenSummary(table), QString());
}

void TestCharts::categoriesAreToldByTheirExtremesAndOneByOne()
{
    auto table = revenue();
    table.order = ChartTable::Order::Categories;
    table.columns[0].text = [](double value) { return QStringLiteral("%1 bn").arg(value); };
    QCOMPARE(spokenSummary(table), QStringLiteral("Revenue: highest 96.8 bn at 2023, lowest 31.5 bn at 2020\n"
                                                  "2020: 31.5 bn\n2021: –\n2022: 81.5 bn\n2023: 96.8 bn"));
    // So many that nobody would listen to the end: the table has them.
    for (int more = 0; more < 20; ++more) {
        table.rows.append(QStringLiteral("more"));
        table.columns[0].values.append(50.0);
    }
    QCOMPARE(spokenSummary(table), QStringLiteral("Revenue: highest 96.8 bn at 2023, lowest 31.5 bn at 2020"));
}

void TestCharts::trends_data()
{
    QTest::addColumn<QList<std::optional<double>>>("values");
    QTest::addColumn<int>("trend");
    using Values = QList<std::optional<double>>;
    QTest::newRow("rising") << Values{1.0, 2.0, 2.5, 4.0} << int(ChartTrend::Rising);
    QTest::newRow("falling, with a gap") << Values{9.0, std::nullopt, 4.0, 1.0} << int(ChartTrend::Falling);
    QTest::newRow("up and down") << Values{1.0, 9.0, 1.0, 9.0, 1.0, 9.0, 1.0} << int(ChartTrend::None);
    QTest::newRow("a peak") << Values{0.0, 0.0, 10.0, 0.0, 0.0} << int(ChartTrend::None);
    QTest::newRow("one") << Values{3.0} << int(ChartTrend::None);
    QTest::newRow("none") << Values{} << int(ChartTrend::None);
    QTest::newRow("flat") << Values{3.0, 3.0} << int(ChartTrend::None);
    QTest::newRow("below zero") << Values{-9.0, -5.0, -1.0} << int(ChartTrend::Rising);
}

void TestCharts::trends()
{
    QFETCH(QList<std::optional<double>>, values);
    QFETCH(int, trend);
    QCOMPARE(int(trendOf(values)), trend);
}

void TestCharts::nothingIsSaidOfNothing()
{
    QCOMPARE(spokenSummary({}), QString());
    QCOMPARE(revenue().cell(9, 0), QString());
    QCOMPARE(revenue().cell(1, 0), QStringLiteral("–"));
    auto *bars = new SpanBars(QStringLiteral("Bars"), QStringLiteral("Nothing has run yet."));
    ChartFrame frame(bars);
    frame.show();
    QCOMPARE(description(*bars), QStringLiteral("Nothing has run yet."));
    QVERIFY(!switchOf(frame)->isVisible());
}

void TestCharts::theModelIsAModel()
{
    ChartTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable(revenue());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Year"));
    QCOMPARE(model.index(3, 1).data().toString(), QStringLiteral("96.8"));
    auto other = revenue();
    other.columns[0].values[3] = 100.0;
    model.setTable(other);
    QCOMPARE(model.index(3, 1).data().toString(), QStringLiteral("100"));
    model.setTable({});
    QCOMPARE(model.rowCount(), 0);
}

void TestCharts::aChartIsAChartToAScreenReader()
{
    LineChart chart;
    chart.setData(QStringLiteral("Margin"), {QStringLiteral("FY2022"), QStringLiteral("FY2023")},
                  {{QStringLiteral("Tesla"), {25.6, 18.2}}}, QStringLiteral("%.1f"));
    chart.show();
    auto *spoken = QAccessible::queryAccessibleInterface(&chart);
    QCOMPARE(spoken->role(), QAccessible::Chart);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Margin"));
    QCOMPARE(spoken->childCount(), 0);
    QVERIFY2(description(chart).startsWith(QStringLiteral("Tesla: 18.2 at FY2023, from 25.6 at FY2022, falling")),
             qPrintable(description(chart)));
}

void TestCharts::theSwitchShowsTheTableByKeyboardAndBack()
{
    QWidget window;
    auto *chart = new TimeChart(TimeChart::Kind::Points, ChartQuantity::Seconds, QStringLiteral("Times"));
    const auto now = QDateTime::currentDateTimeUtc();
    chart->setData({now, now.addSecs(5)}, {{QStringLiteral("P50"), {0.5, 2.0}}});
    auto *frame = new ChartFrame(chart);
    auto *row = new QHBoxLayout(&window);
    row->addWidget(frame);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *button = switchOf(*frame);
    QCOMPARE(QAccessible::queryAccessibleInterface(button)->text(QAccessible::Name),
             QStringLiteral("Show as a table: Times"));
    QCOMPARE(description(*button), chart->summary());
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Tab);
    QVERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(frame->showsTable());
    auto *table = frame->findChild<QTableView *>(QStringLiteral("chartTable"));
    QVERIFY(table->isVisible());
    QVERIFY(!chart->isVisible());
    QCOMPARE(table->accessibleName(), QStringLiteral("Times"));
    QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("2.0 s"));
    // New values come into the table that is shown.
    chart->setData({now, now.addSecs(5)}, {{QStringLiteral("P50"), {0.5, 4.0}}});
    QCOMPARE(table->model()->index(1, 1).data().toString(), QStringLiteral("4.0 s"));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(!frame->showsTable());
    QVERIFY(chart->isVisible());
    QVERIFY(chart->hasFocus());
    // The context menu has the same switch.
    QCOMPARE(chart->actions().size(), 1);
    chart->actions().first()->trigger();
    QVERIFY(frame->showsTable());
    QVERIFY(button->isChecked());
}

void TestCharts::aChosenPlaceIsToldInPlaceOfTheSummary()
{
    TimeChart chart(TimeChart::Kind::Points, ChartQuantity::Seconds, QStringLiteral("Times"));
    chart.resize(600, 300);
    const auto now = QDateTime::currentDateTimeUtc();
    chart.setData({now, now.addSecs(5)}, {{QStringLiteral("P50"), {0.5, 2.0}}});
    chart.show();
    QTest::keyClick(&chart, Qt::Key_Home);
    QCOMPARE(description(chart), chart.textAt(0));
    QVERIFY(chart.summary() != chart.textAt(0));
}

void TestCharts::barsSayTheirWidest()
{
    RangeBars bars(QStringLiteral("Tornado"));
    bars.setRows(
        {{QStringLiteral("Price"), 80, 120, {}, {}, false}, {QStringLiteral("Volume"), 60, 130, {}, {}, false}}, {},
        100.0);
    QVERIFY2(bars.summary().startsWith(QStringLiteral("Around 100\nWidest: Volume\n")), qPrintable(bars.summary()));
    QVERIFY(bars.summary().contains(QStringLiteral("Volume: From 60, To 130")));
    bars.setRows({}, {});
    QCOMPARE(bars.summary(), QString());
}

void TestCharts::aChartWithoutValuesSaysSo()
{
    TimeChart chart(TimeChart::Kind::Stacked, ChartQuantity::PerMinute, QStringLiteral("Requests"));
    chart.resize(600, 300);
    chart.show();
    const auto *words = chart.findChild<QLabel *>(QStringLiteral("nothingToDraw"));
    const auto *view = chart.findChild<QChartView *>();
    const auto now = QDateTime::currentDateTimeUtc();
    chart.setData({now, now.addSecs(5)}, {{QStringLiteral("Done"), {std::nullopt, std::nullopt}}});
    QCOMPARE(words->text(), QStringLiteral("Nothing was measured in this time."));
    QVERIFY(words->isVisible());
    QVERIFY(!view->isVisible());
    QCOMPARE(description(chart), words->text());
    QVERIFY(chart.table().isEmpty());
    chart.setData({now, now.addSecs(5)}, {{QStringLiteral("Done"), {0.0, std::nullopt}}});
    QCOMPARE(words->text(), QStringLiteral("Zero all of this time."));
    QTest::keyClick(&chart, Qt::Key_Home);
    QCOMPARE(description(chart), chart.textAt(0));
    chart.setData({now, now.addSecs(5)}, {{QStringLiteral("Done"), {0.0, 3.0}}});
    QVERIFY(view->isVisible());
    QVERIFY(!words->isVisible());
    QCOMPARE(chart.emptyText(), QString());
    // No look-up answered is a share of its own.
    TimeChart share(TimeChart::Kind::Stacked, ChartQuantity::Share, QStringLiteral("Hits"));
    share.setData({now, now.addSecs(5)}, {{QStringLiteral("Level 1"), {0.0, 0.0}}});
    QCOMPARE(share.emptyText(), QString());
}

void TestCharts::labelsOfBarsHaveTheRoomThatThereIs()
{
    RangeBars bars(QStringLiteral("Tornado"));
    // Long, as German compounds are; a bold one is wider than its letters by themselves.
    const auto label = QStringLiteral("Durchschnittlicher Nettoverkaufspreis je Fahrzeug");
    const auto strong = QStringLiteral("Unternehmenswert-zu-Umsatz-Verhältnis der Vergleichsgruppe");
    bars.setRows({{label, 80, 120, {}, {}, false}, {strong, 60, 130, {}, {}, true}}, {}, 100.0);
    const int letter = bars.fontMetrics().averageCharWidth();
    auto bold = bars.font();
    bold.setBold(true);
    const int needed = QFontMetrics(bold).horizontalAdvance(strong);
    bars.resize(std::max(needed * 2, letter * 100), 200);
    QCOMPARE(bars.shownLabel(0), label);
    QCOMPARE(bars.shownLabel(1), strong);
    // Where there is none, the bars keep theirs.
    bars.resize(needed, 200);
    QVERIFY2(bars.shownLabel(1) != strong, qPrintable(bars.shownLabel(1)));
    QVERIFY(QFontMetrics(bold).horizontalAdvance(bars.shownLabel(1)) <= bars.width() * 3 / 5);
    // It asks for what it needs.
    QVERIFY(bars.sizeHint().width() > letter * 50);
}

void TestCharts::valuesAtTheRightEdgeAreWhole()
{
    // Whatever is drawn beyond the edge is lost: nothing may reach it.
    const auto isFree = [](QWidget &widget) {
        const auto picture = widget.grab().toImage();
        const auto ground = picture.pixel(picture.width() - 1, 0);
        for (int y = 0; y < picture.height(); ++y) {
            if (picture.pixel(picture.width() - 1, y) != ground)
                return false;
        }
        return true;
    };
    RangeBars bars(QStringLiteral("Football field"));
    bars.setRows({{QStringLiteral("Cash flows"), 68.9, 151.3, {}, {}, false},
                  {QStringLiteral("P/E of the industry"), 456.3, 456.3, {}, {}, false}},
                 QStringLiteral("USD"));
    bars.resize(460, bars.sizeHint().height());
    QVERIFY(isFree(bars));

    DecisionTree tree;
    tree.unit = QStringLiteral("barrels of crude oil, at the well");
    tree.root.kind = DecisionNode::Kind::Decision;
    DecisionNode end;
    end.value = -1.2e6;
    tree.root.branches = {{QStringLiteral("Drill"), 0, 0, end}, {QStringLiteral("Wait"), 0, 0, {}}};
    DecisionPicture picture;
    picture.setTree(tree);
    picture.resize(picture.minimumSizeHint());
    QVERIFY(isFree(picture));
}

void TestCharts::periodsThatRunTogetherAreLeftOut()
{
    QStringList years;
    LineChart::Line line{QStringLiteral("Margin"), {}};
    for (int year = 2019; year <= 2024; ++year) {
        years.append(QStringLiteral("exercice %1").arg(year));
        line.values.append(year - 2018.0);
    }
    LineChart chart;
    chart.resize(1200, 400);
    chart.show();
    chart.setData(QStringLiteral("Margin"), years, {line}, QStringLiteral("%.0f"));
    QCOMPARE(chart.shownPlaces(), 6);
    chart.resize(400, 400);
    QTRY_VERIFY2(chart.shownPlaces() < 6, "six labels don't fit side by side");
    QVERIFY(chart.shownPlaces() >= 2);
    chart.resize(1200, 400);
    QTRY_COMPARE(chart.shownPlaces(), 6);
}

void TestCharts::theFanSaysItsInterval()
{
    DriverFan fan;
    fan.show(QStringLiteral("Revenue"), {}, QStringLiteral("2024"), 100.0,
             {{QStringLiteral("2025"), 110, 100, 120, 95, 125, {}, false},
              {QStringLiteral("2026"), 120, 105, 140, 100, 150, {}, false}});
    QVERIFY2(fan.summary().startsWith(QStringLiteral("Revenue, 2026: 120, eight of ten draws between 105 and 140")),
             qPrintable(fan.summary()));
    QVERIFY(fan.summary().contains(QStringLiteral("from 100 at 2024, rising")));
    QCOMPARE(fan.table().columns.size(), 5);
    fan.show({}, {}, {}, {}, {});
    QCOMPARE(fan.summary(), QString());
}

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
