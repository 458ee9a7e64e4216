// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/brief_page.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "documents/folder_watcher.h"
#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "documents/page_image.h"
#include "evidence/intake/evidence_intake.h"
#include "report/inspector.h"
#include "report/report_tabs.h"
#include "report/report_view.h"
#include "sample_answers.h"
#include "sample_documents.h"
#include "sample_report.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/window_keeper.h"
#include "shown_window.h"
#include "storage/report_repository.h"
#include "widgets/evidence_browser.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <atomic>

using namespace consultantos;
using namespace consultantos::test;

namespace {

/// The services of a user who has imported the sample documents.
void withDocuments(AppServices &services)
{
    for (const auto &document : {sampleAnnualReport(), sampleInterview()}) {
        const auto stored = services.documents->store(document, sampleOrigin(document));
        if (!stored)
            qFatal("%s", qPrintable(stored.error().toText()));
    }
    services.renderPage = drawSamplePage;
}

void write(const QString &path, const QByteArray &bytes = "x")
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

/// "bad…" can't be read, "empty…" holds nothing, all else is a document of 3 passages.
Result<Intake> takeByName(const QString &path)
{
    const auto name = QFileInfo(path).fileName();
    if (name.startsWith(QLatin1String("bad")))
        return fail(ErrorCode::Malformed, QStringLiteral("%1 is cut off.").arg(name),
                    QStringLiteral("Fetch it again."));
    Intake intake;
    intake.path = path;
    intake.format = QStringLiteral("pdf");
    intake.documentId = QStringLiteral("0123456789abcdef");
    intake.passages = name.startsWith(QLatin1String("empty")) ? 0 : 3;
    if (intake.passages == 0)
        intake.warnings.append(QStringLiteral("It holds no text: a scan?"));
    return intake;
}

QString textOf(const ImportModel *model, int row, ImportModel::Column column)
{
    return model->index(row, column).data(Qt::DisplayRole).toString();
}

bool isShown(const QWidget *window, const QString &text)
{
    const auto labels = window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&text](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

} // namespace

/// Documents in the real window, driven as a user does.
class TestDocuments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFolderIsImportedFileByFileWhateverSomeAre();
    void cancellingAnImportKeepsWhatIsThere();
    void theWatchedFolderIsImportedAgainWhenItChanges();
    void withoutDocumentsThePageSaysWhatToDo();
    void documentsAreListedRemovedAndBroughtBack();
    void aDocumentBeginsABrief();
    void documentsAboutNobodyAreOfferedToTheBrief();
    void searchingShowsThePageWithThePassageMarked();
    void filtersNarrowSearchAndList();
    void whatNothingHoldsIsSaid();
    void leafingAndMarkingByKeyboard();
    void aPlaceAskedForWhileAnotherIsReadIsTheOneShown();
    void aDocumentWithoutPagesIsShownAsText();
    void aPassageLeadsToTheSentenceThatUsesIt();
    void aFactsCellIsShownInItsDocument();
    void anEngagementStandsInTheTitleAndIsChanged();
};

void TestDocuments::aFolderIsImportedFileByFileWhateverSomeAre()
{
    const QTemporaryDir folder;
    for (const auto *name : {"a.pdf", "bad.pdf", "empty.pdf"})
        write(folder.filePath(QLatin1String(name)));
    ShownWindow shown([](AppServices &services) {
        services.takeFile = [](const QString &path, const QString &, const CancellationToken &) {
            return takeByName(path);
        };
    });
    const auto *model = shown.window.imports()->controller()->model();
    QSignalSpy finished(shown.window.imports()->controller(), &ImportController::finished);
    shown.window.imports()->import({folder.path(), folder.filePath(QStringLiteral("none.pdf"))});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(model->rowCount(), 4);
    QCOMPARE(textOf(model, 0, ImportModel::FoundColumn), QStringLiteral("Passages 3, tables 0."));
    QCOMPARE(model->index(1, 0).data(ImportModel::StateRole).toInt(), int(ImportState::Failed));
    QCOMPARE(textOf(model, 1, ImportModel::RemarksColumn), QStringLiteral("bad.pdf is cut off.\nFetch it again."));
    QCOMPARE(model->index(2, 0).data(ImportModel::StateRole).toInt(), int(ImportState::TakenInPart));
    QCOMPARE(textOf(model, 2, ImportModel::RemarksColumn), QStringLiteral("It holds no text: a scan?"));
    QCOMPARE(child<QLabel>(&shown.window, "importText")->text(),
             QStringLiteral("3 file(s) imported, 1 with remarks, 1 failed"));
}

void TestDocuments::cancellingAnImportKeepsWhatIsThere()
{
    const QTemporaryDir folder;
    for (int file = 0; file < 6; ++file)
        write(folder.filePath(QStringLiteral("%1.pdf").arg(file)));
    std::atomic<int> asked = 0;
    ShownWindow shown([&asked](AppServices &services) {
        services.takeFile = [&asked](const QString &path, const QString &, const CancellationToken &cancel) {
            // The first is quick, the others take until they are told to stop.
            if (asked++ == 0)
                return takeByName(path);
            cancel.waitFor(std::chrono::seconds(20));
            return Result<Intake>(fail(ErrorCode::Cancelled, QStringLiteral("cancelled")));
        };
    });
    shown.window.showPage(MainWindow::Documents);
    const auto *model = shown.window.imports()->controller()->model();
    shown.window.imports()->import({folder.path()});
    QTRY_COMPARE(model->count(ImportState::Taken), 1);
    QTRY_COMPARE(model->count(ImportState::Reading), 2);
    auto *stop = child<QPushButton>(&shown.window, "importStop");
    QTRY_VERIFY(stop->isVisible());
    stop->setFocus();
    QTest::keyClick(stop, Qt::Key_Space);
    QTRY_VERIFY(!shown.window.imports()->controller()->isRunning());
    QCOMPARE(model->count(ImportState::Cancelled), 5);
    QCOMPARE(int(asked), 3); // what waited was never begun
    QVERIFY(child<QPushButton>(&shown.window, "importHide")->isVisible());
}

void TestDocuments::theWatchedFolderIsImportedAgainWhenItChanges()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("first.pdf")));
    FolderWatcher watcher(std::chrono::milliseconds(50));
    QSignalSpy found(&watcher, &FolderWatcher::found);
    watcher.watch(folder.path());
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found[0][0].toStringList(), QStringList{folder.filePath(QStringLiteral("first.pdf"))});
    write(folder.filePath(QStringLiteral("second.pdf")));
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(found[1][0].toStringList(), QStringList{folder.filePath(QStringLiteral("second.pdf"))});
    write(folder.filePath(QStringLiteral("first.pdf")), "longer than before");
    QTRY_COMPARE(found.size(), 3);
    QCOMPARE(found[2][0].toStringList(), QStringList{folder.filePath(QStringLiteral("first.pdf"))});
    watcher.watch({});
    write(folder.filePath(QStringLiteral("third.pdf")));
    QTest::qWait(200);
    QCOMPARE(found.size(), 3);
}

void TestDocuments::withoutDocumentsThePageSaysWhatToDo()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Documents);
    QTRY_VERIFY(isShown(&shown.window, QStringLiteral("No documents yet")));
    QVERIFY(!child<QLineEdit>(&shown.window, "documentSearch")->isEnabled());
}

void TestDocuments::documentsAreListedRemovedAndBroughtBack()
{
    ShownWindow shown(withDocuments);
    shown.window.showPage(MainWindow::Documents);
    auto *table = child<QTableView>(&shown.window, "documentTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->sortByColumn(0, Qt::AscendingOrder);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("annual-report-2023.pdf"));
    table->setFocus();
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_Delete);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const auto documents = shown.services.app().documents;
    QVERIFY(!*documents->contains(sampleInterview().id));
    // Nothing was asked, as it comes back as it was.
    QTRY_VERIFY(child<QWidget>(&shown.window, "undoBar")->isVisible());
    child<QPushButton>(&shown.window, "undoButton")->click();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QVERIFY(*documents->contains(sampleInterview().id));
    QVERIFY(!child<QWidget>(&shown.window, "undoBar")->isVisible());
}

void TestDocuments::aDocumentBeginsABrief()
{
    ShownWindow shown([](AppServices &services) {
        withDocuments(services);
        auto about = sampleInterview();
        about.id = QStringLiteral("00ff00ff00ff00ff");
        about.name = QStringLiteral("interview_tesla_buyer.docx");
        QVERIFY(services.documents->store(about, sampleOrigin(about)));
    });
    shown.window.showPage(MainWindow::Documents);
    auto *table = child<QTableView>(&shown.window, "documentTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    auto *button = child<QPushButton>(&shown.window, "documentBrief");
    QVERIFY(!button->isEnabled());
    const auto briefWith = [&](const QString &name) {
        shown.window.showPage(MainWindow::Documents);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == name)
                table->selectRow(row);
        }
        QVERIFY(button->isEnabled());
        button->click();
        QTRY_COMPARE(shown.window.currentPage(), MainWindow::Brief);
    };
    // About nobody: its file goes along, and the company is asked for.
    briefWith(QStringLiteral("interview-plant-manager.docx"));
    auto asked = shown.window.brief()->request();
    QCOMPARE(asked.factsFiles, QStringList{QStringLiteral("/home/user/engagement/interview-plant-manager.docx")});
    QCOMPARE(asked.company, QString());
    QTRY_VERIFY(child<QLineEdit>(&shown.window, "company")->hasFocus());
    // A company that its name holds is a guess.
    briefWith(QStringLiteral("interview_tesla_buyer.docx"));
    asked = shown.window.brief()->request();
    QCOMPARE(asked.company, QStringLiteral("Tesla"));
    QCOMPARE(asked.factsFiles.size(), 1);
    // One of a company is its evidence by itself.
    briefWith(QStringLiteral("annual-report-2023.pdf"));
    asked = shown.window.brief()->request();
    QCOMPARE(asked.company, QStringLiteral("Tesla"));
    QVERIFY(asked.factsFiles.isEmpty());
}

void TestDocuments::documentsAboutNobodyAreOfferedToTheBrief()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("interview-plant-manager.docx"));
    write(path);
    ShownWindow shown([&path](AppServices &services) {
        auto origin = sampleOrigin(sampleInterview());
        origin.path = path;
        QVERIFY(services.documents->store(sampleInterview(), origin));
        QVERIFY(services.documents->store(sampleAnnualReport(), sampleOrigin(sampleAnnualReport())));
    });
    auto *button = child<QPushButton>(&shown.window, "chooseDocument");
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->menu()->actions().size(), 1);
    button->menu()->actions().first()->trigger();
    QCOMPARE(shown.window.brief()->request().factsFiles, QStringList{path});
    // A file that is chosen twice goes along once.
    button->menu()->actions().first()->trigger();
    QCOMPARE(shown.window.brief()->request().factsFiles.size(), 1);
}

void TestDocuments::searchingShowsThePageWithThePassageMarked()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->findInDocuments->trigger();
    QCOMPARE(shown.window.currentPage(), MainWindow::Documents);
    auto *search = child<QLineEdit>(&shown.window, "documentSearch");
    QTRY_VERIFY(child<QTableView>(&shown.window, "documentTable")->model()->rowCount() == 2);
    QTest::keyClicks(search, QStringLiteral("battery suppl"));
    auto *results = child<QListView>(&shown.window, "searchResults");
    QTRY_COMPARE(results->model()->rowCount(), 1);
    QTRY_VERIFY(results->isVisible());
    results->setFocus();
    QTest::keyClick(results, Qt::Key_Down);
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().number, 1);
    QVERIFY(viewer->isVisible());
    QVERIFY(!viewer->page().image.isNull());
    QCOMPARE(viewer->page().section, QStringLiteral("Item 1A. Risk factors"));
    QVERIFY(viewer->page().passages[viewer->page().marked].passage.text.contains(QStringLiteral("battery cells")));
    // What is marked is where the passage stands, whatever the picture's scale.
    auto *image = child<PageImage>(viewer, "pageImage");
    const auto area = viewer->page().markedArea;
    QTRY_VERIFY(
        image->markRect().contains(QRectF(area.topLeft() * image->width() / 612, area.size() * image->width() / 612)));
    QTRY_VERIFY(std::abs(viewer->page().dpi - image->width() / 8.5 * image->devicePixelRatioF()) < 12);
}

void TestDocuments::filtersNarrowSearchAndList()
{
    ShownWindow shown(withDocuments);
    shown.window.showPage(MainWindow::Documents);
    auto *company = child<QComboBox>(&shown.window, "searchCompany");
    auto *table = child<QTableView>(&shown.window, "documentTable");
    QTRY_COMPARE(company->count(), 2);
    company->setCurrentIndex(1);
    QCOMPARE(company->currentText(), QStringLiteral("Tesla"));
    QCOMPARE(table->model()->rowCount(), 1);
    child<QLineEdit>(&shown.window, "documentSearch")->setText(QStringLiteral("bottleneck"));
    QTRY_VERIFY(isShown(&shown.window, QStringLiteral("Nothing found")));
    company->setCurrentIndex(0);
    QTRY_COMPARE(child<QListView>(&shown.window, "searchResults")->model()->rowCount(), 1);
}

void TestDocuments::whatNothingHoldsIsSaid()
{
    ShownWindow shown(withDocuments);
    shown.window.showPage(MainWindow::Documents);
    auto *search = child<QLineEdit>(&shown.window, "documentSearch");
    QTRY_COMPARE(child<QTableView>(&shown.window, "documentTable")->model()->rowCount(), 2);
    search->setText(QStringLiteral("zeppelin"));
    QTRY_VERIFY(isShown(&shown.window, QStringLiteral("Nothing found")));
    // Some of the words are better than nothing, and it is said.
    search->setText(QStringLiteral("zeppelin bottleneck"));
    QTRY_COMPARE(child<QLabel>(&shown.window, "searchCount")->text(),
                 QStringLiteral("No passage holds all words. 1 passage(s) with some of them:"));
    search->clear();
    QTRY_VERIFY(child<QTableView>(&shown.window, "documentTable")->isVisible());
}

void TestDocuments::leafingAndMarkingByKeyboard()
{
    ShownWindow shown(withDocuments);
    shown.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    shown.window.showPage(MainWindow::Documents);
    auto *table = child<QTableView>(&shown.window, "documentTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->sortByColumn(0, Qt::AscendingOrder);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().number, 1);
    QCOMPARE(viewer->page().marked, -1);
    QTest::keyClick(&shown.window, Qt::Key_PageDown, Qt::AltModifier);
    QTRY_COMPARE(viewer->page().number, 2);
    auto *number = child<QSpinBox>(viewer, "pageNumber");
    QCOMPARE(number->value(), 2);
    number->setFocus();
    QTest::keyClick(number, Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(number, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(viewer->page().marked, 1);
    QCOMPARE(viewer->place().page, 2);
    QTest::keyClick(&shown.window, Qt::Key_PageUp, Qt::AltModifier);
    QTRY_COMPARE(viewer->page().number, 1);
    QCOMPARE(viewer->page().marked, -1);
    number->setFocus();
    QTest::keyClick(number, Qt::Key_Escape);
    QVERIFY(!viewer->isVisible());
    QVERIFY(table->hasFocus());
}

void TestDocuments::aPlaceAskedForWhileAnotherIsReadIsTheOneShown()
{
    ShownWindow shown(withDocuments);
    auto *viewer = shown.window.documents()->viewer();
    shown.window.showPlace({sampleAnnualReport().id, 2, {}, {}, {}, {}});
    QTRY_COMPARE(viewer->page().number, 2);
    // The picture of the first page read is redrawn for the width it got; by then another place may be meant.
    for (int round = 0; round < 5; ++round) {
        shown.window.showPlace({sampleInterview().id, 0, {}, {}, {}, {}});
        viewer->goTo(2);
        QTRY_COMPARE(viewer->page().document.id, sampleInterview().id);
        QTest::qWait(60 * round);
        QCOMPARE(viewer->page().number, 1);
        shown.window.showPlace({sampleAnnualReport().id, 2, {}, {}, {}, {}});
        QTest::qWait(160);
        shown.window.showPlace({sampleAnnualReport().id, 1, {}, {}, {}, {}});
        QTRY_COMPARE(viewer->page().number, 1);
        QTest::qWait(250);
        QCOMPARE(viewer->page().number, 1);
    }
}

void TestDocuments::aDocumentWithoutPagesIsShownAsText()
{
    ShownWindow shown(withDocuments);
    shown.window.showPage(MainWindow::Documents);
    child<QLineEdit>(&shown.window, "documentSearch")->setText(QStringLiteral("bottleneck"));
    auto *results = child<QListView>(&shown.window, "searchResults");
    QTRY_COMPARE(results->model()->rowCount(), 1);
    results->setCurrentIndex(results->model()->index(0, 0));
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().number, 2);
    QCOMPARE(viewer->page().count, 2);
    const auto text = child<EvidenceBrowser>(viewer, "pageText");
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().contains(QStringLiteral("The paint shop is the bottleneck")));
    QVERIFY(!text->toPlainText().contains(QStringLiteral("Answer 3:")));
    viewer->goTo(1);
    QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("Answer 3:")));
}

void TestDocuments::aPassageLeadsToTheSentenceThatUsesIt()
{
    ShownWindow shown([](AppServices &services) {
        withDocuments(services);
        auto report = sampleReport(QStringLiteral("quoting"));
        const auto quoted = sampleTextAnswer();
        const auto *passage = quoted.evidence.passage(quoted.refs.first());
        report.evidence.add(*passage);
        report.summary.supports.append(ClaimBuilder(QStringLiteral("summary.finding.9"), Grade::Quoted, 0.7)
                                           .text(QStringLiteral("The report says: "))
                                           .quote(passage->text, passage->id)
                                           .build());
        const auto saved = services.reports->save(report);
        if (!saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    });
    const auto answer = sampleTextAnswer();
    shown.window.showPlace(placeOf(answer.evidence, answer.refs.first()));
    auto *viewer = shown.window.documents()->viewer();
    auto *uses = child<QListView>(viewer, "usesList");
    QTRY_COMPARE(uses->model()->rowCount(), 1);
    uses->setFocus();
    uses->setCurrentIndex(uses->model()->index(0, 0));
    QTest::keyClick(uses, Qt::Key_Return);
    QTRY_COMPARE(shown.window.currentPage(), MainWindow::Reports);
    const auto *view = shown.window.reports()->current();
    QCOMPARE(view->report()->id, QStringLiteral("quoting"));
    QCOMPARE(view->currentPage(), QStringLiteral("summary"));
    QVERIFY(child<EvidenceBrowser>(view, "summaryText")
                ->textCursor()
                .selectedText()
                .contains(QStringLiteral("suppliers of battery cells")));
}

void TestDocuments::aFactsCellIsShownInItsDocument()
{
    ShownWindow shown(withDocuments);
    auto report = sampleReport();
    const auto fact = sampleRevenue();
    report.evidence.add(fact);
    shown.window.openReport(std::make_shared<const Report>(report));
    shown.window.inspector()->showReference(std::make_shared<const Report>(report), fact.id);
    QVERIFY(shown.window.inspector()->plainText().contains(QStringLiteral("Total revenues, 2023")));
    child<QPushButton>(shown.window.inspector(), "inspectorDocument")->click();
    QCOMPARE(shown.window.currentPage(), MainWindow::Documents);
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().number, 2);
    QCOMPARE(viewer->page().markedArea, fact.latest.place.area);
    QVERIFY(child<QLabel>(viewer, "documentWhere")->text().contains(QStringLiteral("Total revenues, 2023")));
    QTRY_COMPARE(child<QLabel>(viewer, "usesHead")->text(), QStringLiteral("No report uses it yet."));
}

void TestDocuments::anEngagementStandsInTheTitleAndIsChanged()
{
    TestServices services(std::make_shared<FixtureFacts>());
    auto &app = services.app();
    WindowKeeper keeper(*qApp, app);
    app.engagement = QStringLiteral("Client A");
    app.engagementNames = [] { return QStringList{QStringLiteral("Client A"), QStringLiteral("Client B")}; };
    // As the program does: the stores are opened on the pool, the window is replaced in its own thread.
    app.openEngagement = [&keeper](const QString &name) -> Status {
        if (name == QLatin1String("Client B"))
            QMetaObject::invokeMethod(
                &keeper,
                [&keeper, name] { keeper.reopen([name](AppServices &changed) { changed.engagement = name; }); },
                Qt::QueuedConnection);
        return {};
    };
    QVERIFY(QDir(services.dataDir()).mkpath(QStringLiteral("engagements")));
    const auto *first = keeper.open();
    QCOMPARE(first->windowTitle(), QStringLiteral("Client A – ConsultantOS"));
    auto *menu = child<QMenu>(first, "engagementMenu");
    Q_EMIT menu->aboutToShow();
    QTRY_COMPARE(menu->actions().size(), 5); // none, two, a line, new
    QVERIFY(menu->actions()[1]->isChecked());
    menu->actions()[2]->trigger();
    QTRY_COMPARE(keeper.window()->windowTitle(), QStringLiteral("Client B – ConsultantOS"));
}

QTEST_MAIN(TestDocuments)
#include "test_documents.moc"
