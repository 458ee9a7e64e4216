// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that serves habits: finding by name, help, undo, what was used lately, going on where one was.
#include "base/paths.h"
#include "brief/brief_page.h"
#include "chat/chat_page.h"
#include "documents/documents_page.h"
#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "forecast/forecast_page.h"
#include "help/help_desk.h"
#include "help/help_topic.h"
#include "library/library_page.h"
#include "notices/desktop_notices.h"
#include "onboarding/sample_engagement.h"
#include "onboarding/tip_bar.h"
#include "onboarding/welcome_panel.h"
#include "palette/command_palette.h"
#include "palette/palette_source.h"
#include "recent/company_bar.h"
#include "recent/recent_desk.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "run/analysis_controller.h"
#include "session/session_keeper.h"
#include "settings/settings_page.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "storage/document_repository.h"
#include "storage/report_repository.h"
#include "undo/undo_steps.h"
#include "widgets/async.h"

#include <QAction>
#include <QDockWidget>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>

namespace consultantos {

namespace {

/// Where each page is explained, in the order of MainWindow::Page.
constexpr const char *PageTopics[] = {"user-guide#the-window",
                                      "user-guide#the-window",
                                      "user-guide#what-a-number-shows",
                                      "user-guide#conversations",
                                      "user-guide#documents",
                                      "user-guide#recent-and-pinned",
                                      "user-guide#forecasts-in-the-window",
                                      "user-guide#scenarios-and-valuation",
                                      "comparing-reports",
                                      "user-guide#monitors-and-alerts",
                                      "user-guide#what-left-this-computer",
                                      "user-guide#what-they-cost",
                                      "user-guide#performance",
                                      "user-guide#settings"};
static_assert(std::size(PageTopics) == MainWindow::PageCount);

/// Of the starter facts, from different industries: enough to choose from, few enough to be seen at once.
const QStringList FirstCompanies{QStringLiteral("Apple"),   QStringLiteral("Boeing"), QStringLiteral("Costco"),
                                 QStringLiteral("Netflix"), QStringLiteral("Tesla"),  QStringLiteral("Visa")};

} // namespace

QStringList MainWindow::pageHelpTopics()
{
    QStringList topics;
    for (const auto *topic : PageTopics)
        topics.append(QLatin1String(topic));
    return topics;
}

void MainWindow::connectHabits()
{
    connectUndo();
    connectRecent();
    connectPalette();
    connectHelp();
    connectNotices();
    connectWelcome();
    connect(m_brief, &BriefPage::edited, m_session, &SessionKeeper::touch);
    connect(m_reports, &ReportTabs::currentChanged, m_session, &SessionKeeper::touch);
    connect(m_stack, &QStackedWidget::currentChanged, m_session, &SessionKeeper::touch);
}

void MainWindow::connectUndo()
{
    connect(m_actions->undoDelete, &QAction::triggered, m_undo, &UndoSteps::undo);
    connect(m_undo, &UndoSteps::changed, this, &MainWindow::refreshActions);
    connect(m_undo, &UndoSteps::failed, this, &MainWindow::showError);
    connect(m_library, &LibraryPage::undoOffered, m_undo, &UndoSteps::push);
    connect(m_documents, &DocumentsPage::undoOffered, m_undo, &UndoSteps::push);
    connect(m_chat, &ChatPage::undoOffered, m_undo, &UndoSteps::push);
}

void MainWindow::connectRecent()
{
    auto *companies = new CompanyBar;
    m_brief->addAboveForm(companies);
    connect(m_recent, &RecentDesk::changed, companies, [this, companies] {
        const auto &items = m_recent->items();
        companies->setCompanies(items.companiesToOffer(), int(items.pinnedCompanies.size()));
        m_brief->orderFocus();
        m_library->setPinned(m_recent->pinnedIds());
    });
    connect(m_recent, &RecentDesk::failed, this, &MainWindow::showError);
    connect(companies, &CompanyBar::chosen, this, &MainWindow::chooseCompany);
    connect(companies, &CompanyBar::pinWished, m_recent, &RecentDesk::pinCompany);
    connect(m_library, &LibraryPage::pinWished, m_recent, &RecentDesk::pinReports);
    connect(m_library, &LibraryPage::deleted, m_recent, &RecentDesk::forgetReport);
    const auto note = [this] {
        // What is only coming back from the last time wasn't used now.
        const auto *view = m_reports->current();
        if (view != nullptr && currentPage() == Reports && m_pending.openReports.isEmpty())
            m_recent->noteReport({view->report()->id, view->title()});
    };
    connect(m_reports, &ReportTabs::currentChanged, this, note);
    connect(m_stack, &QStackedWidget::currentChanged, this, note);
    connect(m_controller, &AnalysisController::started, this,
            [this](const AnalysisRequest &request) { m_recent->noteCompany(request.company); });
    m_recent->load();
}

void MainWindow::chooseCompany(const QString &name)
{
    showPage(Brief);
    auto request = m_brief->request();
    request.company = name;
    request.industry.clear();
    m_brief->setRequest(request);
}

void MainWindow::startBriefWith(const DocumentRecord &document)
{
    m_actions->newAnalysis->trigger();
    auto request = m_brief->request();
    const auto &origin = document.origin;
    if (origin.companyId.isEmpty()) {
        const auto guess = m_brief->companyModel()->namedIn(document.title + QLatin1Char(' ') + document.name);
        request.company = guess ? guess->name : QString();
        request.factsFiles = {origin.path};
    } else {
        // The company's documents are its evidence by themselves.
        request.company = origin.companyName;
    }
    m_brief->setRequest(request);
}

void MainWindow::connectPalette()
{
    m_palette = new CommandPalette(this);
    m_palette->setFinder([this](const QString &text) {
        return findReports(m_services, text, [this](const QString &id) { openReportAt(id, {}); });
    });
    connect(m_actions->palette, &QAction::triggered, this, [this] {
        m_palette->setUsed(m_recent->items().commands);
        auto entries = actionEntries(menuBar());
        entries += companyEntries(*m_brief->companyModel(), [this](const QString &name) { chooseCompany(name); });
        entries += settingEntries([this](const QString &key, const QString &section) {
            showPage(SettingsView);
            if (key.isEmpty())
                m_settings->showSection(section);
            else
                m_settings->showSetting(key);
        });
        m_palette->open(entries);
        m_help->contents([this, entries](const QList<HelpEntry> &contents) {
            if (m_palette->isVisible())
                m_palette->setEntries(entries
                                      + helpEntries(contents, [this](const HelpTopic &topic) { m_help->open(topic); }));
        });
    });
    connect(m_palette, &QDialog::accepted, this, [this] { m_recent->noteCommands(m_palette->used()); });
}

void MainWindow::connectHelp()
{
    m_help = new HelpDesk(m_services.pool, this);
    for (int page = 0; page < PageCount; ++page)
        setHelpTopic(m_stack->widget(page), QLatin1String(PageTopics[page]));
    setHelpTopic(m_askDock, QStringLiteral("user-guide#ask"));
    setHelpTopic(m_dock, QStringLiteral("user-guide#what-a-number-shows"));
    connect(m_actions->help, &QAction::triggered, this, [this] {
        // The list of pages and the menus belong to no page: then it is the page that is meant.
        auto topic = helpTopicOf(focusWidget());
        if (topic.anchor.isEmpty() && topic.guide == QLatin1String("user-guide"))
            topic = helpTopicOf(m_stack->currentWidget());
        m_help->open(topic);
    });
    connect(m_actions->guide, &QAction::triggered, this, [this] { m_help->open({QStringLiteral("user-guide"), {}}); });
}

void MainWindow::connectNotices()
{
    const auto tell = [this](const QString &title, const QString &text, Page page) {
        if (!m_services.settings.notifiesWhenDone())
            return;
        m_notices->tellIfAway(title, text, [this, page] {
            bringToFront(this);
            showPage(page);
        });
    };
    connect(m_controller, &AnalysisController::finished, this,
            [tell](const std::shared_ptr<const Report> &report, const QString &) {
                tell(tr("The analysis is done"), report->request.company, Reports);
            });
    connect(m_controller, &AnalysisController::failed, this, [tell](const Error &error) {
        if (error.code != ErrorCode::Cancelled)
            tell(tr("The analysis failed"), error.message, Run);
    });
    connect(m_forecasts, &ForecastPage::longRunEnded, this, [tell](int series, int failures) {
        const auto text = tr("%n series", "that were forecast", series);
        tell(tr("The forecasts are done"),
             failures == 0 ? text : tr("%1, %n of them failed", nullptr, failures).arg(text), Forecasts);
    });
    connect(m_import->controller(), &ImportController::finished, this,
            [this, tell] { tell(tr("The import is done"), m_import->controller()->model()->summary(), Documents); });
}

void MainWindow::connectWelcome()
{
    connect(m_tips, &TipBar::helpRequested, this, [this](const QString &topic) { m_help->open(HelpTopic::of(topic)); });
    connect(m_tips, &TipBar::switchedOff, this, [this] {
        runAsync(
            m_services.pool, this,
            [settings = m_services.settings]() mutable {
                auto saved = settings.save(QStringLiteral("show_tips"), QStringLiteral("false"));
                return saved.map([&] { return settings; });
            },
            [this](const Result<Settings> &saved) {
                if (saved)
                    m_services.settings = *saved;
                else
                    showError(saved.error());
            });
    });
    connect(m_actions->nextTip, &QAction::triggered, this, [this] { m_tips->showTip(m_tips->number() + 1); });
    m_welcome = new WelcomePanel;
    m_welcome->hide();
    m_brief->addAboveForm(m_welcome);
    connect(m_welcome, &WelcomePanel::companyChosen, this, &MainWindow::chooseCompany);
    connect(m_welcome, &WelcomePanel::guideRequested, m_actions->guide, &QAction::trigger);
    connect(m_welcome, &WelcomePanel::sampleRequested, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePanel::dismissed, this, [this] {
        m_isWelcomed = true;
        m_session->touch();
    });
    connect(m_controller, &AnalysisController::finished, m_welcome, &QWidget::hide);
}

void MainWindow::openSample()
{
    using Prepared = Result<QString>;
    runAsync(
        m_services.pool, this,
        [dataDir = m_services.dataDir, language = Translation::effective(m_services.settings.language())]()
            -> Prepared { return prepareSampleEngagement(dataDir, resourceDir(), language); },
        [this](const Prepared &name) {
            if (name)
                openEngagement(*name);
            else
                showError(name.error());
        });
}

void MainWindow::greet()
{
    m_tips->showTip(m_pending.tip);
    m_tips->setVisible(m_services.settings.showsTips() && m_pending.isWelcomed);
    if (m_isWelcomed || !m_services.engagement.isEmpty())
        return;
    QStringList known;
    for (const auto &name : FirstCompanies) {
        if (m_brief->companyModel()->find(name))
            known.append(name);
    }
    m_welcome->setCompanies(known);
    m_welcome->offerSample(m_services.openEngagement != nullptr && known.contains(QStringLiteral("Costco")));
    m_brief->orderFocus();
    using Count = Result<int>;
    runAsync(
        m_services.pool, this, [reports = m_services.reports]() -> Count { return reports->count(); },
        [this](const Count &count) {
            // Who has reports needs no welcome, in this engagement and from now on.
            m_isWelcomed = !count || *count > 0;
            m_welcome->setVisible(!m_isWelcomed);
        });
}

} // namespace consultantos
