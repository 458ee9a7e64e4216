// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/answer_view.h"
#include "ask/ask_panel.h"
#include "ask/ask_scope.h"
#include "ask/question_field.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "sample_answers.h"
#include "sample_documents.h"
#include "sample_report.h"
#include "shell/app_actions.h"
#include "shell/window_state.h"
#include "shown_window.h"
#include "widgets/evidence_browser.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace consultantos;
using namespace consultantos::test;

namespace {

void withDocuments(AppServices &services)
{
    const auto document = sampleAnnualReport();
    const auto stored = services.documents->store(document, sampleOrigin(document));
    if (!stored)
        qFatal("%s", qPrintable(stored.error().toText()));
    services.renderPage = drawSamplePage;
    services.ask = answerSample;
}

/// Types the question and presses Enter.
void type(const MainWindow &window, const QString &question)
{
    QSignalSpy answered(window.askPanel(), &AskPanel::answered);
    auto *field = child<QuestionField>(&window, "questionField");
    QTest::keyClicks(field, question);
    QTest::keyClick(field, Qt::Key_Return);
    if (answered.isEmpty() && !answered.wait(5000))
        qFatal("no answer");
}

QString shownAnswer(const MainWindow &window)
{
    return child<EvidenceBrowser>(&window, "answerText")->toPlainText();
}

} // namespace

/// Questions in the real window, driven as a user does.
class TestAsk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFigureComesWithFormulaAndCells();
    void aSourceOpensItsPage();
    void anInputOfTheFormulaOpensItsCell();
    void aTextAnswerIsQuotedWithItsPlace();
    void whatCannotBeAnsweredSaysWhatWouldHelp();
    void aFailureIsTold();
    void theAnswerIsCopiedWithItsSources();
    void onlyTheNewestQuestionIsAnswered();
    void questionsComeBackByKeyboardAndAfterARestart();
    void theScopeFollowsWhatIsOpen();
};

void TestAsk::aFigureComesWithFormulaAndCells()
{
    ShownWindow shown(withDocuments);
    shown.window.activateWindow();
    shown.window.appActions()->ask->trigger();
    QVERIFY(shown.window.askPanel()->isVisible());
    QTRY_VERIFY(child<QuestionField>(&shown.window, "questionField")->hasFocus());
    type(shown.window, QStringLiteral("What was the gross margin in 2023?"));
    const auto text = shownAnswer(shown.window);
    for (const auto *part : {"18.2 %", "FY2023", "gross_profit / revenue", "USD 96,773 M",
                             "annual-report-2023.pdf · page 2 · cell Total revenues, 2023"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    const auto *tree = child<QTreeView>(&shown.window, "answerTree");
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 2);
}

void TestAsk::aSourceOpensItsPage()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("margin?"));
    auto *text = child<EvidenceBrowser>(&shown.window, "answerText");
    text->setFocus();
    QTest::keyClick(text, Qt::Key_Tab); // the first source
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(shown.window.currentPage(), MainWindow::Documents);
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().number, 2);
    QVERIFY(viewer->page().markedArea.isValid());
    QVERIFY(shown.window.askPanel()->isVisible());
}

void TestAsk::anInputOfTheFormulaOpensItsCell()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("margin?"));
    auto *tree = child<QTreeView>(&shown.window, "answerTree");
    tree->setFocus();
    tree->setCurrentIndex(tree->model()->index(1, 0, tree->model()->index(0, 0)));
    QTest::keyClick(tree, Qt::Key_Return);
    auto *viewer = shown.window.documents()->viewer();
    QTRY_COMPARE(viewer->page().markedArea, sampleRevenue().latest.place.area);
}

void TestAsk::aTextAnswerIsQuotedWithItsPlace()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("What about suppliers?"));
    QVERIFY(shownAnswer(shown.window).contains(QStringLiteral("“Our suppliers of battery cells are few.")));
    QVERIFY(shownAnswer(shown.window).contains(QStringLiteral("annual-report-2023.pdf · page 1")));
    QVERIFY(!child<QTreeView>(&shown.window, "answerTree")->isVisible());
}

void TestAsk::whatCannotBeAnsweredSaysWhatWouldHelp()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("How many employees left?"));
    QVERIFY(shownAnswer(shown.window).contains(QStringLiteral("This can't be answered")));
    QVERIFY(shownAnswer(shown.window).contains(QStringLiteral("A sustainability report of 2023.")));
    QVERIFY(child<QPushButton>(&shown.window, "askImport")->isVisible());
    type(shown.window, QStringLiteral("margin?"));
    QVERIFY(!child<QPushButton>(&shown.window, "askImport")->isVisible());
}

void TestAsk::aFailureIsTold()
{
    ShownWindow shown([](AppServices &services) {
        services.ask = [](const QuestionScope &) -> Result<Answer> {
            return fail(ErrorCode::NotFound, QStringLiteral("No company called \"Zeppelin\"."),
                        QStringLiteral("Name another."));
        };
    });
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("Zeppelin's revenue?"));
    QVERIFY(shownAnswer(shown.window).contains(QStringLiteral("No company called \"Zeppelin\".")));
    QVERIFY(!child<QPushButton>(&shown.window, "askCopy")->isEnabled());
}

void TestAsk::theAnswerIsCopiedWithItsSources()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    type(shown.window, QStringLiteral("margin?"));
    child<QPushButton>(&shown.window, "askCopy")->click();
    const auto copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("18.2 % (FY2023)")), qPrintable(copied));
    QVERIFY2(copied.contains(QStringLiteral("page 2 · cell Gross profit, 2023")), qPrintable(copied));
}

void TestAsk::onlyTheNewestQuestionIsAnswered()
{
    QSemaphore slow;
    ShownWindow shown([&slow](AppServices &services) {
        services.ask = [&slow](const QuestionScope &question) {
            if (question.question == QLatin1String("suppliers?"))
                slow.acquire();
            return answerSample(question);
        };
    });
    shown.window.askPanel()->ask(QStringLiteral("suppliers?"));
    QSignalSpy answered(shown.window.askPanel(), &AskPanel::answered);
    shown.window.askPanel()->ask(QStringLiteral("margin?"));
    QVERIFY(answered.wait(5000));
    slow.release();
    shown.services.app().pool->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(answered.size(), 1);
    QCOMPARE(shown.window.askPanel()->view()->answer()->question, QStringLiteral("margin?"));
}

void TestAsk::questionsComeBackByKeyboardAndAfterARestart()
{
    ShownWindow shown(withDocuments);
    shown.window.appActions()->ask->trigger();
    auto *field = child<QuestionField>(&shown.window, "questionField");
    type(shown.window, QStringLiteral("margin?"));
    field->clear();
    type(shown.window, QStringLiteral("suppliers?"));
    field->clear();
    QTest::keyClicks(field, QStringLiteral("not yet asked"));
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->question(), QStringLiteral("suppliers?"));
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->question(), QStringLiteral("margin?"));
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Down);
    QCOMPARE(field->question(), QStringLiteral("not yet asked"));

    const auto state = shown.window.state();
    state.save(shown.services.dataDir(), {});
    const MainWindow again(shown.services.app(), WindowState::load(shown.services.dataDir(), {}));
    QCOMPARE(again.askPanel()->history(), QStringList({QStringLiteral("margin?"), QStringLiteral("suppliers?")}));
    // Another client's window knows nothing of them.
    QVERIFY(WindowState::load(shown.services.dataDir(), QStringLiteral("Client B")).questions.isEmpty());
}

void TestAsk::theScopeFollowsWhatIsOpen()
{
    ShownWindow shown(withDocuments);
    auto *scope = shown.window.askPanel()->scope();
    const auto asked = [scope](int choice) {
        scope->setCurrentIndex(choice);
        return scope->scoped(QStringLiteral("q"));
    };
    shown.window.openReport(std::make_shared<const Report>(sampleReport()));
    QCOMPARE(asked(1).company, QStringLiteral("Tesla"));
    shown.window.showPlace({sampleAnnualReport().id, 1, {}, {}, {}, {}});
    QTRY_COMPARE(asked(2).documents, QStringList{sampleAnnualReport().id});
    QCOMPARE(asked(2).company, QString());
    QCOMPARE(asked(1).company, QStringLiteral("Tesla"));
    scope->setCurrentIndex(2);
    shown.window.showPage(MainWindow::Brief);
    QCOMPARE(scope->currentIndex(), 0);
    QCOMPARE(scope->scoped(QStringLiteral("q")).documents, QStringList());
}

QTEST_MAIN(TestAsk)
#include "test_ask.moc"
