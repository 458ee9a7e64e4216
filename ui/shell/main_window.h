// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "about/about_box.h"
#include "agents/analysis_service.h"
#include "app_services.h"
#include "documents/document_place.h"
#include "model/report.h"
#include "shell/support_archive_saver.h"
#include "shell/window_state.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace consultantos {

class AnalysisController;
class AppActions;
class AskPanel;
class BriefPage;
class ChatPage;
class CommandPalette;
class ComparePage;
class DesktopNotices;
struct DocumentRecord;
class DocumentsPage;
class EgressPage;
class ForecastPage;
class FrameworksWindow;
class HelpDesk;
class ImportActions;
class Inspector;
class LibraryPage;
class ModelDesk;
class MonitorsPage;
class Navigation;
class NoticeBar;
class PerformancePage;
class RecentDesk;
class ReportExport;
class SealedOpener;
struct ReportPlace;
class ReportTabs;
class RunModel;
class RunPage;
class SavedFileButton;
class ScenariosPage;
class SessionKeeper;
class SettingsPage;
class TipBar;
class UndoSteps;
class UsagePage;
class WelcomePanel;
class WorkbookReadBack;

/// The program's window: navigation, pages, inspector, menus. Wires the pages together and holds no logic of theirs.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    enum Page {
        Brief,
        Run,
        Reports,
        Chat,
        Documents,
        Library,
        Forecasts,
        Scenarios,
        Compare,
        Monitors,
        Egress,
        Usage,
        Performance,
        SettingsView,
        PageCount
    };

    /// `state` is what an earlier window kept; `services` must outlive the window, which keeps its settings up to date.
    explicit MainWindow(AppServices &services, const WindowState &state = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void showPage(Page page);
    [[nodiscard]] Page currentPage() const;
    void openReport(const std::shared_ptr<const Report> &report);
    /// Opens the report, at one of its sentences if `claimId` names one.
    void openReportAt(const QString &reportId, const QString &claimId);
    /// Shows where in a document a fact or passage stands.
    void showPlace(const DocumentPlace &place);
    /// Sealed reports are verified and shown; a workbook that was made of the report shown is read back; all else goes
    /// into the stores.
    void openFiles(const QStringList &files);
    /// Until then the action is off.
    void offerSupportArchive(const WriteSupport &write);
    /// What the window says of the program, beside its version.
    void setAbout(const ProgramAbout &about) { m_about = about; }
    void showAsk();
    /// Where the guides explain each page, in the order of Page.
    [[nodiscard]] static QStringList pageHelpTopics();
    [[nodiscard]] WindowState state() const;
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] AppActions *appActions() const { return m_actions; }
    [[nodiscard]] BriefPage *brief() const { return m_brief; }
    [[nodiscard]] ImportActions *imports() const { return m_import; }
    [[nodiscard]] AskPanel *askPanel() const { return m_ask; }
    [[nodiscard]] ChatPage *chat() const { return m_chat; }
    [[nodiscard]] DocumentsPage *documents() const { return m_documents; }
    [[nodiscard]] MonitorsPage *monitors() const { return m_monitors; }
    [[nodiscard]] ForecastPage *forecasts() const { return m_forecasts; }
    [[nodiscard]] ScenariosPage *scenarios() const { return m_scenarios; }
    [[nodiscard]] FrameworksWindow *frameworks() const { return m_frameworks; }
    [[nodiscard]] ComparePage *compare() const { return m_compare; }
    [[nodiscard]] EgressPage *egress() const { return m_egress; }
    [[nodiscard]] UsagePage *usage() const { return m_usage; }
    [[nodiscard]] PerformancePage *performance() const { return m_performance; }
    [[nodiscard]] ModelDesk *models() const { return m_models; }
    [[nodiscard]] SettingsPage *settingsPage() const { return m_settings; }
    [[nodiscard]] Inspector *inspector() const { return m_inspector; }
    [[nodiscard]] ReportTabs *reports() const { return m_reports; }
    [[nodiscard]] CommandPalette *palette() const { return m_palette; }
    [[nodiscard]] HelpDesk *help() const { return m_help; }
    [[nodiscard]] RecentDesk *recent() const { return m_recent; }
    [[nodiscard]] DesktopNotices *notices() const { return m_notices; }

Q_SIGNALS:
    /// The language or theme setting has changed; the program applies it.
    void appearanceChanged();
    /// Companies and industries are there: the window is usable.
    void ready();

protected:
    void childEvent(QChildEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makePages();
    void addPage(QWidget *page);
    void refreshPanelTabs();
    void connectActions();
    void connectAnalysis();
    void connectExports();
    void connectSaved();
    /// In the status bar, with a way to the folder of `savedFile` while it stands there, if there is one.
    void tell(const QString &text, const QString &savedFile);
    void connectProgram();
    /// Switches off what the administrator's policy doesn't allow.
    void lockForbiddenExports();
    void connectDocuments();
    void connectAsk();
    void connectChat();
    void connectEgress();
    void connectModels();
    void connectMonitors();
    void connectForecasts();
    void connectCompare();
    void connectFrameworks();
    void showReportPlace(const ReportPlace &place);
    void showEvidence(const std::shared_ptr<const Report> &report, const QString &ref);
    void connectPerformance();
    void connectHabits();
    void connectUndo();
    void connectRecent();
    void connectPalette();
    void connectHelp();
    void connectNotices();
    void connectWelcome();
    /// Into the brief, which keeps what else is in it.
    void chooseCompany(const QString &name);
    /// An analysis that has the document as evidence: what is left to be said is the company, unless it is known.
    void startBriefWith(const DocumentRecord &document);
    void openSample();
    /// A first start is welcomed, any other gets a tip, where they are wanted.
    void greet();
    void restoreDraft();
    [[nodiscard]] QByteArray draft() const;
    [[nodiscard]] QHash<QString, ReadingPlace> readingPlaces() const;
    /// Once the user has seen what goes to a language model for the first time.
    void startAnalysis(const AnalysisRequest &request, CacheUse cacheUse);
    void openEngagement(const QString &name);
    void refreshScope();
    [[nodiscard]] static bool hasEvidence(Page page);
    [[nodiscard]] QDockWidget *addDock(const QString &title, const char *name, QWidget *content);
    void makeNavigation();
    void refreshActions();
    void loadKnown();
    void showReadiness();
    void restore(const WindowState &state);
    void showError(const Error &error);
    [[nodiscard]] std::shared_ptr<const Report> currentReport() const;

    AppServices &m_services;
    AppActions *m_actions = nullptr;
    RunModel *m_runModel = nullptr;
    AnalysisController *m_controller = nullptr;
    ReportExport *m_export = nullptr;
    SealedOpener *m_sealed = nullptr;
    WorkbookReadBack *m_readBack = nullptr;
    ImportActions *m_import = nullptr;
    Navigation *m_navigation = nullptr;
    QStackedWidget *m_stack = nullptr;
    NoticeBar *m_notice = nullptr;
    NoticeBar *m_alertNotice = nullptr; ///< of new alerts, where the desktop has no tray
    BriefPage *m_brief = nullptr;
    RunPage *m_run = nullptr;
    ReportTabs *m_reports = nullptr;
    ChatPage *m_chat = nullptr;
    DocumentsPage *m_documents = nullptr;
    LibraryPage *m_library = nullptr;
    ScenariosPage *m_scenarios = nullptr;
    ComparePage *m_compare = nullptr;
    FrameworksWindow *m_frameworks = nullptr; ///< made when it is first wanted
    MonitorsPage *m_monitors = nullptr;
    ForecastPage *m_forecasts = nullptr;
    EgressPage *m_egress = nullptr;
    UsagePage *m_usage = nullptr;
    PerformancePage *m_performance = nullptr;
    ModelDesk *m_models = nullptr;
    UndoSteps *m_undo = nullptr;
    RecentDesk *m_recent = nullptr;
    CommandPalette *m_palette = nullptr;
    HelpDesk *m_help = nullptr;
    DesktopNotices *m_notices = nullptr;
    SessionKeeper *m_session = nullptr;
    TipBar *m_tips = nullptr;
    SavedFileButton *m_saved = nullptr;
    WelcomePanel *m_welcome = nullptr;
    ProgramAbout m_about;
    bool m_isWelcomed = false;
    bool m_isReady = false; ///< ready() was told once
    SettingsPage *m_settings = nullptr;
    Inspector *m_inspector = nullptr;
    AskPanel *m_ask = nullptr;
    QDockWidget *m_dock = nullptr;
    QDockWidget *m_askDock = nullptr;
    bool m_showsEvidence = false; ///< wanted on the pages with evidence; elsewhere it is out of the way
    WindowState m_pending;        ///< what is still to be restored: reports load after the window is up
};

} // namespace consultantos
