// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_detail.h"
#include "forecast/forecast_page.h"
#include "forecast/report_keeping.h"
#include "forecast/source_bar.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_report.h"
#include "sample_series.h"
#include "screenshot_facts.h"
#include "shown_window.h"
#include "storage/report_repository.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// The window on the starter facts, at the forecasts.
struct ShownForecasts {
    ShownForecasts()
        : services(screenshotFacts())
        , window(services.app())
    {
        QSignalSpy ready(&window, &MainWindow::ready);
        window.show();
        if (!ready.wait(10'000))
            qFatal("the window did not get ready");
        window.showPage(MainWindow::Forecasts);
    }

    [[nodiscard]] ForecastPage *page() const { return window.forecasts(); }
    [[nodiscard]] bool waitForSeries(std::size_t count, int milliseconds = 60'000)
    {
        return QTest::qWaitFor(
            [this, count] {
                const auto *controller = page()->controller();
                return controller->entries().size() == count && !controller->isRunning();
            },
            milliseconds);
    }
    [[nodiscard]] QString text(const char *name) const { return child<QLabel>(&window, name)->text(); }

    TestServices services;
    MainWindow window;
};

} // namespace

class TestForecasts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCompanysLineIsForecast();
    void everyTabIsInSight();
    void growthFadesToWhatIsPublished();
    void linesAndFrequenciesAreChosen();
    void anUnknownCompanyIsToldByWords();
    void aPastedTableIsForecast();
    void aFileIsForecast();
    void aThousandSeriesLeaveTheWindowFree();
    void aForecastIsKeptInAReport();
    void whatAReportCanNotKeepIsToldByWords();
    void valuesAreCopiedAndSaved();
    void everythingHasANameAndIsReached();
};

void TestForecasts::aCompanysLineIsForecast()
{
    ShownForecasts shown;
    QVERIFY(shown.page()->controller()->entries().empty());
    shown.page()->showCompany(QStringLiteral("Apple"));
    QVERIFY(shown.waitForSeries(1));
    const auto *entry = shown.page()->controller()->entry(0);
    QVERIFY(entry->isDone());
    QCOMPARE(shown.text("forecastTitle"), QStringLiteral("Apple: Revenue"));
    QVERIFY(shown.text("forecastHeadline").contains(QStringLiteral("USD ")));
    QVERIFY(shown.text("forecastQuality").contains(QStringLiteral("Yearly")));
    QVERIFY(shown.text("forecastQuality").contains(QStringLiteral("MASE")));
    QVERIFY(shown.text("forecastKnow").contains(QStringLiteral("95 % interval")));
    QCOMPARE(entry->outcome->forecast.steps.size(), std::size_t(5));
    auto *horizon = child<QSpinBox>(shown.page(), "forecastHorizon");
    horizon->setValue(3);
    QTRY_COMPARE_WITH_TIMEOUT(shown.page()->controller()->entry(0)->outcome->forecast.steps.size(), std::size_t(3),
                              10'000);
}

void TestForecasts::everyTabIsInSight()
{
    ShownForecasts shown;
    shown.window.resize(1280, 800);
    shown.page()->showCompany(QStringLiteral("Apple"));
    QVERIFY(shown.waitForSeries(1));
    auto *tabs = child<QTabWidget>(shown.page(), "forecastTabs");
    QVERIFY2(tabs->isTabVisible(tabs->count() - 1), "the drivers are a company's");
    // The drivers are taller than the page beside the chart, and must not push the values below the window's edge.
    const auto isInSight = [&] {
        return tabs->mapTo(&shown.window, QPoint(0, tabs->height())).y() <= shown.window.height();
    };
    QTRY_VERIFY(isInSight());
    tabs->setCurrentIndex(tabs->count() - 1);
    tabs->setCurrentIndex(0);
    QTRY_VERIFY(isInSight());
}

void TestForecasts::growthFadesToWhatIsPublished()
{
    ShownForecasts shown;
    shown.page()->showCompany(QStringLiteral("Tesla"));
    QVERIFY(shown.waitForSeries(1));
    const auto *controller = shown.page()->controller();
    const auto own = controller->entry(0)->outcome->forecast.steps;
    auto *target = child<QComboBox>(shown.page(), "forecastFadeTo");
    auto *rate = child<QDoubleSpinBox>(shown.page(), "forecastFade");
    QVERIFY(!target->isEnabled());
    QVERIFY2(target->count() >= 3, "the industry, the economy and the world, beside a rate of one's own");
    child<QCheckBox>(shown.page(), "forecastFadeOn")->click();
    QVERIFY(target->isEnabled() && rate->isEnabled());
    target->setCurrentIndex(target->findData(QStringLiteral("industry")));
    const auto &anchors = controller->entry(0)->company->anchors;
    QCOMPARE(anchors.first().id, QStringLiteral("industry"));
    const auto adjustment = controller->entry(0)->adjustment;
    QCOMPARE(adjustment.fadeTo, std::optional(anchors.first().rate));
    QCOMPARE(adjustment.fadeAnchor, QStringLiteral("industry"));
    QVERIFY(adjustment.fadeSource.contains(QStringLiteral("Damodaran")));
    QVERIFY(!rate->isEnabled());
    const auto faded = controller->entry(0)->shown().steps;
    QVERIFY(std::abs(faded[4].step.mean / faded[3].step.mean - 1.0 - anchors.first().rate) < 1e-9);
    QVERIFY(std::abs(faded[4].step.mean / own[4].mean - 1.0) > 1e-6);
    QVERIFY(shown.text("forecastKnow").contains(QStringLiteral("growth fades to")));
    QVERIFY(shown.text("forecastKnow").contains(QStringLiteral("Damodaran")));
    QVERIFY(!shown.text("forecastFadeSource").isEmpty());
    // A rate of one's own again, from where the published one stood.
    target->setCurrentIndex(0);
    QVERIFY(rate->isEnabled());
    rate->setValue(1.0);
    QCOMPARE(controller->entry(0)->adjustment.fadeTo, std::optional(0.01));
    QVERIFY(controller->entry(0)->adjustment.fadeAnchor.isEmpty());
    child<QPushButton>(shown.page(), "forecastReset")->click();
    QVERIFY(controller->entry(0)->adjustment.isEmpty());
    QVERIFY(shown.text("forecastFadeSource").isEmpty()
            || child<QLabel>(shown.page(), "forecastFadeSource")->isHidden());
}

void TestForecasts::linesAndFrequenciesAreChosen()
{
    ShownForecasts shown;
    shown.page()->showCompany(QStringLiteral("Apple"), QStringLiteral("net_income"));
    QVERIFY(shown.waitForSeries(1));
    QCOMPARE(shown.page()->controller()->entry(0)->lineId, QStringLiteral("net_income"));
    auto *line = child<QComboBox>(shown.page(), "forecastLine");
    const int lines = line->count() - 1;
    QVERIFY(lines > 5);
    auto *frequency = child<QComboBox>(shown.page(), "forecastFrequency");
    frequency->setCurrentIndex(frequency->findData(int(forecasting::Frequency::Quarterly)));
    Q_EMIT frequency->activated(frequency->currentIndex());
    QVERIFY(shown.waitForSeries(1));
    QCOMPARE(shown.page()->controller()->entry(0)->outcome->series.frequency, forecasting::Frequency::Quarterly);
    line->setCurrentIndex(0); // all lines
    Q_EMIT line->activated(0);
    QVERIFY(shown.waitForSeries(std::size_t(lines)));
    QVERIFY(child<QTableView>(shown.page(), "forecastSeries")->isVisible());
}

void TestForecasts::anUnknownCompanyIsToldByWords()
{
    ShownForecasts shown;
    QSignalSpy failed(shown.page(), &ForecastPage::failed);
    shown.page()->showCompany(QStringLiteral("No Such Company Anywhere"));
    QVERIFY(failed.wait(10'000));
    QVERIFY(failed[0][0].value<Error>().message.contains(QStringLiteral("No Such Company Anywhere")));
    shown.page()->showText(QStringLiteral("only words"));
    QVERIFY(failed.wait(10'000));
    QVERIFY(shown.page()->controller()->entries().empty());
}

void TestForecasts::aPastedTableIsForecast()
{
    ShownForecasts shown;
    QGuiApplication::clipboard()->setText(sampleSeriesTable(6, true));
    QTest::keyClick(shown.page(), Qt::Key_V, Qt::ControlModifier);
    // The shortcut goes to a line of text that has the focus; the button goes to none.
    if (shown.page()->controller()->entries().empty())
        child<QPushButton>(shown.page(), "forecastPaste")->click();
    QVERIFY(shown.waitForSeries(6));
    QCOMPARE(shown.page()->controller()->failures(), 2);
    QVERIFY(shown.text("forecastSummary").contains(QStringLiteral("can't be forecast")));
    auto *table = child<QTableView>(shown.page(), "forecastSeries");
    table->selectRow(5);
    QTRY_VERIFY(shown.text("forecastHeadline").contains(QStringLiteral("one value")));
    table->selectRow(1);
    QTRY_COMPARE(shown.text("forecastTitle"), QStringLiteral("Product 2"));
    child<QPushButton>(shown.page(), "forecastUseAll")->click();
    QVERIFY(shown.waitForSeries(6));
}

void TestForecasts::aFileIsForecast()
{
    ShownForecasts shown;
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("sales.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("series,period,value\nNorth,2020,10\nNorth,2021,12\nNorth,2022,11\nSouth,2020,5\nSouth,2021,6\n");
    file.close();
    shown.page()->showFile(file.fileName());
    QVERIFY(shown.waitForSeries(2));
    QCOMPARE(shown.page()->controller()->entry(1)->raw.name, QStringLiteral("South"));
    QVERIFY(shown.text("forecastQuality").contains(QStringLiteral("no backtest")));
}

void TestForecasts::aThousandSeriesLeaveTheWindowFree()
{
    ShownForecasts shown;
    constexpr int Series = 1'000;
    shown.page()->showText(sampleSeriesTable(Series, false));
    // How long the window's thread was busy at a stretch while they come in.
    qint64 longest = 0;
    QElapsedTimer since;
    QTimer beat;
    connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
    QTRY_VERIFY_WITH_TIMEOUT(shown.page()->controller()->entries().size() == std::size_t(Series), 60'000);
    since.start();
    beat.start(0);
    QTRY_VERIFY_WITH_TIMEOUT(shown.page()->controller()->done() >= 20, 60'000);
    shown.page()->selectRow(Series - 1);
    // What is looked at comes before the hundreds that wait.
    QTRY_VERIFY_WITH_TIMEOUT(shown.page()->controller()->entry(Series - 1)->isDone(), 30'000);
    QVERIFY(shown.page()->controller()->isRunning());
    child<QPushButton>(shown.page(), "forecastCancel")->click();
    QVERIFY(!shown.page()->controller()->isRunning());
    QVERIFY(child<QPushButton>(shown.page(), "forecastResume")->isVisible());
    // A machine that others use, too, may take its time; a thread that forecasts itself would take far more.
    QVERIFY2(longest < 2'000, qPrintable(QString::number(longest)));
    qInfo("the window's thread was busy for %lld ms at most", longest);
}

void TestForecasts::aForecastIsKeptInAReport()
{
    ShownForecasts shown;
    const auto before = sampleReport(QStringLiteral("kept"));
    QVERIFY(shown.services.app().reports->save(before));
    shown.page()->source()->setFrequency(forecasting::Frequency::Quarterly);
    shown.page()->showCompany(QStringLiteral("Apple"));
    QVERIFY(shown.waitForSeries(1));
    forecasting::ForecastAdjustment adjustment;
    adjustment.values[1] = 77e9;
    shown.page()->controller()->setAdjustment(0, adjustment);
    child<QPushButton>(shown.page(), "forecastKeep")->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown.window.findChild<QInputDialog *>(QStringLiteral("forecastKeepDialog")) != nullptr,
                             10'000);
    QSignalSpy kept(shown.page(), &ForecastPage::kept);
    child<QInputDialog>(&shown.window, "forecastKeepDialog")->accept();
    QVERIFY(kept.wait(10'000));
    QCOMPARE(shown.window.currentPage(), MainWindow::Reports);
    QCOMPARE(shown.window.reports()->current()->currentPage(), QStringLiteral("forecasts"));

    const auto report = shown.services.app().reports->load(QStringLiteral("kept"));
    QVERIFY(report);
    QCOMPARE(report->forecasts.size(), 1);
    const auto &forecast = report->forecasts.first();
    QCOMPARE(forecast.label, QStringLiteral("Revenue"));
    QCOMPARE(forecast.frequency, QStringLiteral("quarterly"));
    const auto shownSteps = shown.page()->controller()->entry(0)->shown().steps;
    QCOMPARE(std::size_t(forecast.steps.size()), shownSteps.size());
    for (std::size_t i = 0; i < shownSteps.size(); ++i) {
        const auto &mean = forecast.steps[qsizetype(i)].mean;
        QVERIFY(std::abs(mean.value / shownSteps[i].step.mean - 1.0) < 1e-9);
        QVERIFY(report->evidence.contains(mean.ref));
    }
    QCOMPARE(forecast.steps[1].mean.value, 77e9);
    // What it rests on came along, down to the filings.
    for (const auto &figure : forecast.history)
        QVERIFY(report->evidence.contains(figure.ref));
    QVERIFY(report->sources.size() > before.sources.size());
    // Once more takes the place of the former.
    shown.page()->keeping()->keep(*shown.page()->controller()->entry(0), QStringLiteral("kept"));
    QVERIFY(kept.wait(10'000));
    QCOMPARE(shown.services.app().reports->load(QStringLiteral("kept"))->forecasts.size(), 1);
}

void TestForecasts::whatAReportCanNotKeepIsToldByWords()
{
    ShownForecasts shown;
    QSignalSpy failed(shown.page(), &ForecastPage::failed);
    shown.page()->showText(sampleSeriesTable(1, false));
    QVERIFY(shown.waitForSeries(1));
    child<QPushButton>(shown.page(), "forecastKeep")->click();
    QVERIFY(failed.wait(10'000)); // there is no report yet
    QVERIFY(shown.services.app().reports->save(sampleReport(QStringLiteral("r"))));
    shown.page()->keeping()->keep(*shown.page()->controller()->entry(0), QStringLiteral("r"));
    QTRY_COMPARE_WITH_TIMEOUT(shown.services.app().reports->load(QStringLiteral("r"))->forecasts.size(), 1, 10'000);
    // A single method is kept as such.
    shown.page()->controller()->setChoice(0, {forecasting::Method::Theta});
    QVERIFY(shown.waitForSeries(1));
    QSignalSpy kept(shown.page(), &ForecastPage::kept);
    shown.page()->keeping()->keep(*shown.page()->controller()->entry(0), QStringLiteral("r"));
    QVERIFY(kept.wait(10'000));
    const auto report = shown.services.app().reports->load(QStringLiteral("r"));
    QCOMPARE(report->forecasts.size(), 1);
    const auto &mean = report->forecasts.first().steps.first().mean;
    QVERIFY(report->evidence.computation(mean.ref)->formula.startsWith(QStringLiteral("chosen_forecast(")));
    const double shownMean = shown.page()->controller()->entry(0)->shown().steps.front().step.mean;
    QVERIFY(std::abs(mean.value - shownMean) <= 1e-9 * std::abs(shownMean));
    // Periods that are mere numbers have no place in a report.
    shown.page()->showText(QStringLiteral("n\tx\n1\t5\n2\t6\n3\t8\n4\t9\n5\t11\n"));
    QVERIFY(QTest::qWaitFor(
        [&] {
            return shown.page()->controller()->entries().size() == 1
                   && shown.page()->controller()->entry(0)->raw.observations.size() == 5
                   && !shown.page()->controller()->isRunning();
        },
        60'000));
    failed.clear();
    shown.page()->keeping()->keep(*shown.page()->controller()->entry(0), QStringLiteral("r"));
    QVERIFY(failed.wait(10'000));
    failed.clear();
    shown.page()->keeping()->keep(*shown.page()->controller()->entry(0), QStringLiteral("gone"));
    QVERIFY(failed.wait(10'000));
}

void TestForecasts::valuesAreCopiedAndSaved()
{
    ShownForecasts shown;
    shown.page()->showText(sampleSeriesTable(2, false));
    QVERIFY(shown.waitForSeries(2));
    shown.page()->copyTable();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Period\tValue\t")));
    QTemporaryDir folder;
    QSignalSpy told(shown.page(), &ForecastPage::message);
    shown.page()->saveCsv(folder.filePath(QStringLiteral("f.csv")));
    QVERIFY(told.wait(10'000));
    QFile csv(folder.filePath(QStringLiteral("f.csv")));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 1 + 24);
    shown.page()->saveImage(folder.filePath(QStringLiteral("f.png")));
    QVERIFY(told.wait(10'000));
    QVERIFY(!QImage(folder.filePath(QStringLiteral("f.png"))).isNull());
    QSignalSpy failed(shown.page(), &ForecastPage::failed);
    shown.page()->saveCsv(folder.filePath(QStringLiteral("none/f.csv")));
    QVERIFY(failed.wait(10'000));
}

void TestForecasts::everythingHasANameAndIsReached()
{
    ShownForecasts shown;
    shown.page()->showText(sampleSeriesTable(2, false));
    QVERIFY(shown.waitForSeries(2));
    const auto fields = shown.page()->findChildren<QWidget *>();
    for (auto *field : fields) {
        if (!field->isVisible() || field->focusPolicy() == Qt::NoFocus
            || field->objectName().startsWith(QLatin1String("qt_")))
            continue;
        if (qobject_cast<QAbstractItemView *>(field) != nullptr || qobject_cast<QComboBox *>(field) != nullptr
            || qobject_cast<QAbstractSpinBox *>(field) != nullptr || qobject_cast<QPushButton *>(field) != nullptr)
            QVERIFY2(!spokenName(field).isEmpty(), qPrintable(field->objectName()));
    }
    QVERIFY(!shown.page()->detail()->chart()->accessibleDescription().isEmpty());
    QCOMPARE(shown.window.currentPage(), MainWindow::Forecasts);
}

QTEST_MAIN(TestForecasts)
#include "test_forecasts.moc"
