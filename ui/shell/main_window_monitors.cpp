// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins monitors and alerts with the rest: badge, notices, evidence, watching a company.
#include "library/library_page.h"
#include "monitors/alert_notifier.h"
#include "monitors/monitors_page.h"
#include "notices/desktop_notices.h"
#include "report/inspector.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "shell/app_actions.h"
#include "shell/main_window.h"
#include "shell/navigation.h"
#include "shell/notice_bar.h"

#include <QAction>
#include <QDockWidget>

namespace consultantos {

void MainWindow::connectMonitors()
{
    const auto watch = [this](const QString &company) {
        showPage(Monitors);
        m_monitors->addMonitor(company);
    };
    connect(m_actions->watchCompany, &QAction::triggered, this, [this, watch] {
        if (const auto *view = m_reports->current())
            watch(view->title());
    });
    connect(m_library, &LibraryPage::watchRequested, this, watch);
    connect(m_monitors, &MonitorsPage::failed, this, &MainWindow::showError);
    connect(m_monitors, &MonitorsPage::message, this, &MainWindow::tell);
    connect(m_monitors, &MonitorsPage::evidenceActivated, this, [this](const MonitorAlert &alert, const QString &ref) {
        // The inspector reads evidence of reports; an alert carries its own in the same form.
        const auto report = std::make_shared<Report>();
        report->request.company = alert.companyName;
        report->evidence = alert.evidence;
        m_inspector->showReference(report, ref);
        m_showsEvidence = true;
        m_dock->show();
        m_dock->raise();
    });
    if (!m_services.monitors)
        return;
    auto *notifier = new AlertNotifier(m_monitors->controller(), m_notices, this);
    connect(notifier, &AlertNotifier::openCountChanged, this,
            [this](int count) { m_navigation->setBadge(Monitors, count, tr("%n open alert(s)", nullptr, count)); });
    const auto showAlert = [this](const QString &id) {
        m_alertNotice->hide();
        bringToFront(this);
        showPage(Monitors);
        m_monitors->showAlert(id);
    };
    connect(notifier, &AlertNotifier::activated, this, showAlert);
    connect(notifier, &AlertNotifier::notice, this, [this](const AlertNotice &notice) {
        m_alertNotice->setText(
            QStringLiteral("<b>%1</b> &nbsp;%2 &nbsp;<a href=\"%3\">%4</a> &nbsp;<a href=\"dismiss\">%5</a>")
                .arg(notice.title.toHtmlEscaped(), notice.text.toHtmlEscaped(), notice.alertId.toHtmlEscaped(),
                     tr("Show"), tr("Dismiss")));
        m_alertNotice->show();
    });
    connect(m_alertNotice, &QLabel::linkActivated, this, [showAlert](const QString &link) {
        if (link != QLatin1String("dismiss"))
            showAlert(link);
    });
}

bool MainWindow::hasEvidence(Page page)
{
    return page == Reports || page == Compare || page == Monitors;
}

} // namespace consultantos
