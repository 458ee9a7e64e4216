// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_tour.h"

#include "ask/ask_panel.h"
#include "brief/brief_page.h"
#include "chat/chat_page.h"
#include "compare_shots.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "documents/import_controller.h"
#include "egress/egress_page.h"
#include "evidence/intake/evidence_intake.h"
#include "forecast_shots.h"
#include "framework_shots.h"
#include "llm/model_access.h"
#include "memory_keyring.h"
#include "metrics/time_series.h"
#include "model/model_desk.h"
#include "model/model_words.h"
#include "model/prompt_dialog.h"
#include "monitor_shots.h"
#include "performance/performance_page.h"
#include "report/inspector.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "run/agent_graph.h"
#include "run/run_model.h"
#include "sample_answers.h"
#include "sample_chat.h"
#include "sample_documents.h"
#include "sample_egress.h"
#include "sample_monitors.h"
#include "sample_performance.h"
#include "sample_usage.h"
#include "scenario_shots.h"
#include "screenshot_facts.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "shell/status_strip.h"
#include "storage/document_repository.h"
#include "storage/egress_ledger.h"
#include "storage/money_ledger.h"
#include "storage/report_repository.h"
#include "test_services.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QtConcurrentRun>

namespace consultantos::test {

namespace {

/// What the import page shows: a file of each fate.
Result<Intake> takeSample(const QString &path)
{
    const auto name = QFileInfo(path).fileName();
    if (name == QLatin1String("minutes-board.pdf"))
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Screenshots", "It is encrypted."),
                    QCoreApplication::translate("Screenshots", "Save it without its password and import it again."));
    Intake intake;
    intake.path = path;
    intake.format = QStringLiteral("pdf");
    intake.passages = 1'204;
    intake.tables = 86;
    if (name == QLatin1String("annual-report-2023.pdf")) {
        intake.company.id = QStringLiteral("1318605");
        intake.company.name = QStringLiteral("Tesla");
        intake.facts = 412;
    } else if (name == QLatin1String("scan-contract.pdf")) {
        intake.passages = intake.tables = 0;
        intake.warnings.append(QCoreApplication::translate("Screenshots", "It holds pictures of pages, no text."));
    }
    return intake;
}

void prepareDocuments(AppServices &services, bool hasDocuments)
{
    services.renderPage = drawSamplePage;
    services.ask = answerSample;
    services.takeFile = [](const QString &path, const QString &, const CancellationToken &) {
        return takeSample(path);
    };
    if (!hasDocuments)
        return;
    for (const auto &document : {sampleAnnualReport(), sampleInterview()}) {
        if (const auto stored = services.documents->store(document, sampleOrigin(document)); !stored)
            qFatal("%s", qPrintable(stored.error().toText()));
    }
}

void answer(MainWindow &window, const QString &question)
{
    window.showAsk();
    QSignalSpy answered(window.askPanel(), &AskPanel::answered);
    window.askPanel()->ask(question);
    answered.wait(5'000);
}

void shootDocuments(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    if (wants("documents") || wants("no_documents")) {
        window.showPage(MainWindow::Documents);
        shoot(wants("documents") ? QStringLiteral("documents") : QStringLiteral("no_documents"));
    }
    if (wants("import")) {
        window.showPage(MainWindow::Documents);
        QSignalSpy finished(window.imports()->controller(), &ImportController::finished);
        window.imports()->import({QStringLiteral("/engagement/annual-report-2023.pdf"),
                                  QStringLiteral("/engagement/interview-plant-manager.docx"),
                                  QStringLiteral("/engagement/minutes-board.pdf"),
                                  QStringLiteral("/engagement/scan-contract.pdf")});
        finished.wait(5'000);
        shoot(QStringLiteral("import"));
        window.findChild<QWidget *>(QStringLiteral("importHide"))->parentWidget()->hide();
    }
    if (wants("search")) {
        window.showPage(MainWindow::Documents);
        window.findChild<QLineEdit *>(QStringLiteral("documentSearch"))->setText(QStringLiteral("price"));
        QTest::qWait(600);
        auto *results = window.findChild<QListView *>(QStringLiteral("searchResults"));
        results->setCurrentIndex(results->model()->index(0, 0));
        results->setFocus();
        QTest::qWait(600);
        shoot(QStringLiteral("search"));
    }
    if (wants("ask")) {
        answer(window, QStringLiteral("What was Tesla's gross margin in 2023?"));
        window.showPlace(placeOf(sampleRevenue()));
        QTest::qWait(900);
        shoot(QStringLiteral("ask"));
    }
    if (wants("ask_text")) {
        window.showPage(MainWindow::Brief);
        answer(window, QStringLiteral("What does Tesla say about its suppliers?"));
        shoot(QStringLiteral("ask_text"));
        answer(window, QStringLiteral("How many employees left in 2023?"));
        shoot(QStringLiteral("ask_refusal"));
    }
    Q_EMIT window.askPanel()->closed();
}

/// A conversation, and the page without one.
void shootChat(MainWindow &window, AppServices &services, const QStringList &pages,
               const std::function<void(const QString &)> &shoot)
{
    if (pages.contains(QLatin1String("no_chat"))) {
        window.showPage(MainWindow::Chat);
        shoot(QStringLiteral("no_chat"));
    }
    if (pages.contains(QLatin1String("chat"))) {
        fillConversations(services);
        window.showPage(MainWindow::Chat);
        QSignalSpy opened(window.chat(), &ChatPage::opened);
        window.chat()->openConversation(QStringLiteral("c3"));
        opened.wait(5'000);
        QTest::qWait(2'300);
        shoot(QStringLiteral("chat"));
    }
}

/// Some sources in use, some with a key, one lacking its own.
void prepareSources(TestServices &services)
{
    auto &settings = services.app().settings;
    const std::pair<const char *, const char *> values[] = {{"sec_edgar_enabled", "true"},
                                                            {"sec_contact", "Jane Doe jane.doe@example.com"},
                                                            {"gdelt_enabled", "true"},
                                                            {"tavily_enabled", "true"},
                                                            {"finnhub_enabled", "true"}};
    for (const auto &[key, value] : values) {
        if (const auto saved = settings.save(QLatin1String(key), QLatin1String(value)); !saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    }
    (void)services.keyring().write(QStringLiteral("tavily_api_key"), Secret(QStringLiteral("not a key")));
}

/// A model that is nowhere, so that nothing can be sent, and what an analysis would ask it.
void useModel(AppServices &services)
{
    const std::pair<const char *, const char *> values[] = {{"llm_provider", "openai"},
                                                            {"llm_preset", "openai"},
                                                            {"llm_base_url", "https://models.invalid/v1"},
                                                            {"llm_model", "gpt-4o"},
                                                            {"llm_redact_names", "Tesla = TSLA"},
                                                            {"llm_redact_people", "Anna Schmidt"},
                                                            {"llm_never_send", "context"}};
    for (const auto &[key, value] : values) {
        if (const auto saved = services.settings.save(QLatin1String(key), QLatin1String(value)); !saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    }
    (void)services.settings.save(QStringLiteral("llm_budget_report"), QStringLiteral("0.03"));
    (void)services.settings.save(QStringLiteral("llm_budget_day"), QStringLiteral("0.08"));
    (void)services.models->apply(services.settings);
    services.previewAnalysis = [pool = services.pool](const AnalysisRequest &, const CancellationToken &) {
        return QtConcurrent::run(pool, []() -> Result<QList<OutgoingPrompt>> { return samplePrompts(); });
    };
}

void shootModel(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
                const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    const auto shootWidget = [&](const char *name) {
        auto *widget = window.findChild<QWidget *>(QLatin1String(name));
        for (auto *parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(parent)) {
                scroll->ensureWidgetVisible(widget, 0, 0);
                return;
            }
        }
    };
    if (wants("no_usage")) {
        window.showPage(MainWindow::Usage);
        shoot(QStringLiteral("no_usage"));
    }
    if (wants("usage") || wants("model_brief") || wants("model") || wants("prompts"))
        useModel(services.app());
    if (wants("usage")) {
        for (const auto &call : sampleCalls(QDateTime::currentDateTimeUtc(), reportId))
            (void)services.money().record(call);
        window.showPage(MainWindow::Usage);
        QTest::qWait(800);
        shoot(QStringLiteral("usage"));
    }
    if (wants("model_brief")) {
        window.showPage(MainWindow::Brief);
        window.models()->reload();
        QTest::qWait(2'500);
        shootWidget("modelPanel");
        shoot(QStringLiteral("model_brief"));
    }
    if (wants("model")) {
        window.settingsPage()->showSection(QLatin1String(ModelSectionId));
        window.showPage(MainWindow::SettingsView);
        window.settingsPage()->reload();
        QTest::qWait(800);
        shoot(QStringLiteral("model"));
        shootWidget("askConsentAgain");
        shoot(QStringLiteral("model_privacy"));
    }
    if (wants("prompts")) {
        PromptDialog dialog(services.app().models->destinations(), samplePrompts(), PromptDialog::Purpose::Start,
                            &window);
        dialog.setHeldBack(heldBackText(services.app().settings, 2));
        dialog.show();
        QTest::qWait(500);
        shoot(QStringLiteral("prompts"));
    }
}

void shootSettings(MainWindow &window, const QStringList &pages, const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    if (wants("settings")) {
        window.showPage(MainWindow::SettingsView);
        shoot(QStringLiteral("settings"));
    }
    for (const auto &[page, section] : {std::pair{"cache", CacheSectionId}, std::pair{"api", ApiSectionId},
                                        std::pair{"alert_settings", AlertsSectionId}}) {
        if (!wants(page))
            continue;
        window.settingsPage()->showSection(QLatin1String(section));
        window.showPage(MainWindow::SettingsView);
        QTest::qWait(500);
        shoot(QLatin1String(page));
    }
    if (wants("sources")) {
        window.settingsPage()->showSection(QLatin1String(SourcesSectionId));
        window.showPage(MainWindow::SettingsView);
        QTest::qWait(500);
        shoot(QStringLiteral("sources"));
        auto *key = window.findChild<QWidget *>(QStringLiteral("removeKey_tavily_api_key"));
        for (auto *parent = key->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(parent)) {
                scroll->ensureWidgetVisible(key, 0, scroll->height() / 2);
                break;
            }
        }
        shoot(QStringLiteral("sources_keys"));
    }
}

void shootSent(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
               const std::function<void(const QString &)> &shoot)
{
    if (pages.contains(QLatin1String("nothing_sent"))) {
        window.showPage(MainWindow::Egress);
        shoot(QStringLiteral("nothing_sent"));
    }
    if (pages.contains(QLatin1String("sent"))) {
        for (const auto &entry : sampleEgress(QDateTime::currentDateTimeUtc(), reportId))
            services.ledger().record(entry);
        window.showPage(MainWindow::Egress);
        window.egress()->reload();
        QTest::qWait(800);
        window.findChild<QTableView *>(QStringLiteral("egressTable"))->selectRow(8);
        shoot(QStringLiteral("sent"));
    }
}

/// Before there is a window: the time series is handed in with its services.
void preparePerformance(AppServices &services, const QStringList &pages)
{
    if (pages.contains(QLatin1String("performance_idle")))
        services.series->sample();
    if (pages.contains(QLatin1String("performance_failing")))
        services.series = failingSeries(services.metrics);
    else if (pages.contains(QLatin1String("performance")))
        services.series = sampleSeries(services.metrics);
}

/// So that runs can be compared: the like of one report, with other times of its agents.
void keepEarlierRuns(ReportRepository &reports, const QString &reportId)
{
    auto report = reports.load(reportId);
    for (int run = 1; report && run <= 8; ++run) {
        auto earlier = *report;
        earlier.id = QStringLiteral("%1-%2").arg(reportId).arg(run);
        earlier.createdAt = report->createdAt.addSecs(-1'700 * run);
        earlier.durationS *= 1 + 0.13 * (run % 4);
        for (auto &agent : earlier.agents)
            agent.durationS *= 0.7 + 0.2 * ((run * 7 + int(agent.name.size())) % 5);
        (void)reports.save(earlier);
    }
}

void shootPerformance(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
                      const std::function<void(const QString &)> &shoot)
{
    const bool isFailing = pages.contains(QLatin1String("performance_failing"));
    if (pages.contains(QLatin1String("performance_idle"))) {
        // The program's own series: one analysis, and nothing since.
        services.app().series->sample();
        window.showPage(MainWindow::Performance);
        QTest::qWait(2'500);
        shoot(QStringLiteral("performance_idle"));
        return;
    }
    if (!isFailing && !pages.contains(QLatin1String("performance")))
        return;
    keepEarlierRuns(*services.app().reports, reportId);
    for (auto call : sampleCalls(QDateTime::currentDateTimeUtc(), reportId)) {
        call.id += QStringLiteral("-now");
        call.when = QDateTime::currentDateTimeUtc();
        (void)services.money().record(call);
    }
    window.performance()->setPaused(false);
    window.showPage(MainWindow::Performance);
    QSignalSpy read(window.performance(), &PerformancePage::refreshed);
    read.wait(5'000);
    window.findChild<StatusStrip *>()->readCost();
    QTest::qWait(800);
    window.performance()->setPaused(true);
    auto *scroll = window.performance()->findChild<QScrollArea *>();
    if (isFailing) {
        window.findChild<QPushButton *>(QStringLiteral("slowStatementsButton"))->click();
        shoot(QStringLiteral("performance_failing"));
        return;
    }
    shoot(QStringLiteral("performance"));
    const auto shootAt = [&](const char *name, const char *file) {
        auto *part = window.findChild<QWidget *>(QLatin1String(name));
        const int top = part->mapTo(scroll->widget(), QPoint(0, 0)).y();
        scroll->verticalScrollBar()->setValue(top - 8 * GridUnit);
        shoot(QLatin1String(file));
    };
    shootAt("requestsChart", "performance_charts");
    shootAt("errorsChart", "performance_more");
    shootAt("performanceRun", "performance_runs");
}

} // namespace

PageTour::PageTour(QStringList pages)
    : m_pages(std::move(pages))
    , m_services(std::make_unique<TestServices>(screenshotFacts()))
{
    auto &app = m_services->app();
    prepareSources(*m_services);
    prepareDocuments(app, !m_pages.contains(QLatin1String("no_documents")));
    (void)app.settings.save(QStringLiteral("api_server"), QStringLiteral("true"));
    app.serverState = [] {
        return ApiState{QStringLiteral("http://127.0.0.1:8080"),
                        QStringLiteral("/home/ada/.local/share/consultantos/api-token"),
                        {}};
    };
    preparePerformance(app, m_pages);
    m_board = std::make_shared<MonitorBoard>(app.clock);
    app.monitors = m_board->access();
    m_window = std::make_unique<MainWindow>(app);
}

PageTour::~PageTour() = default;

bool PageTour::show(const QSize &size)
{
    m_window->resize(size);
    QSignalSpy ready(m_window.get(), &MainWindow::ready);
    m_window->show();
    return ready.wait(10'000);
}

bool PageTour::walk(const Visit &visit)
{
    auto &window = *m_window;
    auto &app = m_services->app();
    const auto shoot = [&](const QString &page) {
        QTest::qWait(300);
        QWidget *shown = &window;
        for (auto *dialog : window.findChildren<QDialog *>()) {
            if (dialog->isVisible())
                shown = dialog;
        }
        visit(page, shown);
    };
    if (m_pages.contains(QLatin1String("no_performance"))) {
        window.showPage(MainWindow::Performance);
        QTest::qWait(500);
        shoot(QStringLiteral("no_performance"));
    }
    shootDocuments(window, m_pages, shoot);
    shootChat(window, app, m_pages, shoot);
    shootMonitors(window, *m_board, m_pages, shoot);
    shootForecasts(window, m_pages, shoot);
    shootScenarios(window, m_pages, shoot);
    shootFrameworks(app, m_pages, [&visit](QWidget *shown, const QString &page) { visit(page, shown); });
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    request.question = QStringLiteral("How resilient is its margin?");
    request.region = QStringLiteral("Europe");
    window.brief()->setRequest(request);
    window.showPage(MainWindow::Brief);
    if (m_pages.contains(QLatin1String("brief")))
        shoot(QStringLiteral("brief"));
    window.brief()->submit();
    if (!QTest::qWaitFor([&window] { return window.currentPage() == MainWindow::Reports; }, 60'000))
        return false;
    if (m_pages.contains(QLatin1String("run"))) {
        window.showPage(MainWindow::Run);
        shoot(QStringLiteral("run"));
        window.showPage(MainWindow::Reports);
    }
    auto *view = window.reports()->current();
    const auto shootPart = [&](const QString &prefix, const char *id) {
        if (!m_pages.contains(QLatin1String(id)))
            return;
        view->showPage(prefix + QLatin1String(id));
        shoot(QLatin1String(id));
    };
    for (const auto *id : {"porter", "swot", "pestel", "blue_ocean"})
        shootPart(QStringLiteral("framework:"), id);
    for (const auto *id : {"summary", "financials", "recommendations", "data_requests", "sources"})
        shootPart({}, id);
    const auto reportId = view->report()->id;
    shootCompare(window, app, reportId, m_pages, shoot);
    if (m_pages.contains(QLatin1String("inspector"))) {
        window.showPage(MainWindow::Reports);
        view->showPage(QStringLiteral("summary"));
        for (const auto &claim : view->report()->claims()) {
            if (!claim.numbers.isEmpty()) {
                Q_EMIT view->evidenceActivated(QStringLiteral("number"), claim.id + QStringLiteral("/0"));
                break;
            }
        }
        shoot(QStringLiteral("inspector"));
    }
    if (m_pages.contains(QLatin1String("library"))) {
        window.showPage(MainWindow::Library);
        shoot(QStringLiteral("library"));
    }
    shootSettings(window, m_pages, shoot);
    shootModel(window, *m_services, reportId, m_pages, shoot);
    shootPerformance(window, *m_services, reportId, m_pages, shoot);
    shootSent(window, *m_services, reportId, m_pages, shoot);
    return true;
}

} // namespace consultantos::test
