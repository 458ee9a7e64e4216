// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins the performance page and the status strip with the rest.
#include "performance/performance_page.h"
#include "run/analysis_controller.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/main_window.h"
#include "shell/status_strip.h"

#include <QStatusBar>

namespace consultantos {

void MainWindow::connectPerformance()
{
    auto *strip = new StatusStrip(m_services, m_runModel);
    statusBar()->addPermanentWidget(strip);
    connect(strip, &QToolButton::clicked, this, [this] { showPage(Performance); });
    connect(m_performance, &PerformancePage::briefRequested, this, [this] { showPage(Brief); });
    connect(m_performance, &PerformancePage::failed, this, &MainWindow::showError);
    connect(m_performance, &PerformancePage::message, this, &MainWindow::tell);
    connect(m_performance, &PerformancePage::reportRequested, this,
            [this](const QString &id) { openReportAt(id, {}); });
    connect(m_performance, &PerformancePage::settingRequested, this, [this](const QString &key) {
        m_settings->showSection(settingSectionOf(key));
        showPage(SettingsView);
    });
    connect(m_controller, &AnalysisController::finished, m_performance,
            [this, strip](const std::shared_ptr<const Report> &report, const QString &) {
                m_performance->showRun(*report);
                strip->readCost();
            });
}

} // namespace consultantos
