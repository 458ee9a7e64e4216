// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/brief_page.h"
#include "brief/evidence_file_list.h"
#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "evidence/fact_store.h"
#include "fixture_facts.h"
#include "in_language.h"
#include "report/inspector.h"
#include "report/report_export.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_report.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "shell/window_keeper.h"
#include "storage/report_repository.h"
#include "test_services.h"
#include "widgets/evidence_browser.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QThreadPool>
#include <QTimeZone>
#include <QTreeView>

using namespace consultantos;
using namespace consultantos::test;

namespace {

template <typename T>
T *child(const QWidget *parent, const char *name)
{
    auto *found = parent->findChild<T *>(QLatin1String(name));
    if (found == nullptr)
        qFatal("no child called %s", name);
    return found;
}

/// The window over its own data folder, shown and with its companies loaded.
struct Shown {
    explicit Shown(const QProcessEnvironment &environment = {})
        : services(std::make_shared<FixtureFacts>(), environment)
        , window(services.app())
    {
        QSignalSpy ready(&window, &MainWindow::ready);
        window.show();
        if (!ready.wait(5000))
            qFatal("the window did not get ready");
    }

    void store(const QString &id)
    {
        const auto saved = services.app().reports->save(sampleReport(id));
        if (!saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    }

    TestServices services;
    MainWindow window;
};

} // namespace

/// The real window, driven as a user does.
class TestWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReportIsReadInTheLanguageItWasAskedFor()
    {
        QThreadPool pool;
        ReportTabs tabs;
        tabs.readInTheirLanguages(&pool);
        auto report = test::sampleReport();
        report.request.language = QStringLiteral("de");
        report.summary.limits = {
            QStringLiteral("The latest stored fiscal year of Tesla is FY2021; nothing later is considered.")};
        tabs.open(std::make_shared<const Report>(report));
        const auto *text = tabs.findChild<EvidenceBrowser *>(QStringLiteral("summaryText"));
        QVERIFY(text != nullptr);
        QTRY_VERIFY(text->toPlainText().contains(
            QStringLiteral("Das jüngste gespeicherte Geschäftsjahr von Tesla ist GJ 2021")));
        QVERIFY(!text->toPlainText().contains(report.summary.limits.first()));
        // What is kept, and edited, is the report itself.
        QCOMPARE(tabs.current()->report()->summary.limits, report.summary.limits);
    }

    void buttonsOfQtSpeakTheWindowsLanguage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("cancel");
        QTest::newRow("German") << QStringLiteral("de") << QStringLiteral("Abbrechen");
        QTest::newRow("Spanish") << QStringLiteral("es") << QStringLiteral("Cancelar");
        QTest::newRow("French") << QStringLiteral("fr") << QStringLiteral("Annuler");
    }

    void buttonsOfQtSpeakTheWindowsLanguage()
    {
        QFETCH(QString, language);
        QFETCH(QString, cancel);
        if (!QFile::exists(QStringLiteral(":/i18n/qtbase_de.qm")))
            QSKIP("qtbase_de.qm wasn't there when this was built");
        const test::InLanguage window(language);
        const QDialogButtonBox box(QDialogButtonBox::Cancel);
        QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(QLatin1Char('&')), cancel);
    }

    void analyseIsEnabledOnlyForAValidBrief();
    void choosingACompanyFillsItsIndustry();
    void aWrongMarketValueIsSaidBesideItsField();
    void droppedFilesAreImportedOrGoWithTheBrief();
    void tabWalksTheBriefInReadingOrder();
    void analysingEndsWithAReportThatIsInTheLibrary();
    void everyPageOfAReportShows();
    void aNumbersLinkShowsFormulaAndAccessionNumber();
    void aRestatedFactShowsItsEarlierValue();
    void inspectorTextCanBeCopied();
    void libraryFindsDeletesAndRestores();
    void whatAPolicyDoesNotAllowIsNotSaved();
    void anEmptyLibrarySaysWhatToDo();
    void aWrongSettingIsSaidInlineAndNotSaved();
    void whatTheEnvironmentSetsCannotBeEdited();
    void openReportsAndPageAreRestored();
    void changingTheLanguageKeepsTheState();
    void changingTheTextsSizeKeepsTheState();
    void theCrashOfTheRunBeforeIsTold();
};

void TestWindow::analyseIsEnabledOnlyForAValidBrief()
{
    Shown shown;
    auto *company = child<QLineEdit>(&shown.window, "company");
    auto *analyse = child<QPushButton>(&shown.window, "analyse");
    QVERIFY(!analyse->isEnabled());
    QTest::keyClicks(company, QStringLiteral("Tesla"));
    QVERIFY(analyse->isEnabled());
    company->setText(QString(201, QLatin1Char('x')));
    QVERIFY(!analyse->isEnabled());
    company->setText(QStringLiteral("Tesla"));
    for (const auto *id : {"framework_porter", "framework_swot", "framework_pestel", "framework_blue_ocean"}) {
        auto *card = child<QAbstractButton>(&shown.window, id);
        card->setFocus();
        QTest::keyClick(card, Qt::Key_Space);
    }
    QVERIFY(!analyse->isEnabled());
    QVERIFY(!shown.window.appActions()->analyse->isEnabled());
}

void TestWindow::choosingACompanyFillsItsIndustry()
{
    Shown shown;
    child<QLineEdit>(&shown.window, "company")->setText(QStringLiteral("tsla"));
    QCOMPARE(child<QComboBox>(&shown.window, "industry")->currentData().toString(), QStringLiteral("automotive"));
    AnalysisRequest request;
    request.company = QStringLiteral("Ford Motor");
    shown.window.brief()->setRequest(request);
    QCOMPARE(child<QComboBox>(&shown.window, "industry")->currentData().toString(), QStringLiteral("automotive"));
    // Its own industry goes without saying.
    QVERIFY(shown.window.brief()->request().industry.isEmpty());
}

void TestWindow::aWrongMarketValueIsSaidBesideItsField()
{
    Shown shown;
    child<QLineEdit>(&shown.window, "company")->setText(QStringLiteral("Tesla"));
    auto *value = child<QLineEdit>(&shown.window, "marketValue");
    for (const auto *wrong : {"a lot", "-5", "0", "nan", "1e999"}) {
        value->setText(QLatin1String(wrong));
        QVERIFY2(!child<QPushButton>(&shown.window, "analyse")->isEnabled(), wrong);
        QVERIFY2(!value->accessibleDescription().isEmpty(), wrong);
    }
    value->setText(QStringLiteral("850000000000"));
    QCOMPARE(shown.window.brief()->request().marketCap, std::optional(850e9));
}

void TestWindow::droppedFilesAreImportedOrGoWithTheBrief()
{
    Shown shown;
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/CIK0001318605.json.gz")),
                  QUrl::fromLocalFile(QStringLiteral("/tmp/letter.docx"))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&shown.window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&shown.window, &drop);
    // On the window they are imported at once, whatever the page; on the brief's list they go with the analysis.
    const auto *lines = shown.window.imports()->controller()->model();
    QTRY_COMPARE(lines->count(ImportState::TakenInPart), 2); // the fixture finds nothing in them
    QCOMPARE(lines->path(1), QFileInfo(QStringLiteral("/tmp/letter.docx")).absoluteFilePath());
    QVERIFY(shown.window.brief()->request().factsFiles.isEmpty());
    auto *list = child<EvidenceFileList>(&shown.window, "evidenceFileList");
    QApplication::sendEvent(list, &enter);
    QApplication::sendEvent(list, &drop);
    QCOMPARE(shown.window.brief()->request().factsFiles,
             QStringList({QStringLiteral("/tmp/CIK0001318605.json.gz"), QStringLiteral("/tmp/letter.docx")}));
}

void TestWindow::tabWalksTheBriefInReadingOrder()
{
    Shown shown;
    shown.window.activateWindow();
    auto *company = child<QLineEdit>(&shown.window, "company");
    company->setText(QStringLiteral("Tesla"));
    company->setFocus();
    QStringList order;
    for (int step = 0; step < 60 && (order.isEmpty() || order.last() != QLatin1String("analyse")); ++step) {
        if (const auto *focus = QApplication::focusWidget())
            order.append(focus->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(order, QStringList({QStringLiteral("company"),
                                 QStringLiteral("industry"),
                                 QStringLiteral("question"),
                                 QStringLiteral("depth"),
                                 QStringLiteral("reportTemplate"),
                                 QStringLiteral("weight.impact"),
                                 QStringLiteral("weight.feasibility"),
                                 QStringLiteral("weight.risk"),
                                 QStringLiteral("weight.time"),
                                 QStringLiteral("reportLanguage"),
                                 QStringLiteral("region"),
                                 QStringLiteral("context"),
                                 QStringLiteral("marketValue"),
                                 QStringLiteral("forecast"),
                                 QStringLiteral("addFiles"),
                                 QStringLiteral("editFrameworks"),
                                 QStringLiteral("framework_porter"),
                                 QStringLiteral("framework_swot"),
                                 QStringLiteral("framework_pestel"),
                                 QStringLiteral("framework_blue_ocean"),
                                 QStringLiteral("framework_ansoff"),
                                 QStringLiteral("framework_bcg"),
                                 QStringLiteral("framework_value_chain"),
                                 QStringLiteral("framework_vrio"),
                                 QStringLiteral("framework_three_c"),
                                 QStringLiteral("framework_scenarios"),
                                 QStringLiteral("framework_issue_tree"),
                                 QStringLiteral("analyse")}));
}

void TestWindow::analysingEndsWithAReportThatIsInTheLibrary()
{
    Shown shown;
    auto *company = child<QLineEdit>(&shown.window, "company");
    QTest::keyClicks(company, QStringLiteral("Tesla"));
    QTest::keyClick(company, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(shown.window.currentPage(), MainWindow::Reports, 30'000);
    QVERIFY(shown.window.reports()->current() != nullptr);
    const auto report = shown.window.reports()->current()->report();
    QCOMPARE(report->company.name, QStringLiteral("Tesla"));
    const auto stored = shown.services.app().reports->load(report->id);
    QVERIFY(stored.has_value());
    QCOMPARE(*stored, *report);
}

void TestWindow::everyPageOfAReportShows()
{
    Shown shown;
    shown.window.openReport(std::make_shared<const Report>(sampleReport()));
    auto *view = shown.window.reports()->current();
    QCOMPARE(view->pageIds().size(), 9);
    for (const auto &id : view->pageIds()) {
        view->showPage(id);
        QCOMPARE(view->currentPage(), id);
        QCoreApplication::processEvents();
    }
    QVERIFY(child<EvidenceBrowser>(view, "swotText")->toPlainText().contains(QStringLiteral("[Playbook]")));
    QVERIFY(child<EvidenceBrowser>(view, "porterText")
                ->toPlainText()
                .contains(QStringLiteral("not derivable: no document names it")));
}

void TestWindow::aNumbersLinkShowsFormulaAndAccessionNumber()
{
    Shown shown;
    shown.window.openReport(std::make_shared<const Report>(sampleReport()));
    auto *text = child<EvidenceBrowser>(shown.window.reports()->current(), "summaryText");
    text->setFocus();
    QSignalSpy activated(text, &EvidenceBrowser::evidenceActivated);
    QTest::keyClick(text, Qt::Key_Tab);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QVERIFY(shown.window.inspector()->isVisible());
    QVERIFY2(shown.window.inspector()->plainText().contains(QStringLiteral("gross_profit / revenue")),
             qPrintable(shown.window.inspector()->plainText()));
    // Down to the fact, by keyboard.
    auto *tree = child<QTreeView>(shown.window.inspector(), "inspectorTree");
    tree->setFocus();
    tree->setCurrentIndex(tree->model()->index(0, 0));
    QTest::keyClick(tree, Qt::Key_Down);
    QVERIFY2(shown.window.inspector()->plainText().contains(QStringLiteral("0000950170-22-000796")),
             qPrintable(shown.window.inspector()->plainText()));
    QVERIFY(shown.window.inspector()->plainText().contains(shownDate(QDate(2022, 2, 7))));
}

void TestWindow::aRestatedFactShowsItsEarlierValue()
{
    TestServices services(std::make_shared<FixtureFacts>());
    Inspector inspector(services.app());
    inspector.showReference(std::make_shared<const Report>(sampleReport()),
                            QStringLiteral("f/1318605/us-gaap/Revenues/USD/2020-01-01..2020-12-31"));
    QVERIFY(inspector.plainText().contains(QStringLiteral("USD 31,500 M")));
    QVERIFY(inspector.plainText().contains(QStringLiteral("0001564590-21-004599")));
}

void TestWindow::inspectorTextCanBeCopied()
{
    TestServices services(std::make_shared<FixtureFacts>());
    Inspector inspector(services.app());
    inspector.activate(std::make_shared<const Report>(sampleReport()), QStringLiteral("claim"),
                       QStringLiteral("summary.risk.1"));
    child<QPushButton>(&inspector, "inspectorCopy")->click();
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("fixed cost makes volume precious")));
}

void TestWindow::libraryFindsDeletesAndRestores()
{
    Shown shown;
    shown.store(QStringLiteral("one"));
    shown.store(QStringLiteral("two"));
    shown.window.showPage(MainWindow::Library);
    auto *table = child<QTableView>(&shown.window, "libraryTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    auto *search = child<QLineEdit>(&shown.window, "librarySearch");
    search->setText(QStringLiteral("zeppelin"));
    QTRY_COMPARE(table->model()->rowCount(), 0);
    search->setText(QStringLiteral("margin germany"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(shown.window.appActions()->undoDelete->isEnabled());
    shown.window.appActions()->undoDelete->trigger();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(!shown.window.appActions()->undoDelete->isEnabled());
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(shown.window.currentPage(), MainWindow::Reports);
}

void TestWindow::whatAPolicyDoesNotAllowIsNotSaved()
{
    TestServices services(std::make_shared<FixtureFacts>());
    QFile file(services.dataDir() + QStringLiteral("/policy.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": 1, \"export_formats\": [\"html\"]}");
    file.close();
    services.app().settings = *Settings::load(services.dataDir(), {}, Policy::load(file.fileName()));
    QVERIFY(services.app().reports->save(sampleReport(QStringLiteral("one"))));
    MainWindow window(services.app());
    window.show();
    window.openReportAt(QStringLiteral("one"), {});
    const auto *actions = window.appActions();
    QTRY_VERIFY(actions->saveHtml->isEnabled());
    for (const auto *locked : {actions->saveMarkdown, actions->saveJson, actions->savePdf, actions->saveWord,
                               actions->saveWorkbook, actions->saveSlides, actions->print}) {
        QVERIFY2(!locked->isEnabled(), qPrintable(locked->text()));
        QVERIFY(locked->toolTip().contains(QStringLiteral("administrator")));
    }

    ReportExport saver(services.app(), &window);
    QSignalSpy failed(&saver, &ReportExport::failed);
    QSignalSpy saved(&saver, &ReportExport::message);
    const auto report = std::make_shared<const Report>(sampleReport(QStringLiteral("one")));
    const auto path = services.dataDir() + QStringLiteral("/saved.");
    saver.save(report, ReportExport::Format::Json, path + QStringLiteral("json"));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, ErrorCode::Denied);
    QVERIFY(!QFile::exists(path + QStringLiteral("json")));
    saver.save(report, ReportExport::Format::Html, path + QStringLiteral("html"));
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(QFile::exists(path + QStringLiteral("html")));
}

void TestWindow::anEmptyLibrarySaysWhatToDo()
{
    Shown shown;
    shown.window.showPage(MainWindow::Library);
    const auto labels = shown.window.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text() == QLatin1String("The library is empty");
    }));
}

void TestWindow::aWrongSettingIsSaidInlineAndNotSaved()
{
    Shown shown;
    shown.window.showPage(MainWindow::SettingsView);
    QTRY_VERIFY(shown.window.findChild<QLineEdit *>(QStringLiteral("setting_max_concurrent_agents")) != nullptr);
    auto *field = child<QLineEdit>(&shown.window, "setting_max_concurrent_agents");
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("many"));
    child<QPushButton>(&shown.window, "saveSettings")->click();
    QTRY_VERIFY(field->property("invalid").toBool());
    QCOMPARE(shown.services.app().settings.maxConcurrentAgents(), 5);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("3"));
    child<QPushButton>(&shown.window, "saveSettings")->click();
    QTRY_COMPARE(shown.services.app().settings.maxConcurrentAgents(), 3);
}

void TestWindow::whatTheEnvironmentSetsCannotBeEdited()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("MAX_CONCURRENT_AGENTS"), QStringLiteral("2"));
    Shown shown(environment);
    shown.window.showPage(MainWindow::SettingsView);
    QTRY_VERIFY(shown.window.findChild<QLineEdit *>(QStringLiteral("setting_max_concurrent_agents")) != nullptr);
    const auto *field = child<QLineEdit>(&shown.window, "setting_max_concurrent_agents");
    QCOMPARE(field->text(), QStringLiteral("2"));
    QVERIFY(!field->isEnabled());
}

void TestWindow::openReportsAndPageAreRestored()
{
    TestServices services(std::make_shared<FixtureFacts>());
    QVERIFY(services.app().reports->save(sampleReport(QStringLiteral("kept"))).has_value());
    {
        MainWindow window(services.app());
        window.show();
        window.openReport(std::make_shared<const Report>(sampleReport(QStringLiteral("kept"))));
        window.close();
    }
    MainWindow window(services.app(), WindowState::load(services.dataDir(), {}));
    window.show();
    QCOMPARE(window.currentPage(), MainWindow::Reports);
    QTRY_COMPARE(window.reports()->openIds(), QStringList{QStringLiteral("kept")});
}

void TestWindow::changingTheLanguageKeepsTheState()
{
    TestServices services(std::make_shared<FixtureFacts>());
    QVERIFY(services.app().settings.save(QStringLiteral("language"), QStringLiteral("en")).has_value());
    WindowKeeper keeper(*qApp, services.app());
    keeper.open()->showPage(MainWindow::Library);
    QCOMPARE(keeper.window()->appActions()->newAnalysis->text(), QStringLiteral("&New analysis"));
    QVERIFY(services.app().settings.save(QStringLiteral("language"), QStringLiteral("de")).has_value());
    keeper.applyAppearance();
    QCOMPARE(keeper.window()->appActions()->newAnalysis->text(), QStringLiteral("&Neue Analyse"));
    QCOMPARE(keeper.window()->currentPage(), MainWindow::Library);
}

void TestWindow::changingTheTextsSizeKeepsTheState()
{
    TestServices services(std::make_shared<FixtureFacts>());
    WindowKeeper keeper(*qApp, services.app());
    keeper.open()->showPage(MainWindow::Library);
    const double points = keeper.window()->font().pointSizeF();
    QVERIFY(!services.app().settings.save(QStringLiteral("text_size"), QStringLiteral("300")).has_value());
    QVERIFY(services.app().settings.save(QStringLiteral("text_size"), QStringLiteral("150")).has_value());
    keeper.applyAppearance();
    QCOMPARE(keeper.window()->font().pointSizeF(), 1.5 * points);
    QCOMPARE(keeper.window()->currentPage(), MainWindow::Library);
    applyTheme(*qApp, QStringLiteral("light"));
}

void TestWindow::theCrashOfTheRunBeforeIsTold()
{
    TestServices services(std::make_shared<FixtureFacts>());
    services.app().crashNote = CrashNote{QDateTime(QDate(2026, 1, 5), QTime(9, 30), QTimeZone::utc()),
                                         QStringLiteral("SIGSEGV"),
                                         {},
                                         QStringLiteral("/data/crashes/1.txt")};
    MainWindow window(services.app());
    window.show();
    const auto *notice = child<QLabel>(&window, "notice");
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(QStringLiteral("SIGSEGV")));
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
