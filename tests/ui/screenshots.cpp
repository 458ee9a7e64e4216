// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the window's pages: screenshots FOLDER [--language de] [--theme dark] [--suffix -dark] [PAGE…].
// The scale is Qt's own (QT_SCALE_FACTOR). Pages: brief, run, summary, porter, swot, pestel, blue_ocean, financials, library,
// settings, alert_settings, sources, sent, nothing_sent, model, model_brief, prompts, usage, no_usage, performance, performance_failing and
// performance_idle (each alone), no_performance, inspector, documents, import, search, ask, chat, no_chat, no_documents, those
// of monitor_shots.h, compare_shots.h, forecast_shots.h, scenario_shots.h and framework_shots.h. The report is of a real analysis of starter facts, documents are made up.
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
#include "memory_keyring.h"
#include "model_shots.h"
#include "monitor_shots.h"
#include "performance_shots.h"
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
#include "scenario_shots.h"
#include "screenshot_facts.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "storage/document_repository.h"
#include "storage/egress_ledger.h"
#include "test_services.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace consultantos;

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
    services.renderPage = test::drawSamplePage;
    services.ask = test::answerSample;
    services.takeFile = [](const QString &path, const QString &, const CancellationToken &) {
        return takeSample(path);
    };
    if (!hasDocuments)
        return;
    for (const auto &document : {test::sampleAnnualReport(), test::sampleInterview()}) {
        if (const auto stored = services.documents->store(document, test::sampleOrigin(document)); !stored)
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
        window.showPlace(placeOf(test::sampleRevenue()));
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
        test::fillConversations(services);
        window.showPage(MainWindow::Chat);
        QSignalSpy opened(window.chat(), &ChatPage::opened);
        window.chat()->openConversation(QStringLiteral("c3"));
        opened.wait(5'000);
        QTest::qWait(2'300);
        shoot(QStringLiteral("chat"));
    }
}

/// Some sources in use, some with a key, one lacking its own.
void prepareSources(test::TestServices &services)
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

void shootSent(MainWindow &window, test::TestServices &services, const QString &reportId, const QStringList &pages,
               const std::function<void(const QString &)> &shoot)
{
    if (pages.contains(QLatin1String("nothing_sent"))) {
        window.showPage(MainWindow::Egress);
        shoot(QStringLiteral("nothing_sent"));
    }
    if (pages.contains(QLatin1String("sent"))) {
        for (const auto &entry : test::sampleEgress(QDateTime::currentDateTimeUtc(), reportId))
            services.ledger().record(entry);
        window.showPage(MainWindow::Egress);
        window.egress()->reload();
        QTest::qWait(800);
        window.findChild<QTableView *>(QStringLiteral("egressTable"))->selectRow(8);
        shoot(QStringLiteral("sent"));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("language"), {}, QStringLiteral("code"), QStringLiteral("en")},
                       {QStringLiteral("theme"), {}, QStringLiteral("name"), QStringLiteral("light")},
                       {QStringLiteral("suffix"), {}, QStringLiteral("text")}});
    parser.process(application);
    const auto arguments = parser.positionalArguments();
    if (arguments.size() < 2)
        parser.showHelp(2);
    const QDir folder(arguments.first());
    const auto pages = arguments.mid(1);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(10);
    QApplication::setFont(font);
    Translation translation;
    translation.use(parser.value(QStringLiteral("language")));
    applyTheme(application, parser.value(QStringLiteral("theme")));
    test::TestServices services(test::screenshotFacts());
    prepareSources(services);
    prepareDocuments(services.app(), !pages.contains(QLatin1String("no_documents")));
    (void)services.app().settings.save(QStringLiteral("api_server"), QStringLiteral("true"));
    services.app().serverState = [] {
        return ApiState{QStringLiteral("http://127.0.0.1:8080"),
                        QStringLiteral("/home/ada/.local/share/consultantos/api-token"),
                        {}};
    };
    test::preparePerformance(services.app(), pages);
    const auto board = std::make_shared<test::MonitorBoard>(services.app().clock);
    services.app().monitors = board->access();
    MainWindow window(services.app());
    // At 200 % as on a small screen of high density, so that the pictures stay small files.
    window.resize(window.devicePixelRatioF() > 1 ? QSize(1024, 680) : QSize(1280, 800));
    QSignalSpy ready(&window, &MainWindow::ready);
    window.show();
    if (!ready.wait(10'000))
        return 1;

    const auto shootWidget = [&](QWidget *shown, const QString &page) {
        QTest::qWait(300);
        const auto image = shown->grab().toImage().convertToFormat(QImage::Format_RGB888);
        const auto path = folder.filePath(page + parser.value(QStringLiteral("suffix")) + QStringLiteral(".png"));
        if (!image.save(path, "PNG", 0))
            qFatal("can't write %s", qPrintable(path));
    };
    const auto shoot = [&](const QString &page) {
        auto *dialog = window.findChild<QDialog *>();
        const bool hasDialog = dialog != nullptr && dialog->isVisible();
        shootWidget(hasDialog ? static_cast<QWidget *>(dialog) : &window, page);
    };
    if (pages.contains(QLatin1String("no_performance"))) {
        window.showPage(MainWindow::Performance);
        QTest::qWait(500);
        shoot(QStringLiteral("no_performance"));
    }
    shootDocuments(window, pages, shoot);
    shootChat(window, services.app(), pages, shoot);
    test::shootMonitors(window, *board, pages, shoot);
    test::shootForecasts(window, pages, shoot);
    test::shootScenarios(window, pages, shoot);
    test::shootFrameworks(services.app(), pages, shootWidget);
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    request.question = QStringLiteral("How resilient is its margin?");
    request.region = QStringLiteral("Europe");
    window.brief()->setRequest(request);
    window.showPage(MainWindow::Brief);
    if (pages.contains(QLatin1String("brief")))
        shoot(QStringLiteral("brief"));
    window.brief()->submit();
    if (!QTest::qWaitFor([&window] { return window.currentPage() == MainWindow::Reports; }, 60'000))
        return 1;
    if (pages.contains(QLatin1String("run"))) {
        window.showPage(MainWindow::Run);
        shoot(QStringLiteral("run"));
        window.showPage(MainWindow::Reports);
    }
    auto *view = window.reports()->current();
    const auto shootPart = [&](const QString &prefix, const char *id) {
        if (!pages.contains(QLatin1String(id)))
            return;
        view->showPage(prefix + QLatin1String(id));
        shoot(QLatin1String(id));
    };
    for (const auto *id : {"porter", "swot", "pestel", "blue_ocean"})
        shootPart(QStringLiteral("framework:"), id);
    for (const auto *id : {"summary", "financials", "recommendations", "data_requests", "sources"})
        shootPart({}, id);
    test::shootCompare(window, services.app(), view->report()->id, pages, shoot);
    if (pages.contains(QLatin1String("inspector"))) {
        view->showPage(QStringLiteral("summary"));
        for (const auto &claim : view->report()->claims()) {
            if (!claim.numbers.isEmpty()) {
                Q_EMIT view->evidenceActivated(QStringLiteral("number"), claim.id + QStringLiteral("/0"));
                break;
            }
        }
        shoot(QStringLiteral("inspector"));
    }
    if (pages.contains(QLatin1String("library"))) {
        window.showPage(MainWindow::Library);
        shoot(QStringLiteral("library"));
    }
    shootSettings(window, pages, shoot);
    test::shootModel(window, services, view->report()->id, pages, shoot);
    test::shootPerformance(window, services, view->report()->id, pages, shoot);
    shootSent(window, services, view->report()->id, pages, shoot);
    return 0;
}
