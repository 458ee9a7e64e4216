// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "forecast/backtest_table_model.h"
#include "forecast/decomposition_chart.h"
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_export.h"
#include "forecast/forecast_words.h"
#include "forecast/method_table_model.h"
#include "forecast/series_list_model.h"
#include "forecast/step_table_model.h"
#include "forecast/table_series.h"
#include "office_fixture.h"
#include "sample_series.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;
using namespace consultantos::forecasting;

namespace {

constexpr auto Tested = QAbstractItemModelTester::FailureReportingMode::QtTest;

QList<QList<SeriesCell>> cells(const QString &table)
{
    QList<QList<SeriesCell>> rows;
    const auto lines = table.split(QLatin1Char('\n'));
    for (const auto &line : lines) {
        QList<SeriesCell> row;
        const auto fields = line.split(QLatin1Char('\t'));
        for (const auto &field : fields)
            row.append({field, field});
        rows.append(row);
    }
    return rows;
}

/// A controller on a pool of its own with the sample's series.
struct Forecasts {
    explicit Forecasts(int columns, bool hasFaults = false)
    {
        pool.setMaxThreadCount(3);
        const auto series = seriesOfText(test::sampleSeriesTable(columns, hasFaults), {});
        if (!series)
            qFatal("%s", qPrintable(series.error().toText()));
        std::vector<ForecastEntry> entries;
        for (const auto &one : *series) {
            ForecastEntry entry;
            entry.raw = one;
            entries.push_back(entry);
        }
        controller.setEntries(std::move(entries));
    }
    ~Forecasts() { pool.waitForDone(); }

    bool finish(int milliseconds = 60'000)
    {
        return QTest::qWaitFor([this] { return !controller.isRunning(); }, milliseconds);
    }

    QThreadPool pool;
    ForecastController controller{&pool};
};

} // namespace

class TestForecastModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesOfEachShapeAreRead_data();
    void tablesOfEachShapeAreRead();
    void aTableWithoutSeriesSaysWhatIsExpected();
    void numbersAreReadAsTheWholeTableProves();
    void aWorkbookIsRead();
    void anAssumptionIsOnTheScreenAtOnce();
    void seriesWithFaultsAreToldAndOthersGoOn();
    void theHorizonIsTakenBySeries();
    void whatIsCancelledCanGoOn();
    void ownValuesAndGrowthAreMarked();
    void aMethodCanBeChosen();
    void modelsKeepTheirRules();
    void stepsAreEdited();
    void theChartTellsItsValues();
    void partsAddUp();
    void exportsSayWhoseValuesTheyAre();
};

void TestForecastModels::tablesOfEachShapeAreRead_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("firstPeriod");
    QTest::addColumn<QString>("firstValue");
    QTest::addColumn<int>("count");
    const QStringList both{QStringLiteral("North"), QStringLiteral("South")};
    QTest::newRow("columns") << QStringLiteral("Year\tNorth\tSouth\n2021\t10\t20\n2022\t11\t21\n2023\t12\t22") << both
                             << QStringLiteral("2021") << QStringLiteral("10") << 3;
    QTest::newRow("rows") << QStringLiteral("\t2021\t2022\t2023\nNorth\t10\t11\t12\nSouth\t20\t21\t22") << both
                          << QStringLiteral("2021") << QStringLiteral("10") << 3;
    QTest::newRow("long") << QStringLiteral(
        "Series\tPeriod\tValue\nNorth\t2024Q1\t1\nNorth\t2024Q2\t2\nSouth\t2024Q1\t3")
                          << both << QStringLiteral("2024Q1") << QStringLiteral("1") << 2;
    QTest::newRow("long without names") << QStringLiteral(
        "North\t2024-01\t1\nNorth\t2024-02\t2\nSouth\t2024-01\t3\nSouth\t2024-02\t4")
                                        << both << QStringLiteral("2024-01") << QStringLiteral("1") << 2;
    QTest::newRow("numbers alone") << QStringLiteral("North\tSouth\n1.5\t2.5\n1.6\t2.6\n1.7\t2.7") << both
                                   << QStringLiteral("1") << QStringLiteral("1.5") << 3;
    QTest::newRow("one column") << QStringLiteral("5\n6\n7.5\n8") << QStringList{QStringLiteral("Series 1")}
                                << QStringLiteral("1") << QStringLiteral("5") << 4;
    QTest::newRow("columns of unlike lengths")
        << QStringLiteral("Year\tNorth\tSouth\n2020\t\t20\n2021\t10\t21\n2022\t11\t22\n2023\t12\t") << both
        << QStringLiteral("2021") << QStringLiteral("10") << 3;
}

void TestForecastModels::tablesOfEachShapeAreRead()
{
    QFETCH(QString, table);
    QFETCH(QStringList, names);
    const auto series = seriesOfRows(cells(table));
    QVERIFY2(series, series ? "" : qPrintable(series.error().toText()));
    QStringList found;
    for (const auto &one : *series)
        found.append(one.name);
    QCOMPARE(found, names);
    QTEST(series->front().observations.first().period, "firstPeriod");
    QTEST(series->front().observations.first().value, "firstValue");
    QTEST(int(series->front().observations.size()), "count");
}

void TestForecastModels::aTableWithoutSeriesSaysWhatIsExpected()
{
    for (const auto *table : {"", "just words", "a\tb\nc\td"}) {
        const auto series = seriesOfRows(cells(QString::fromLatin1(table)));
        QVERIFY(!series);
        QCOMPARE(series.error().code, ErrorCode::Malformed);
        QVERIFY(series.error().detail.contains(QStringLiteral("2024Q1")));
    }
}

void TestForecastModels::numbersAreReadAsTheWholeTableProves()
{
    // Decimal commas, as a German spreadsheet puts them onto the clipboard.
    const auto series =
        seriesOfText(QStringLiteral("Jahr\tNord\n2020\t1.234,5\n2021\t2.345,25\n2022\t3,5\n2023\t1.000.000,75"), {});
    QVERIFY2(series, series ? "" : qPrintable(series.error().toText()));
    const auto prepared = prepareSeries(series->front(), std::nullopt);
    QVERIFY(prepared);
    QCOMPARE(prepared->values, (Values{1234.5, 2345.25, 3.5, 1000000.75}));
    QCOMPARE(prepared->frequency, Frequency::Yearly);
}

void TestForecastModels::aWorkbookIsRead()
{
    QByteArray rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Year</t></is></c>"
                      "<c r=\"B1\" t=\"inlineStr\"><is><t>North</t></is></c></row>";
    for (int year = 2015; year < 2025; ++year) {
        const auto row = QByteArray::number(year - 2013);
        rows += "<row r=\"" + row + "\"><c r=\"A" + row + "\"><v>" + QByteArray::number(year) + "</v></c><c r=\"B" + row
                + "\"><v>" + QByteArray::number(year * 1.5) + "</v></c></row>";
    }
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("sales.xlsx"));
    QVERIFY(writeFile(path, test::xlsxOf("<sheetData>" + rows + "</sheetData>")));
    const auto series = seriesOfFile(path, {});
    QVERIFY2(series, series ? "" : qPrintable(series.error().toText()));
    QCOMPARE(series->size(), std::size_t(1));
    QCOMPARE(series->front().name, QStringLiteral("North"));
    const auto prepared = prepareSeries(series->front(), std::nullopt);
    QVERIFY(prepared);
    QCOMPARE(prepared->frequency, Frequency::Yearly);
    QCOMPARE(prepared->values.size(), std::size_t(10));
    QCOMPARE(prepared->values.back(), 2024 * 1.5);
    QVERIFY(!seriesOfFile(folder.filePath(QStringLiteral("none.xlsx")), {}));
}

void TestForecastModels::anAssumptionIsOnTheScreenAtOnce()
{
    Forecasts forecasts(1);
    QVERIFY(forecasts.finish());
    ForecastChart chart;
    chart.resize(1'000, 420);
    std::vector<double> times;
    constexpr int Steps = 101;
    for (int i = 0; i < Steps; ++i) {
        ForecastAdjustment adjustment;
        adjustment.greatestGrowth = 0.001 * i;
        QElapsedTimer timer;
        timer.start();
        forecasts.controller.setAdjustment(0, adjustment);
        chart.setEntry(forecasts.controller.entry(0));
        QVERIFY(!chart.toImage(1.0).isNull());
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::nth_element(times.begin(), times.begin() + Steps / 2, times.end());
    qInfo("a step was computed and painted in %.2f ms, median", times[Steps / 2]);
    // What forecasts anew, or paints a fan by its pixels, takes longer on any machine.
    QVERIFY(times[Steps / 2] < 100.0);
}

void TestForecastModels::seriesWithFaultsAreToldAndOthersGoOn()
{
    Forecasts forecasts(12, true);
    SeriesListModel list(&forecasts.controller);
    QSignalSpy ended(&forecasts.controller, &ForecastController::ended);
    QVERIFY(forecasts.finish());
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(0).toInt(), 12);
    QVERIFY(ended.at(0).at(1).toLongLong() >= 0);
    QCOMPARE(forecasts.controller.entries().size(), std::size_t(12));
    QCOMPARE(forecasts.controller.failures(), 2);
    for (int row = 0; row < 10; ++row)
        QVERIFY(forecasts.controller.entry(row)->isDone());
    const auto why = list.index(10, SeriesListModel::StateColumn).data().toString();
    QVERIFY2(why.contains(QStringLiteral("finite numbers")), qPrintable(why));
    QVERIFY(list.index(11, SeriesListModel::StateColumn).data().toString().contains(QStringLiteral("one value")));
    QCOMPARE(list.index(10, SeriesListModel::MaseColumn).data().toString(), QStringLiteral("–"));
}

void TestForecastModels::theHorizonIsTakenBySeries()
{
    Forecasts forecasts(3);
    QVERIFY(forecasts.finish());
    QCOMPARE(forecasts.controller.entry(0)->outcome->forecast.steps.size(), std::size_t(12));
    // Orders that are overtaken by others must not be what is shown in the end.
    for (std::size_t steps = 2; steps <= 7; ++steps)
        forecasts.controller.setSteps(steps);
    QVERIFY(forecasts.finish());
    for (const auto &entry : forecasts.controller.entries())
        QCOMPARE(entry.outcome->forecast.steps.size(), std::size_t(7));
    forecasts.controller.setFrequency(Frequency::Quarterly);
    QVERIFY(forecasts.finish());
    for (const auto &entry : forecasts.controller.entries())
        QVERIFY(!entry.isDone() || entry.outcome->series.frequency == Frequency::Quarterly);
}

void TestForecastModels::whatIsCancelledCanGoOn()
{
    Forecasts forecasts(200);
    QVERIFY(forecasts.controller.isRunning());
    forecasts.controller.cancel();
    QVERIFY(!forecasts.controller.isRunning());
    const auto &entries = forecasts.controller.entries();
    QVERIFY(std::any_of(entries.begin(), entries.end(),
                        [](const ForecastEntry &entry) { return entry.state == ForecastEntry::State::Cancelled; }));
    forecasts.controller.resume();
    QVERIFY(forecasts.controller.total() > 0);
    QVERIFY(forecasts.finish(120'000));
    QVERIFY(std::all_of(entries.begin(), entries.end(), [](const ForecastEntry &entry) { return entry.isDone(); }));
}

void TestForecastModels::ownValuesAndGrowthAreMarked()
{
    Forecasts forecasts(1);
    QVERIFY(forecasts.finish());
    const auto before = forecasts.controller.entry(0)->shown();
    ForecastAdjustment adjustment;
    adjustment.values[2] = 999.0;
    adjustment.greatestGrowth = -0.5;
    QSignalSpy changed(&forecasts.controller, &ForecastController::changed);
    forecasts.controller.setAdjustment(0, adjustment);
    QCOMPARE(changed.size(), 1);
    QVERIFY(!forecasts.controller.isRunning()); // nothing is forecast anew for it
    const auto *entry = forecasts.controller.entry(0);
    const auto steps = entry->shown().steps;
    QVERIFY(steps[2].isOwnValue);
    QCOMPARE(steps[2].step.mean, 999.0);
    QCOMPARE(steps[2].step.upper95, 999.0);
    QVERIFY(steps[0].isOwnGrowth);
    QCOMPARE(steps[0].step.mean, entry->outcome->series.values[entry->outcome->series.values.size() - 12] * 0.5);
    // The interval moves with its middle.
    QVERIFY(
        std::abs(steps[0].step.upper80 / steps[0].step.mean - before.steps[0].step.upper80 / before.steps[0].step.mean)
        < 1e-9);
    const auto know = knowText(*entry).join(QLatin1Char(' '));
    QVERIFY(know.contains(QStringLiteral("your own")));
    QVERIFY(know.contains(QStringLiteral("your growth")));
    forecasts.controller.setAdjustment(0, {});
    QCOMPARE(forecasts.controller.entry(0)->shown().steps[2].step.mean, before.steps[2].step.mean);
}

void TestForecastModels::aMethodCanBeChosen()
{
    Forecasts forecasts(1);
    QVERIFY(forecasts.finish());
    QCOMPARE(forecasts.controller.entry(0)->outcome->forecast.method, QStringLiteral("combination"));
    const auto methods = forecasts.controller.entry(0)->outcome->forecast.methods;
    double weights = 0.0;
    for (const auto &method : methods)
        weights += method.weight;
    QVERIFY(std::abs(weights - 1.0) < 1e-9);
    const auto theta = std::find_if(methods.begin(), methods.end(),
                                    [](const MethodResult &method) { return method.method == Method::Theta; });
    QVERIFY(theta != methods.end());
    forecasts.controller.setChoice(0, {Method::Theta});
    QVERIFY(forecasts.finish());
    const auto &forecast = forecasts.controller.entry(0)->outcome->forecast;
    QCOMPARE(forecast.method, QStringLiteral("theta"));
    for (std::size_t step = 0; step < forecast.steps.size(); ++step)
        QVERIFY(std::abs(forecast.steps[step].mean - theta->forecast.mean[step]) < 1e-6);
    // Its own backtest, not that of the combination.
    QVERIFY(std::abs(forecast.backtest.mase - theta->mase) < 1e-9);
}

void TestForecastModels::modelsKeepTheirRules()
{
    Forecasts forecasts(2, false);
    SeriesListModel list(&forecasts.controller);
    StepTableModel steps;
    MethodTableModel methods;
    BacktestTableModel tests;
    const QAbstractItemModelTester listTester(&list, Tested);
    const QAbstractItemModelTester stepTester(&steps, Tested);
    const QAbstractItemModelTester methodTester(&methods, Tested);
    const QAbstractItemModelTester testTester(&tests, Tested);
    QVERIFY(forecasts.finish());
    const auto *entry = forecasts.controller.entry(1);
    steps.setEntry(entry);
    methods.setEntry(entry);
    tests.setEntry(entry);
    QCOMPARE(steps.rowCount(), 12 + 60);
    QCOMPARE(steps.index(0, StepTableModel::PeriodColumn).data().toString(), QStringLiteral("2026-01"));
    QCOMPARE(steps.index(12, StepTableModel::PeriodColumn).data().toString(), QStringLiteral("2025-12"));
    QVERIFY(methods.rowCount() >= 10);
    QVERIFY(methods.methodAt(0).has_value());
    QVERIFY(!methods.methodAt(99).has_value());
    // What is judged and each method, from three origins.
    QCOMPARE(tests.rowCount() % 3, 0);
    QCOMPARE(tests.index(0, BacktestTableModel::NameColumn).data().toString(), QStringLiteral("Combination"));
    QCOMPARE(tests.index(0, BacktestTableModel::OriginColumn).data().toString(), QStringLiteral("2024-12"));
    steps.setEntry(nullptr);
    methods.setEntry(nullptr);
    tests.setEntry(nullptr);
    QCOMPARE(steps.rowCount() + methods.rowCount() + tests.rowCount(), 0);
}

void TestForecastModels::stepsAreEdited()
{
    Forecasts forecasts(1);
    QVERIFY(forecasts.finish());
    StepTableModel steps;
    steps.setEntry(forecasts.controller.entry(0));
    std::optional<double> written;
    int edits = 0;
    connect(&steps, &StepTableModel::stepEdited, this, [&](std::size_t, std::optional<double> value) {
        written = value;
        ++edits;
    });
    const auto cell = steps.index(3, StepTableModel::ValueColumn);
    QVERIFY(cell.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!steps.index(20, StepTableModel::ValueColumn).flags().testFlag(Qt::ItemIsEditable)); // history
    QVERIFY(steps.setData(cell, QStringLiteral("123.5"), Qt::EditRole));
    QCOMPARE(written, 123.5);
    QVERIFY(!steps.setData(cell, QStringLiteral("many"), Qt::EditRole));
    // Leaving the editor as it was makes no value the user's own.
    QVERIFY(!steps.setData(cell, cell.data(Qt::EditRole), Qt::EditRole));
    QCOMPARE(edits, 1);
    QVERIFY(steps.setData(cell, QString(), Qt::EditRole));
    QVERIFY(!written.has_value());
}

void TestForecastModels::theChartTellsItsValues()
{
    Forecasts forecasts(1);
    QVERIFY(forecasts.finish());
    ForecastChart chart;
    chart.resize(700, 300);
    chart.setEntry(forecasts.controller.entry(0));
    QCOMPARE(chart.placeCount(), 60 + 12);
    QVERIFY(chart.textAt(0).startsWith(QStringLiteral("2021-01\nHistory: ")));
    QVERIFY(chart.textAt(59).contains(QStringLiteral("before: "))); // what the backtest said of it
    const auto next = chart.textAt(60);
    QVERIFY(next.startsWith(QStringLiteral("2026-01\nForecast: ")));
    QVERIFY(next.contains(QStringLiteral("95 %: ")));
    QVERIFY(chart.textAt(72).isEmpty());
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.currentPlace(), 60);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.currentPlace(), 59);
    const auto image = chart.toImage(2.0);
    QCOMPARE(image.size(), QSize(1400, 600));
    chart.setEntry(nullptr);
    QCOMPARE(chart.placeCount(), 0);
    (void)chart.toImage(1.0);
}

void TestForecastModels::partsAddUp()
{
    Forecasts forecasts(4);
    QVERIFY(forecasts.finish());
    bool hadSeason = false;
    for (const auto &entry : forecasts.controller.entries()) {
        const auto &values = entry.outcome->series.values;
        const auto &parts = entry.outcome->decomposition;
        hadSeason |= !parts.season.empty();
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY(std::abs(parts.level[i] + (parts.season.empty() ? 0.0 : parts.season[i]) + parts.remainder[i]
                             - values[i])
                    < 1e-6);
    }
    QVERIFY(hadSeason);
}

void TestForecastModels::exportsSayWhoseValuesTheyAre()
{
    Forecasts forecasts(2);
    QVERIFY(forecasts.finish());
    ForecastAdjustment adjustment;
    adjustment.values[0] = 5.0;
    forecasts.controller.setAdjustment(0, adjustment);
    auto entries = forecasts.controller.entries();
    entries[1].raw.name = QStringLiteral("=HYPERLINK(\"x\"),1");
    const auto lines = QString::fromUtf8(forecastCsv(entries)).split(QLatin1Char('\n'));
    QCOMPARE(lines[0], QStringLiteral("series,step,period,mean,lo80,hi80,lo95,hi95,method,origin,unmoved"));
    // The forecast as it was made stands beside the user's value.
    QVERIFY2(lines[1].startsWith(QStringLiteral("Product 1,1,2026-01,5,,,,,combination,own value,")),
             qPrintable(lines[1]));
    QVERIFY(lines[1].section(QLatin1Char(','), -1).toDouble() > 5.0);
    QVERIFY(lines[2].contains(QStringLiteral(",combination,forecast,")));
    QCOMPARE(lines[2].section(QLatin1Char(','), -1), lines[2].section(QLatin1Char(','), 3, 3));
    QVERIFY2(lines[13].startsWith(QStringLiteral("\"'=HYPERLINK(\"\"x\"\"),1\",1,")), qPrintable(lines[13]));
    QCOMPARE(lines.size(), 1 + 24 + 1);
    const auto copied = forecastClipboardText(entries[0]).split(QLatin1Char('\n'));
    QCOMPARE(copied.size(), 1 + 60 + 12 + 1);
    QVERIFY(copied[61].endsWith(QStringLiteral("Your own value")));
    QTemporaryDir folder;
    QVERIFY(writeFile(folder.filePath(QStringLiteral("a.csv")), "x"));
    QVERIFY(!writeFile(folder.filePath(QStringLiteral("none/a.csv")), "x"));
}

QTEST_MAIN(TestForecastModels)
#include "test_forecast_models.moc"
