// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_shots.h"

#include "forecast/driver_panel.h"
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_detail.h"
#include "forecast/forecast_page.h"
#include "forecast/source_bar.h"
#include "sample_series.h"
#include "shell/main_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QTest>

namespace consultantos::test {

namespace {

bool isReady(const ForecastPage &page, std::size_t series)
{
    const auto *controller = page.controller();
    return controller->entries().size() == series && !controller->isRunning();
}

} // namespace

void shootForecasts(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot)
{
    auto *page = window.forecasts();
    if (pages.contains(QLatin1String("no_forecast"))) {
        window.showPage(MainWindow::Forecasts);
        shoot(QStringLiteral("no_forecast"));
    }
    if (!pages.contains(QLatin1String("forecast")))
        return;
    window.showPage(MainWindow::Forecasts);
    page->source()->setFrequency(forecasting::Frequency::Quarterly);
    page->showCompany(QStringLiteral("Apple"));
    (void)QTest::qWaitFor([page] { return isReady(*page, 1); }, 20'000);
    page->detail()->chart()->setFocus();
    shoot(QStringLiteral("forecast"));
    page->detail()->showTab(QStringLiteral("forecastKnow"));
    shoot(QStringLiteral("forecast_know"));
    page->detail()->showTab(QStringLiteral("forecastMethods"));
    shoot(QStringLiteral("forecast_methods"));
    page->detail()->showTab(QStringLiteral("forecastBacktest"));
    shoot(QStringLiteral("forecast_backtest"));
    page->detail()->showTab(QStringLiteral("decompositionChart"));
    shoot(QStringLiteral("forecast_parts"));
    forecasting::ForecastAdjustment adjustment;
    adjustment.greatestGrowth = 0.04;
    adjustment.fadeTo = 0.02;
    adjustment.values[1] = 88e9;
    page->controller()->setAdjustment(0, adjustment);
    page->detail()->showTab(QStringLiteral("forecastReset"));
    shoot(QStringLiteral("forecast_assumptions"));
    page->detail()->showTab(QStringLiteral("driverYearTable"));
    auto *drivers = page->drivers();
    if (!QTest::qWaitFor([drivers] { return drivers->desk().study().has_value(); }, 60'000))
        qFatal("the drivers weren't computed");
    auto *years = drivers->years();
    years->setData(years->index(2, DriverYearModel::FirstYearColumn + 1), QStringLiteral("33 %"), Qt::EditRole);
    drivers->desk().setPinned(QStringLiteral("growth"), 0.09);
    QTest::qWait(1'500);
    shoot(QStringLiteral("forecast_drivers"));
    page->source()->setFrequency(std::nullopt);
    page->showCompany(QStringLiteral("Adobe"));
    const auto isShown = [page] {
        return isReady(*page, 1) && page->controller()->entry(0)->company
               && page->controller()->entry(0)->company->company.name == QLatin1String("Adobe");
    };
    if (!QTest::qWaitFor(isShown, 20'000))
        qFatal("the other company's line wasn't forecast");
    page->detail()->showTab(QStringLiteral("forecastReset"));
    page->findChild<QCheckBox *>(QStringLiteral("forecastFadeOn"))->setChecked(true);
    page->findChild<QComboBox *>(QStringLiteral("forecastFadeTo"))->setCurrentIndex(1);
    shoot(QStringLiteral("forecast_fade"));
    page->detail()->showTab(QStringLiteral("forecastKnow"));
    shoot(QStringLiteral("forecast_fade_know"));
    page->showText(sampleSeriesTable(40, true));
    (void)QTest::qWaitFor([page] { return isReady(*page, 40); }, 60'000);
    page->detail()->showTab(QStringLiteral("forecastSteps"));
    page->selectRow(6);
    shoot(QStringLiteral("forecast_table"));
}

} // namespace consultantos::test
