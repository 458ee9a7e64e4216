// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that goes on where it was left, after a crash, too.
#include "ask/ask_panel.h"
#include "brief/brief_page.h"
#include "onboarding/tip_bar.h"
#include "report/load_report.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "run/analysis_controller.h"
#include "session/session_keeper.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace consultantos {

void MainWindow::restore(const WindowState &state)
{
    if (state.geometry.isEmpty() || !restoreGeometry(state.geometry))
        resize(fontMetrics().averageCharWidth() * 190, fontMetrics().lineSpacing() * 52);
    if (!state.layout.isEmpty())
        restoreState(state.layout);
    m_showsEvidence = state.showsEvidence;
    m_isWelcomed = state.isWelcomed;
    m_askDock->setVisible(state.showsAsk);
    m_ask->setHistory(state.questions);
    m_import->watch(state.watchedFolder);
    showPage(Page(std::clamp(state.page, 0, PageCount - 1)));
    m_pending = state;
    for (const auto &id : state.openReports) {
        loadReport(m_services, id, this, [this, id](const LoadedReport &loaded) {
            m_pending.openReports.removeAll(id);
            // A report that is gone meanwhile is no error: its tab just doesn't come back.
            if (!loaded)
                return;
            m_reports->open(*loaded);
            if (const auto place = m_pending.places.constFind(id); place != m_pending.places.cend())
                m_reports->current()->showPageAt(place->page, place->scroll);
            if (m_reports->show(m_pending.currentReport))
                refreshActions();
        });
    }
}

WindowState MainWindow::state() const
{
    const auto *current = m_reports->current();
    return {saveGeometry(),
            saveState(),
            currentPage(),
            m_showsEvidence,
            m_reports->openIds() + m_pending.openReports,
            m_pending.openReports.isEmpty() && current ? current->report()->id : m_pending.currentReport,
            m_ask->history(),
            !m_askDock->isHidden(),
            m_import->watchedFolder(),
            m_controller->teamJob(),
            readingPlaces(),
            draft(),
            m_tips->number() + 1,
            m_isWelcomed};
}

void MainWindow::restoreDraft()
{
    const auto draft = std::exchange(m_pending.draft, {});
    if (draft.isEmpty() || !m_brief->isBlank())
        return;
    m_brief->setRequest(analysisRequestFromJson(QJsonDocument::fromJson(draft).object()));
}

QByteArray MainWindow::draft() const
{
    // Not restored yet: it is what it was.
    if (!m_pending.draft.isEmpty())
        return m_pending.draft;
    if (m_brief->isBlank())
        return {};
    return QJsonDocument(toJson(m_brief->request())).toJson(QJsonDocument::Compact);
}

QHash<QString, ReadingPlace> MainWindow::readingPlaces() const
{
    // Of reports that are still being read back: as they were.
    QHash<QString, ReadingPlace> places;
    for (const auto &id : m_pending.openReports) {
        if (m_pending.places.contains(id))
            places.insert(id, m_pending.places[id]);
    }
    for (const auto *view : m_reports->views())
        places.insert(view->report()->id, {view->currentPage(), view->scroll()});
    return places;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_controller->leave();
    m_session->saveNow();
    event->accept();
}

} // namespace consultantos
