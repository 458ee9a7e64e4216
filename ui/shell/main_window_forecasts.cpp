// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins forecasts with the rest.
#include "forecast/forecast_page.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "shell/main_window.h"

#include <QStatusBar>

namespace consultantos {

void MainWindow::connectForecasts()
{
    connect(m_forecasts, &ForecastPage::failed, this, &MainWindow::showError);
    connect(m_forecasts, &ForecastPage::kept, this, [this](const std::shared_ptr<const Report> &report) {
        // An open tab shows the report as it was.
        m_reports->closeReport(report->id);
        openReport(report);
        if (auto *view = m_reports->current())
            view->showPage(QStringLiteral("forecasts"));
        statusBar()->showMessage(tr("The forecast is in the report."));
    });
    connect(m_forecasts, &ForecastPage::message, statusBar(),
            [this](const QString &text) { statusBar()->showMessage(text); });
}

} // namespace consultantos
