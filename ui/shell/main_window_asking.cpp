// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that asks, and that opens the places which answers name.
#include "ask/ask_panel.h"
#include "chat/chat_page.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "model/model_desk.h"
#include "report/inspector.h"
#include "report/load_report.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"

#include <QAction>
#include <QDockWidget>

namespace consultantos {

void MainWindow::connectAsk()
{
    connect(m_actions->ask, &QAction::triggered, this, &MainWindow::showAsk);
    connect(m_ask, &AskPanel::placeActivated, this, &MainWindow::showPlace);
    connect(m_ask, &AskPanel::importRequested, m_import, &ImportActions::chooseFiles);
    connect(m_ask, &AskPanel::closed, m_askDock, &QWidget::hide);
    connect(m_documents, &DocumentsPage::currentChanged, this, &MainWindow::refreshScope);
    connect(m_reports, &ReportTabs::currentChanged, this, &MainWindow::refreshScope);
}

void MainWindow::connectChat()
{
    connect(m_chat, &ChatPage::placeActivated, this, &MainWindow::showPlace);
    connect(m_chat, &ChatPage::claimActivated, this, &MainWindow::openReportAt);
    connect(m_chat, &ChatPage::failed, this, &MainWindow::showError);
    connect(m_inspector, &Inspector::wrongReported, this,
            [this](const std::shared_ptr<const Report> &report, const QStringList &entries) {
                m_models->forget(entries, [this, report] { startAnalysis(report->request, CacheUse::Use); });
            });
    connect(m_chat, &ChatPage::modelRequested, this, [this] {
        m_settings->showSection(settingSectionOf(QStringLiteral("llm_provider")));
        showPage(SettingsView);
    });
}

void MainWindow::showAsk()
{
    m_askDock->show();
    m_askDock->raise();
    m_ask->focusQuestion();
}

void MainWindow::refreshScope()
{
    const auto document = currentPage() == Documents ? m_documents->current() : DocumentRecord();
    const auto *report = currentPage() == Reports ? m_reports->current() : nullptr;
    m_ask->scope()->setDocument(document.id, document.name);
    m_ask->scope()->setCompany(report != nullptr ? report->title() : document.origin.companyName);

    // The page of conversations stands in the place of what was open: it speaks of what was open last.
    const auto lastDocument = m_documents->current();
    const auto *lastReport = m_reports->current();
    m_chat->setContext({lastReport != nullptr ? lastReport->title() : lastDocument.origin.companyName,
                        lastReport != nullptr ? lastReport->report()->id : QString(), lastDocument.id,
                        lastDocument.name});
}

void MainWindow::showPlace(const DocumentPlace &place)
{
    showPage(Documents);
    m_documents->showPlace(place);
    m_documents->viewer()->focusPage();
}

void MainWindow::openReportAt(const QString &reportId, const QString &claimId)
{
    const auto showClaim = [this, reportId, claimId] {
        if (!m_reports->show(reportId))
            return false;
        showPage(Reports);
        if (!claimId.isEmpty())
            m_reports->current()->showClaim(claimId);
        return true;
    };
    if (showClaim())
        return;
    loadReport(m_services, reportId, this, [this, showClaim](const LoadedReport &loaded) {
        if (!loaded) {
            showError(loaded.error());
            return;
        }
        m_reports->open(*loaded);
        showClaim();
    });
}

} // namespace consultantos
