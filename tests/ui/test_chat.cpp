// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/ask_scope.h"
#include "ask/question_field.h"
#include "chat/chat_page.h"
#include "chat/conversation_list_model.h"
#include "chat/message_card.h"
#include "chat/message_html.h"
#include "chat/message_list.h"
#include "documents/document_viewer.h"
#include "documents/documents_page.h"
#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "local_http_server.h"
#include "model/prompt_dialog.h"
#include "sample_chat.h"
#include "sample_documents.h"
#include "sample_report.h"
#include "shown_window.h"
#include "storage/conversation_repository.h"
#include "storage/report_repository.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QString MarginQuestion = QStringLiteral("What was Tesla's gross margin in FY2021?");

/// Types the question and presses Enter.
void type(const MainWindow &window, const QString &question)
{
    QSignalSpy answered(window.chat(), &ChatPage::answered);
    auto *field = child<QuestionField>(&window, "chatQuestion");
    QTest::keyClicks(field, question);
    QTest::keyClick(field, Qt::Key_Return);
    if (answered.isEmpty() && !answered.wait(20'000))
        qFatal("no answer");
}

QString lastText(const MainWindow &window)
{
    return child<QLabel>(window.chat()->messages()->last(), "messageText")->text();
}

QList<QToolButton *> chipsOf(const QWidget *card)
{
    return card->findChildren<QToolButton *>(QStringLiteral("sourceChip"));
}

void openNewest(const MainWindow &window)
{
    auto *list = child<QListView>(&window, "conversationList");
    QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 0, 10'000);
    QSignalSpy opened(window.chat(), &ChatPage::opened);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    if (opened.isEmpty())
        opened.wait(10'000);
}

QByteArray streamOf(const QString &text)
{
    const QJsonObject choice{{QStringLiteral("index"), 0},
                             {QStringLiteral("delta"), QJsonObject{{QStringLiteral("content"), text}}},
                             {QStringLiteral("finish_reason"), QStringLiteral("stop")}};
    const QJsonObject chunk{{QStringLiteral("model"), QStringLiteral("test-model")},
                            {QStringLiteral("choices"), QJsonArray{choice}}};
    return "data: " + QJsonDocument(chunk).toJson(QJsonDocument::Compact) + "\n\ndata: [DONE]\n\n";
}

QProcessEnvironment modelAt(const LocalHttpServer &server)
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("LLM_PROVIDER"), QStringLiteral("openai"));
    environment.insert(QStringLiteral("LLM_PRESET"), QStringLiteral("other"));
    environment.insert(QStringLiteral("LLM_MODEL"), QStringLiteral("test-model"));
    environment.insert(QStringLiteral("LLM_BASE_URL"), server.url(QStringLiteral("/v1")).toString());
    return environment;
}

void withSamples(AppServices &services)
{
    const auto document = sampleAnnualReport();
    if (const auto stored = services.documents->store(document, sampleOrigin(document)); !stored)
        qFatal("%s", qPrintable(stored.error().toText()));
    services.renderPage = drawSamplePage;
    fillConversations(services);
}

} // namespace

/// Conversations in the real window, driven as a user does.
class TestChat : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAModelTheBuiltInEngineAnswers();
    void aShortQuestionLeansOnTheOneBefore();
    void aModelWritesAndItsWrongNumbersAreStruck();
    void whatIsWrittenIsProvisionalUntilItIsChecked();
    void stopKeepsTheConversation();
    void aFailureGivesTheQuestionBack();
    void aStoredConversationComesBack();
    void chipsOpenTheirPlaces();
    void theListSearchesRenamesAndDeletes();
    void theScopeIsWhatIsOpen();
    void aLongConversationIsShownInParts();
    void everythingHasAName();
    void theModelHoldsItsContract();
    void theFirstQuestionAsksForConsent();
    void aWrongAnswerIsAskedAnew();
};

void TestChat::theFirstQuestionAsksForConsent()
{
    QList<ChatTurn> turns;
    ShownWindow shown([&turns](AppServices &services) {
        for (const auto &[key, value] : {std::pair("llm_provider", "openai"), std::pair("llm_preset", "vllm"),
                                         std::pair("llm_base_url", "https://models.invalid/v1"),
                                         std::pair("llm_model", "m1"), std::pair("llm_redact_names", "Tesla")}) {
            if (!services.settings.save(QLatin1String(key), QLatin1String(value)))
                qFatal("setting");
        }
        if (!services.models->apply(services.settings))
            qFatal("settings");
        // Nothing may be sent by mistake: what would answer only keeps what it was asked.
        services.converse = [&turns](const ChatTurn &turn, const std::function<void(const QString &)> &,
                                     const CancellationToken &) -> Result<ChatReply> {
            turns.append(turn);
            ChatReply reply;
            reply.answer = sampleChatAnswer();
            return reply;
        };
    });
    auto &consent = *shown.services.app().consent;
    const auto destination = shown.services.app().models->destination();
    const auto ask = [&shown] {
        auto *field = child<QuestionField>(&shown.window, "chatQuestion");
        field->setPlainText(MarginQuestion);
        QTest::keyClick(field, Qt::Key_Return);
    };
    const auto dialog = [&shown] {
        PromptDialog *found = nullptr;
        (void)QTest::qWaitFor([&] { return (found = shown.window.findChild<PromptDialog *>()) != nullptr; }, 20'000);
        if (found == nullptr)
            qFatal("no dialog");
        return found;
    };
    const auto choose = [&](const char *button) {
        const auto before = turns.size();
        child<QPushButton>(dialog(), button)->click();
        QTRY_COMPARE_WITH_TIMEOUT(turns.size(), before + 1, 20'000);
        QTRY_VERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
        QTRY_VERIFY(!child<QPushButton>(&shown.window, "chatStop")->isVisible());
    };
    shown.window.showPage(MainWindow::Chat);
    ask();
    // Exactly what would go, where to, and what is held back.
    auto *shownDialog = dialog();
    QVERIFY(child<QLabel>(shownDialog, "promptDestination")->text().contains(QStringLiteral("models.invalid")));
    const auto text = child<QPlainTextEdit>(shownDialog, "promptText")->toPlainText();
    QVERIFY2(text.contains(QStringLiteral("Gross margin, FY2021 = 25.3 %")), qPrintable(text));
    QVERIFY2(!text.contains(QStringLiteral("Tesla")), qPrintable(text));
    QVERIFY(child<QLabel>(shownDialog, "promptHeldBack")->text().contains(QStringLiteral("Tesla")));
    // Cancelled, the question is still there and nothing was asked.
    QTest::keyClick(shownDialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
    QVERIFY(turns.isEmpty());
    QCOMPARE(child<QuestionField>(&shown.window, "chatQuestion")->question(), MarginQuestion);

    ask();
    choose("promptOnce");
    QVERIFY(turns.last().model && *turns.last().model);
    QVERIFY(!consent.isGiven(destination));
    // Once is once.
    ask();
    choose("promptWithout");
    QVERIFY(turns.last().model && !*turns.last().model);
    auto *state = child<QLabel>(&shown.window, "chatModel");
    QVERIFY2(state->text().contains(QStringLiteral("Nothing is sent to")), qPrintable(state->text()));
    ask();
    QTRY_COMPARE_WITH_TIMEOUT(turns.size(), 3, 20'000);
    QVERIFY(turns.last().model && !*turns.last().model);
    QVERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
    QTRY_VERIFY(!child<QPushButton>(&shown.window, "chatStop")->isVisible());
    Q_EMIT state->linkActivated(QStringLiteral("again"));
    ask();
    choose("promptSend");
    QVERIFY(!turns.last().model);
    QVERIFY(consent.isGiven(destination));
    ask();
    QTRY_COMPARE_WITH_TIMEOUT(turns.size(), 5, 20'000);
    QVERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
}

void TestChat::aWrongAnswerIsAskedAnew()
{
    LocalHttpServer server;
    const auto says = [&server](const char *text) {
        const ServedAnswer answer{200, streamOf(QLatin1String(text)), "text/event-stream", {}, Manner::Chunked};
        server.setHandler([answer](const ReceivedRequest &) { return answer; });
    };
    says("It sells cars [1].");
    ShownWindow shown(modelAt(server));
    shown.window.showPage(MainWindow::Chat);
    type(shown.window, MarginQuestion);
    auto *first = shown.window.chat()->messages()->last();
    QVERIFY(child<QLabel>(first, "messageReuse")->isHidden());
    QVERIFY(!child<QPushButton>(first, "messageWrong")->isHidden());
    shown.window.chat()->beginNew();
    type(shown.window, QStringLiteral("Please tell me, what was Tesla's gross margin in FY2021?"));
    QCOMPARE(server.requests().size(), 1);
    const auto *card = shown.window.chat()->messages()->last();
    const auto reused = child<QLabel>(card, "messageReuse")->text();
    QVERIFY2(reused.contains(QStringLiteral("From an earlier question")), qPrintable(reused));
    QVERIFY2(reused.contains(MarginQuestion), qPrintable(reused));

    says("Tesla's gross margin was 25.3 % in FY2021 [1].");
    QSignalSpy answered(shown.window.chat(), &ChatPage::answered);
    child<QPushButton>(card, "messageWrong")->click();
    QVERIFY(answered.wait(20'000));
    QCOMPARE(shown.window.chat()->messages()->count(), 2);
    QVERIFY2(lastText(shown.window).contains(QStringLiteral("25.3 % in FY2021")), qPrintable(lastText(shown.window)));
    QVERIFY(child<QLabel>(shown.window.chat()->messages()->last(), "messageReuse")->isHidden());
    const auto stored = shown.services.app().conversations->load(shown.window.chat()->conversationId());
    QVERIFY(stored);
    QCOMPARE(stored->messages.size(), 2);
    QVERIFY(stored->messages[1].text.contains(QStringLiteral("25.3 %")));
}

void TestChat::withoutAModelTheBuiltInEngineAnswers()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Chat);
    auto *state = child<QLabel>(&shown.window, "chatModel");
    QVERIFY(state->text().contains(QStringLiteral("built-in engine")));
    QCOMPARE(shown.window.findChildren<QPushButton *>(QStringLiteral("chatExample")).size(), 3);
    type(shown.window, MarginQuestion);
    const auto *card = shown.window.chat()->messages()->last();
    QCOMPARE(child<QLabel>(card, "messageFigure")->text(), QStringLiteral("25.3 % · FY2021"));
    QVERIFY(lastText(shown.window).contains(QStringLiteral("[Computed]")));
    QVERIFY(child<QuestionField>(&shown.window, "chatQuestion")->question().isEmpty());
    // Its chip unfolds the formula.
    chipsOf(card).first()->click();
    QVERIFY(child<QLabel>(card, "sourceDetails")->text().contains(QStringLiteral("gross_profit / revenue")));
    auto *list = child<QListView>(&shown.window, "conversationList");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 0).data().toString(), MarginQuestion);
    Q_EMIT state->linkActivated(QStringLiteral("settings"));
    QCOMPARE(shown.window.currentPage(), MainWindow::SettingsView);
}

void TestChat::aShortQuestionLeansOnTheOneBefore()
{
    ShownWindow shown;
    shown.window.showPage(MainWindow::Chat);
    type(shown.window, MarginQuestion);
    type(shown.window, QStringLiteral("And the year before?"));
    QCOMPARE(shown.window.chat()->messages()->count(), 4);
    QCOMPARE(shown.window.chat()->messages()->last()->message().understoodAs,
             QStringLiteral("What was Tesla's gross margin in FY2020?"));
}

void TestChat::aModelWritesAndItsWrongNumbersAreStruck()
{
    LocalHttpServer server;
    server.answer({200,
                   streamOf(QStringLiteral("Tesla's gross margin was 25.3 % in FY2021 [1]. It was 44.0 % in FY2021 "
                                           "[1].")),
                   "text/event-stream",
                   {},
                   Manner::Chunked});
    ShownWindow shown(modelAt(server));
    shown.window.showPage(MainWindow::Chat);
    QVERIFY(child<QLabel>(&shown.window, "chatModel")->text().contains(QStringLiteral("test-model")));
    type(shown.window, MarginQuestion);
    const auto text = lastText(shown.window);
    QVERIFY2(text.contains(QStringLiteral("25.3 % in FY2021.")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral(">44.0&nbsp;%</s>")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("the facts give 25.3 %")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("[Model]")));
    const auto *card = shown.window.chat()->messages()->last();
    child<QToolButton>(card, "messageCopy")->click();
    const auto copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("Tesla's gross margin was 25.3 % in FY2021. [1] It was […]")),
             qPrintable(copied));
}

void TestChat::whatIsWrittenIsProvisionalUntilItIsChecked()
{
    QSemaphore go;
    ShownWindow shown([&go](AppServices &services) {
        services.converse = [&go](const ChatTurn &, const std::function<void(const QString &)> &onText,
                                  const CancellationToken &) -> Result<ChatReply> {
            onText(QStringLiteral("It was 99 %"));
            go.acquire();
            ChatReply reply;
            reply.answer = sampleChatAnswer();
            return reply;
        };
    });
    shown.window.showPage(MainWindow::Chat);
    QSignalSpy answered(shown.window.chat(), &ChatPage::answered);
    shown.window.chat()->ask(MarginQuestion);
    auto *written = child<QLabel>(&shown.window, "writtenText");
    QTRY_COMPARE(written->text(), QStringLiteral("It was 99 %"));
    QVERIFY(written->isVisible());
    QVERIFY(child<QPushButton>(&shown.window, "chatStop")->isVisible());
    QVERIFY(!child<QPushButton>(&shown.window, "chatSend")->isVisible());
    go.release();
    QVERIFY(answered.wait(10'000));
    QVERIFY(!written->isVisible());
    QVERIFY(!lastText(shown.window).contains(QStringLiteral("99 %")));
}

void TestChat::stopKeepsTheConversation()
{
    LocalHttpServer server;
    server.answer({200, streamOf(QStringLiteral("never whole")), "text/event-stream", {}, Manner::Silent});
    ShownWindow shown(modelAt(server));
    shown.window.showPage(MainWindow::Chat);
    QSignalSpy answered(shown.window.chat(), &ChatPage::answered);
    shown.window.chat()->ask(MarginQuestion);
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), 10'000);
    child<QPushButton>(&shown.window, "chatStop")->click();
    QVERIFY(answered.wait(10'000));
    const auto &message = shown.window.chat()->messages()->last()->message();
    QCOMPARE(message.state, ChatState::Stopped);
    QCOMPARE(message.answer->answer, QStringLiteral("25.3 %"));
}

void TestChat::aFailureGivesTheQuestionBack()
{
    ShownWindow shown([](AppServices &services) {
        services.converse = [](const ChatTurn &, const std::function<void(const QString &)> &,
                               const CancellationToken &) -> Result<ChatReply> {
            return fail(ErrorCode::NotFound, QStringLiteral("No such company."));
        };
    });
    shown.window.showPage(MainWindow::Chat);
    type(shown.window, MarginQuestion);
    QCOMPARE(child<QuestionField>(&shown.window, "chatQuestion")->question(), MarginQuestion);
    QVERIFY(child<QLabel>(&shown.window, "chatError")->isVisible());
    QCOMPARE(shown.window.chat()->messages()->count(), 0);
}

void TestChat::aStoredConversationComesBack()
{
    ShownWindow shown(withSamples);
    shown.window.showPage(MainWindow::Chat);
    openNewest(shown.window);
    QCOMPARE(shown.window.chat()->conversationId(), QStringLiteral("c3"));
    QCOMPARE(shown.window.chat()->messages()->count(), 2);
    QCOMPARE(chipsOf(shown.window.chat()->messages()->last()).size(), 4);
    QCOMPARE(shown.window.chat()->scope()->scoped({}).company, QStringLiteral("Tesla"));
}

void TestChat::chipsOpenTheirPlaces()
{
    ShownWindow shown(withSamples);
    auto report = sampleReport();
    report.id = QStringLiteral("r1");
    QVERIFY(shown.services.app().reports->save(report));
    shown.window.showPage(MainWindow::Chat);
    openNewest(shown.window);
    const auto chips = chipsOf(shown.window.chat()->messages()->last());
    chips[1]->setFocus();
    QTest::keyClick(chips[1], Qt::Key_Space);
    QCOMPARE(shown.window.currentPage(), MainWindow::Documents);
    QTRY_COMPARE(shown.window.documents()->viewer()->page().number, 2);
    shown.window.showPage(MainWindow::Chat);
    chips[3]->click();
    QTRY_COMPARE_WITH_TIMEOUT(shown.window.currentPage(), MainWindow::Reports, 10'000);
}

void TestChat::theListSearchesRenamesAndDeletes()
{
    ShownWindow shown(withSamples);
    shown.window.showPage(MainWindow::Chat);
    auto *list = child<QListView>(&shown.window, "conversationList");
    QTRY_COMPARE(list->model()->rowCount(), 3);
    auto *search = child<QLineEdit>(&shown.window, "conversationSearch");
    QTest::keyClicks(search, QStringLiteral("battery"));
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(list->model()
                ->index(0, 0)
                .data(ConversationListModel::DetailRole)
                .toString()
                .contains(QStringLiteral("battery")));
    openNewest(shown.window);
    child<QToolButton>(&shown.window, "conversationRename")->click();
    auto *editor = list->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor != nullptr);
    editor->setText(QStringLiteral("Margins"));
    QTest::keyClick(editor, Qt::Key_Return);
    const auto store = shown.services.app().conversations;
    QTRY_COMPARE(store->load(QStringLiteral("c3"))->summary.title, QStringLiteral("Margins"));
    QTRY_VERIFY(child<QToolButton>(&shown.window, "conversationDelete")->isEnabled());
    const auto before = *store->load(QStringLiteral("c3"));
    child<QToolButton>(&shown.window, "conversationDelete")->click();
    QTRY_VERIFY(!store->load(QStringLiteral("c3")));
    QTRY_COMPARE(shown.window.chat()->conversationId(), QString());
    QCOMPARE(shown.window.chat()->messages()->count(), 0);
    search->clear();
    QTRY_COMPARE(list->model()->rowCount(), 2);
    child<QPushButton>(&shown.window, "undoButton")->click();
    QTRY_COMPARE(list->model()->rowCount(), 3);
    const auto after = store->load(QStringLiteral("c3"));
    QVERIFY(after);
    QCOMPARE(after->messages, before.messages);
    QCOMPARE(after->summary.title, before.summary.title);
}

void TestChat::theScopeIsWhatIsOpen()
{
    ChatTurn asked;
    ShownWindow shown([&asked](AppServices &services) {
        services.converse = [&asked](const ChatTurn &turn, const std::function<void(const QString &)> &,
                                     const CancellationToken &) -> Result<ChatReply> {
            asked = turn;
            ChatReply reply;
            reply.answer = sampleChatAnswer();
            return reply;
        };
    });
    const auto report = std::make_shared<const Report>(sampleReport());
    shown.window.openReport(report);
    shown.window.showPage(MainWindow::Chat);
    shown.window.chat()->scope()->setCurrentIndex(AskScope::Company);
    type(shown.window, QStringLiteral("How strong is rivalry?"));
    QCOMPARE(asked.scope->company, QStringLiteral("Tesla"));
    QCOMPARE(asked.scope->reportId, report->id);
}

void TestChat::aLongConversationIsShownInParts()
{
    MessageList list;
    QList<ChatMessage> messages;
    for (int i = 0; i < 50; ++i)
        messages.append(sampleChatAnswer());
    list.setMessages(messages);
    QCOMPARE(list.count(), 50);
    QCOMPARE(list.findChildren<MessageCard *>().size(), 20);
    child<QPushButton>(&list, "showEarlier")->click();
    QCOMPARE(list.findChildren<MessageCard *>().size(), 40);
}

void TestChat::everythingHasAName()
{
    ShownWindow shown(withSamples);
    shown.window.showPage(MainWindow::Chat);
    openNewest(shown.window);
    for (const auto *name : {"conversationSearch", "conversationList", "conversationNew", "conversationRename",
                             "conversationDelete", "chatQuestion", "chatSend", "messageList", "messageCopy"})
        QVERIFY2(!spokenName(child<QWidget>(&shown.window, name)).isEmpty(), name);
    for (auto *chip : chipsOf(shown.window.chat()->messages()->last()))
        QVERIFY(spokenName(chip).startsWith(QStringLiteral("Source ")));
}

void TestChat::theModelHoldsItsContract()
{
    ConversationListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ConversationSummary one;
    one.id = QStringLiteral("1");
    one.title = QStringLiteral("One");
    QSignalSpy renamed(&model, &ConversationListModel::renamed);
    model.setConversations({one});
    QCOMPARE(model.rowOf(QStringLiteral("1")), 0);
    QVERIFY(!model.setData(model.index(0), QStringLiteral("  "), Qt::EditRole));
    QVERIFY(model.setData(model.index(0), QStringLiteral("Two"), Qt::EditRole));
    QCOMPARE(renamed.size(), 1);
    model.setConversations({});
    QCOMPARE(model.rowOf(QStringLiteral("1")), -1);
}

QTEST_MAIN(TestChat)
#include "test_chat.moc"
