// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "ask/ask_panel.h"
#include "brief/brief_page.h"
#include "brief/known_names.h"
#include "chat/chat_page.h"
#include "compare/compare_page.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "egress/egress_page.h"
#include "forecast/forecast_page.h"
#include "library/library_page.h"
#include "model/model_desk.h"
#include "monitors/monitors_page.h"
#include "notices/desktop_notices.h"
#include "onboarding/tip_bar.h"
#include "performance/performance_page.h"
#include "recent/recent_desk.h"
#include "recent/recent_menu.h"
#include "report/inspector.h"
#include "report/load_report.h"
#include "report/report_editing.h"
#include "report/report_export.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "report/report_words.h"
#include "report/workbook_read_back.h"
#include "run/analysis_controller.h"
#include "run/run_model.h"
#include "run/run_page.h"
#include "scenarios/scenarios_page.h"
#include "session/session_keeper.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shell/engagement_menu.h"
#include "shell/import_actions.h"
#include "shell/navigation.h"
#include "shell/notice_bar.h"
#include "undo/undo_bar.h"
#include "undo/undo_steps.h"
#include "usage/usage_page.h"
#include "widgets/async.h"
#include "widgets/focus_passing.h"
#include "widgets/scrolled.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

namespace consultantos {

MainWindow::MainWindow(AppServices &services, const WindowState &state, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_actions(new AppActions(this))
    , m_runModel(new RunModel(this))
    , m_controller(new AnalysisController(services, m_runModel, this))
    , m_export(new ReportExport(services, this))
    , m_readBack(new WorkbookReadBack(services, this))
    , m_import(new ImportActions(services, m_actions, this))
    , m_stack(new QStackedWidget)
    , m_notice(new NoticeBar)
    , m_alertNotice(new NoticeBar)
    , m_undo(new UndoSteps(services.pool, this))
    , m_recent(new RecentDesk(services, this))
    , m_notices(new DesktopNotices(this))
    , m_session(new SessionKeeper(
          services, [this] { return this->state(); }, this))
    , m_tips(new TipBar(allTips()))
{
    setWindowTitle(services.engagement.isEmpty() ? QStringLiteral("ConsultantOS")
                                                 : tr("%1 – ConsultantOS").arg(services.engagement));
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    makeNavigation();
    makePages();
    auto *engagements = new EngagementMenu(m_services, this);
    connect(engagements, &EngagementMenu::chosen, this, &MainWindow::openEngagement);
    auto *recent = new RecentMenu(m_recent, this);
    connect(recent, &RecentMenu::chosen, this, [this](const QString &id) { openReportAt(id, {}); });
    m_actions->fillMenus(menuBar(), engagements, recent, m_dock->toggleViewAction());
    connectActions();
    connectAnalysis();
    connectDocuments();
    connectAsk();
    connectChat();
    connectEgress();
    connectModels();
    connectMonitors();
    connectForecasts();
    connectCompare();
    connectFrameworks();
    connectSaved();
    connectPerformance();
    connectProgram();
    connectHabits();
    m_notice->tell(m_services.notices, m_services.crashNote);
    restore(state);
    if (!state.teamJob.isEmpty())
        m_controller->follow(state.teamJob);
    refreshActions();
    showReadiness();
    loadKnown();
}

MainWindow::~MainWindow() = default;

void MainWindow::makePages()
{
    m_brief = new BriefPage;
    m_run = new RunPage(m_runModel);
    m_reports = new ReportTabs;
    m_reports->readInTheirLanguages(m_services.pool);
    if (m_services.editor) {
        auto *editing = new ReportEditing(m_services.editor, this);
        m_reports->enableEditing(editing);
        m_readBack->enableTakingOver(editing);
        connect(editing, &ReportEditing::failed, this, &MainWindow::showError);
    }
    m_chat = new ChatPage(m_services);
    m_documents = new DocumentsPage(m_services, m_import->controller());
    m_library = new LibraryPage(m_services);
    m_scenarios = new ScenariosPage(m_services);
    m_compare = new ComparePage(m_services);
    m_monitors = new MonitorsPage(m_services);
    m_forecasts = new ForecastPage(m_services);
    m_egress = new EgressPage(m_services);
    m_usage = new UsagePage(m_services);
    m_performance = new PerformancePage(m_services);
    m_models = new ModelDesk(m_services, m_brief, this);
    m_settings = new SettingsPage(m_services);
    for (auto *page : std::initializer_list<QWidget *>{m_brief, m_run, m_reports, m_chat, m_documents, m_library,
                                                       m_forecasts, m_scenarios, m_compare, m_monitors, m_egress,
                                                       m_usage, m_performance, m_settings})
        addPage(page);

    m_inspector = new Inspector(m_services);
    m_dock = addDock(tr("Evidence"), "inspectorDock", m_inspector);
    m_dock->toggleViewAction()->setShortcut(QKeySequence(Qt::Key_F9));
    m_dock->toggleViewAction()->setText(tr("&Evidence"));
    m_ask = new AskPanel(m_services);
    m_askDock = addDock(tr("Ask"), "askDock", m_ask);
    tabifyDockWidget(m_dock, m_askDock);

    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_alertNotice);
    column->addWidget(m_tips);
    column->addWidget(new UndoBar(m_undo));
    column->addWidget(m_stack, 1);
    auto *central = new QWidget;
    auto *row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addWidget(right, 1);
    setCentralWidget(central);
}

void MainWindow::addPage(QWidget *page)
{
    // Large letters, long words or a panel beside it leave a page too little room: then it scrolls, as a window that grew would
    // reach beyond the screen.
    auto *area = scrolled(page);
    passFocusOn(area, page);
    m_stack->addWidget(area);
}

QDockWidget *MainWindow::addDock(const QString &title, const char *name, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1String(name));
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    dock->setWidget(content);
    connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::refreshPanelTabs, Qt::QueuedConnection);
    addDockWidget(Qt::RightDockWidgetArea, dock);
    resizeDocks({dock}, {fontMetrics().averageCharWidth() * 52}, Qt::Horizontal);
    dock->hide();
    return dock;
}

void MainWindow::childEvent(QChildEvent *event)
{
    QMainWindow::childEvent(event);
    if (event->polished())
        refreshPanelTabs();
}

void MainWindow::refreshPanelTabs()
{
    // Qt keeps the bar of panels that share a place where it has no tabs, too: Tab would stop at something that nobody sees.
    for (auto *bar : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
        bar->setFocusPolicy(bar->count() > 0 ? Qt::TabFocus : Qt::NoFocus);
}

void MainWindow::makeNavigation()
{
    m_navigation = new Navigation(m_actions->pages,
                                  {QStringLiteral("brief"), QStringLiteral("run"), QStringLiteral("report"),
                                   QStringLiteral("chat"), QStringLiteral("documents"), QStringLiteral("library"),
                                   QStringLiteral("forecast"), QStringLiteral("scenarios"), QStringLiteral("compare"),
                                   QStringLiteral("monitors"), QStringLiteral("sent"), QStringLiteral("usage"),
                                   QStringLiteral("performance"), QStringLiteral("settings")},
                                  m_actions->ask);
    connect(m_navigation, &Navigation::pageChosen, this, [this](int page) { showPage(Page(page)); });
}

void MainWindow::connectActions()
{
    connect(m_actions->newAnalysis, &QAction::triggered, this, [this] {
        showPage(Brief);
        if (!m_brief->isBlank())
            m_undo->push({tr("The brief was cleared."), [] { return Status(); },
                          [this, request = m_brief->request()] { m_brief->setRequest(request); }});
        m_brief->clear();
    });
    connect(m_actions->analyse, &QAction::triggered, m_brief, &BriefPage::submit);
    connect(m_actions->cancelRun, &QAction::triggered, m_controller, &AnalysisController::cancel);
    connect(m_actions->computeAnew, &QAction::triggered, this,
            [this] { startAnalysis(currentReport()->request, CacheUse::Refresh); });
    connectExports();
    connect(m_actions->closeReport, &QAction::triggered, m_reports, &ReportTabs::closeCurrent);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->copyEvidence, &QAction::triggered, m_inspector, &Inspector::copy);
    connect(m_actions->find, &QAction::triggered, this, [this] {
        showPage(Library);
        m_library->focusSearch();
    });
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool isOn) { isOn ? showFullScreen() : showNormal(); });
    connect(m_actions->about, &QAction::triggered, this, [this] {
        auto *box = new AboutBox(m_about, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
    connect(m_actions->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
    for (int page = 0; page < PageCount; ++page)
        connect(m_actions->pages[page], &QAction::triggered, this, [this, page] { showPage(Page(page)); });

    connect(m_brief, &BriefPage::validityChanged, this, &MainWindow::refreshActions);
    connect(m_reports, &ReportTabs::currentChanged, this, &MainWindow::refreshActions);
    connect(m_reports, &ReportTabs::libraryRequested, this, [this] { showPage(Library); });
    connect(m_reports, &ReportTabs::evidenceActivated, this,
            [this](const std::shared_ptr<const Report> &report, const QString &scheme, const QString &id) {
                if (scheme == QLatin1String("sent")) {
                    m_actions->showSent->trigger();
                    return;
                }
                m_inspector->activate(report, scheme, id);
                m_showsEvidence = true;
                m_dock->show();
                m_dock->raise();
            });
    connect(m_dock->toggleViewAction(), &QAction::triggered, this, [this](bool isOn) { m_showsEvidence = isOn; });
    connect(m_library, &LibraryPage::opened, this, &MainWindow::openReport);
    connect(m_library, &LibraryPage::deleted, m_reports, &ReportTabs::closeReport);
    connect(m_library, &LibraryPage::briefRequested, this, [this] { showPage(Brief); });
    connect(m_library, &LibraryPage::failed, this, &MainWindow::showError);
    connect(m_settings, &SettingsPage::failed, this, &MainWindow::showError);
    connect(m_settings, &SettingsPage::saved, this, &MainWindow::appearanceChanged);
    connect(m_settings, &SettingsPage::saved, this, &MainWindow::showReadiness);
}

void MainWindow::connectAnalysis()
{
    connect(m_brief, &BriefPage::analyseRequested, this,
            [this](const AnalysisRequest &request) { startAnalysis(request, CacheUse::Use); });
    connect(m_run, &RunPage::cancelRequested, m_controller, &AnalysisController::cancel);
    connect(m_run, &RunPage::hereRequested, m_controller, &AnalysisController::analyseHere);
    connect(m_controller, &AnalysisController::hereOffered, m_run, &RunPage::offerHere);
    connect(m_controller, &AnalysisController::teamJobChanged, m_session, &SessionKeeper::touch);
    connect(m_run, &RunPage::briefRequested, this, [this] { showPage(Brief); });
    connect(m_controller, &AnalysisController::started, this, [this](const AnalysisRequest &request) {
        m_run->showStarted(request);
        m_brief->setBusy(true);
        showPage(Run);
        refreshActions();
        statusBar()->showMessage(tr("Analysing %1 …").arg(request.company));
    });
    connect(m_controller, &AnalysisController::message, m_run, &RunPage::showMessage);
    connect(m_controller, &AnalysisController::finished, this,
            [this](const std::shared_ptr<const Report> &report, const QString &saveError) {
                m_run->showFinished(saveError.isEmpty() ? QString()
                                                        : tr("The report could not be saved: %1").arg(saveError));
                m_brief->setBusy(false);
                openReport(report);
                refreshActions();
                // Documents that were given to it are about its company by now.
                if (!report->request.factsFiles.isEmpty())
                    loadKnown();
                statusBar()->showMessage(finishedText(*report));
                if (!saveError.isEmpty())
                    showError({ErrorCode::Unreadable, tr("The report could not be saved."), saveError, true});
            });
    connect(m_controller, &AnalysisController::failed, this, [this](const Error &error) {
        m_run->showFailed(error);
        m_brief->setBusy(false);
        refreshActions();
        statusBar()->showMessage(error.message);
    });
}

void MainWindow::connectDocuments()
{
    connect(m_documents, &DocumentsPage::importFilesRequested, m_import, &ImportActions::chooseFiles);
    connect(m_documents, &DocumentsPage::importFolderRequested, m_import, &ImportActions::chooseFolder);
    connect(m_documents, &DocumentsPage::briefRequested, this, &MainWindow::startBriefWith);
    connect(m_documents, &DocumentsPage::failed, this, &MainWindow::showError);
    connect(m_import, &ImportActions::failed, this, &MainWindow::showError);
    connect(m_import, &ImportActions::message, this, &MainWindow::tell);
    connect(m_documents, &DocumentsPage::useActivated, this, &MainWindow::openReportAt);
    connect(m_inspector, &Inspector::useActivated, this, &MainWindow::openReportAt);
    connect(m_inspector, &Inspector::placeActivated, this, &MainWindow::showPlace);
    connect(m_actions->findInDocuments, &QAction::triggered, this, [this] {
        showPage(Documents);
        m_documents->focusSearch();
    });
    const auto *imports = m_import->controller();
    connect(imports, &ImportController::progressed, this, [this](int done, int total) {
        statusBar()->showMessage(tr("Importing: %1 of %2").arg(QString::number(done), QString::number(total)));
    });
    connect(imports, &ImportController::finished, this, [this, imports] {
        statusBar()->showMessage(imports->model()->summary());
        // Companies that came with the files can be named from now on.
        loadKnown();
    });
}

void MainWindow::connectEgress()
{
    connect(m_scenarios, &ScenariosPage::failed, this, &MainWindow::showError);
    connect(m_scenarios, &ScenariosPage::message, this, &MainWindow::tell);
    connect(m_egress, &EgressPage::failed, this, &MainWindow::showError);
    connect(m_egress, &EgressPage::message, this, &MainWindow::tell);
    connect(m_egress, &EgressPage::reportActivated, this, [this](const QString &id) { openReportAt(id, {}); });
    connect(m_egress, &EgressPage::sourcesRequested, this, [this] {
        m_settings->showSection(QLatin1String(SourcesSectionId));
        showPage(SettingsView);
    });
    connect(m_settings, &SettingsPage::ledgerRequested, this, [this] { showPage(Egress); });
    connect(m_actions->showSent, &QAction::triggered, this, [this] {
        m_egress->showReport(currentReport()->id, m_reports->current()->title());
        showPage(Egress);
    });
}

void MainWindow::connectModels()
{
    const auto showSettings = [this] {
        m_settings->showSection(QLatin1String(ModelSectionId));
        showPage(SettingsView);
    };
    connect(m_usage, &UsagePage::settingsRequested, this, showSettings);
    connect(m_usage, &UsagePage::failed, this, &MainWindow::showError);
    connect(m_usage, &UsagePage::message, this, &MainWindow::tell);
    connect(m_models, &ModelDesk::settingsRequested, this, showSettings);
    connect(m_models, &ModelDesk::failed, this, &MainWindow::showError);
    connect(m_models, &ModelDesk::busyChanged, m_brief,
            [this](bool isBusy) { m_brief->setBusy(isBusy || isRunning()); });
    connect(m_settings, &SettingsPage::saved, m_models, &ModelDesk::reload);
}

void MainWindow::startAnalysis(const AnalysisRequest &request, CacheUse cacheUse)
{
    // What a team's workers may ask a language model is for their settings to say.
    if (m_services.team && cacheUse == CacheUse::Use) {
        m_controller->start(request, cacheUse);
        return;
    }
    m_models->beforeAnalysis(request, [this, request, cacheUse](const ModelChoice &model) {
        m_controller->start(request, cacheUse, model);
    });
}

void MainWindow::showReadiness()
{
    statusBar()->showMessage(m_services.settings.offline() ? tr("Ready, offline") : tr("Ready"));
}

void MainWindow::openEngagement(const QString &name)
{
    const bool isBusy = isRunning() && m_controller->teamJob().isEmpty();
    if (isBusy || m_import->controller()->isRunning()) {
        showError({ErrorCode::Busy, tr("Another engagement can't be opened while an analysis or an import runs."),
                   tr("Wait until it has finished, or cancel it."), true});
        return;
    }
    runAsync(
        m_services.pool, this, [open = m_services.openEngagement, name] { return open(name); },
        [this](const Status &opened) {
            if (!opened)
                showError(opened.error());
        });
}

void MainWindow::refreshActions()
{
    const bool hasReport = m_reports->current() != nullptr;
    for (auto *action : {m_actions->saveHtml, m_actions->saveMarkdown, m_actions->saveJson, m_actions->savePdf,
                         m_actions->saveWord, m_actions->saveWorkbook, m_actions->saveSlides, m_actions->print,
                         m_actions->readBack, m_actions->closeReport, m_actions->showSent, m_actions->watchCompany})
        action->setEnabled(hasReport);
    lockForbiddenExports();
    m_actions->analyse->setEnabled(m_brief->isValid() && !m_controller->isRunning());
    m_actions->cancelRun->setEnabled(m_controller->isRunning());
    m_actions->computeAnew->setEnabled(currentReport() != nullptr && !m_controller->isRunning());
    m_actions->undoDelete->setEnabled(!m_undo->isEmpty());
}

std::shared_ptr<const Report> MainWindow::currentReport() const
{
    const auto *view = m_reports->current();
    return view != nullptr ? view->report() : nullptr;
}

void MainWindow::showPage(Page page)
{
    m_stack->setCurrentIndex(page);
    m_navigation->setPage(page);
    m_actions->pages[page]->setChecked(true);
    m_dock->setVisible(hasEvidence(page) && m_showsEvidence);
    m_dock->toggleViewAction()->setEnabled(hasEvidence(page));
    refreshScope();
    if (!m_navigation->isBeingUsed())
        m_stack->currentWidget()->setFocus();
}

MainWindow::Page MainWindow::currentPage() const
{
    return Page(m_stack->currentIndex());
}

void MainWindow::openReport(const std::shared_ptr<const Report> &report)
{
    m_reports->open(report);
    showPage(Reports);
}

void MainWindow::loadKnown()
{
    loadKnownNames(m_services, m_brief, [this] {
        if (!std::exchange(m_isReady, true)) {
            restoreDraft();
            greet();
            m_session->start();
        }
        Q_EMIT ready();
    });
}

bool MainWindow::isRunning() const
{
    return m_controller->isRunning();
}

void MainWindow::showError(const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("ConsultantOS"), error.message, QMessageBox::Ok, this);
    box->setInformativeText(error.detail);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace consultantos
