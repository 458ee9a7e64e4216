// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins forecasts with the rest.
#include "forecast/forecast_page.h"
#include "shell/main_window.h"

#include <QStatusBar>

namespace consultantos {

void MainWindow::connectForecasts()
{
    connect(m_forecasts, &ForecastPage::failed, this, &MainWindow::showError);
    connect(m_forecasts, &ForecastPage::message, statusBar(),
            [this](const QString &text) { statusBar()->showMessage(text); });
}

} // namespace consultantos
