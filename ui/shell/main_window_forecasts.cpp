// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins forecasts with the rest.
#include "forecast/forecast_page.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "scenarios/scenarios_page.h"
#include "shell/main_window.h"

#include <QStatusBar>

namespace consultantos {

void MainWindow::connectForecasts()
{
    connect(m_forecasts, &ForecastPage::failed, this, &MainWindow::showError);
    const auto show = [this](const std::shared_ptr<const Report> &report, const QString &page) {
        // An open tab shows the report as it was.
        m_reports->closeReport(report->id);
        openReport(report);
        if (auto *view = m_reports->current())
            view->showPage(page == QLatin1String("forecasts") ? page : QStringLiteral("framework:") + page);
    };
    connect(m_forecasts, &ForecastPage::kept, this,
            [this, show](const std::shared_ptr<const Report> &report, const QString &page) {
                show(report, page);
                statusBar()->showMessage(page == QLatin1String("forecasts") ? tr("The forecast is in the report.")
                                                                            : tr("It is in the report now."));
            });
    connect(m_scenarios, &ScenariosPage::kept, this,
            [this, show](const std::shared_ptr<const Report> &report, const QString &page) {
                show(report, page);
                statusBar()->showMessage(tr("It is in the report now."));
            });
    connect(m_forecasts, &ForecastPage::message, this, &MainWindow::tell);
}

} // namespace consultantos
