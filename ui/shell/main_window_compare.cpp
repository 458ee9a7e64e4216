// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that joins comparisons with the reports that they are of.
#include "compare/compare_page.h"
#include "library/library_page.h"
#include "report/inspector.h"
#include "report/load_report.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "shell/main_window.h"

#include <QDockWidget>

namespace consultantos {

void MainWindow::connectCompare()
{
    connect(m_compare, &ComparePage::failed, this, &MainWindow::showError);
    connect(m_compare, &ComparePage::message, this, &MainWindow::tell);
    connect(m_compare, &ComparePage::libraryRequested, this, [this] { showPage(Library); });
    connect(m_compare, &ComparePage::placeRequested, this, &MainWindow::showReportPlace);
    connect(m_compare, &ComparePage::evidenceRequested, this, &MainWindow::showEvidence);
    connect(m_library, &LibraryPage::compareRequested, this, [this](const QString &oneId, const QString &otherId) {
        showPage(Compare);
        m_compare->compareReports(oneId, otherId);
    });
}

void MainWindow::showEvidence(const std::shared_ptr<const Report> &report, const QString &ref)
{
    m_inspector->activate(report, QStringLiteral("ref"), ref);
    m_showsEvidence = true;
    m_dock->show();
    m_dock->raise();
}

void MainWindow::showReportPlace(const ReportPlace &place)
{
    if (!place.claimId.isEmpty()) {
        openReportAt(place.reportId, place.claimId);
        return;
    }
    loadReport(m_services, place.reportId, this, [this, place](const LoadedReport &loaded) {
        if (!loaded) {
            showError(loaded.error());
            return;
        }
        if (!place.page.isEmpty()) {
            openReport(*loaded);
            if (auto *view = m_reports->current())
                view->showPage(place.page);
        }
        if (!place.ref.isEmpty())
            showEvidence(*loaded, place.ref);
    });
}

} // namespace consultantos
