// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chat_page.h"

#include "ask/ask_scope.h"
#include "ask/question_field.h"
#include "chat/chat_controller.h"
#include "chat/conversation_list.h"
#include "chat/message_list.h"
#include "llm/model_access.h"
#include "llm/privacy/preview_model.h"
#include "model/sending_check.h"
#include "storage/conversation_repository.h"
#include "storage/document_repository.h"
#include "widgets/async.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace consultantos {

namespace {

enum Shown { Nothing, Messages };

} // namespace

/// A stored conversation with the name of the document that it is about.
struct ChatPage::Opened {
    Conversation conversation;
    QString documentName;
};

ChatPage::ChatPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(new ChatController(services, this))
    , m_list(new ConversationList(services))
    , m_title(new ElidedLabel(Qt::ElideRight))
    , m_model(new QLabel)
    , m_error(new QLabel)
    , m_stack(new QStackedWidget)
    , m_messages(new MessageList)
    , m_question(new QuestionField)
    , m_scope(new AskScope)
    , m_sending(new SendingCheck(services, this))
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setObjectName(QStringLiteral("chatTitle"));
    m_model->setObjectName(QStringLiteral("chatModel"));
    m_model->setProperty("role", QStringLiteral("muted"));
    m_model->setWordWrap(true);
    m_model->setProperty("reading", true);
    m_model->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_model, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link == QLatin1String("settings"))
            Q_EMIT modelRequested();
        else
            m_sending->reconsider();
        refreshModel();
    });
    m_error->setObjectName(QStringLiteral("chatError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->hide();
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(m_messages);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(3 * GridUnit, 2 * GridUnit, 3 * GridUnit, 0);
    head->setSpacing(GridUnit / 2);
    head->addWidget(m_title);
    head->addWidget(m_model);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    column->addWidget(makeQuestion());
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeList());
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 34, fontMetrics().averageCharWidth() * 100});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(splitter);
    passFocusOn(this, m_question);
    connect(m_messages, &MessageList::placeActivated, this, &ChatPage::placeActivated);
    connect(m_messages, &MessageList::claimActivated, this, &ChatPage::claimActivated);
    connectController();
    const auto shortcut = [this](const QKeySequence &keys, auto &&action) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), [this] { beginNew(); });
    shortcut(QKeySequence(Qt::Key_Escape), [this] { m_controller->stop(); });
    refresh();
}

QWidget *ChatPage::makeList()
{
    auto *pane = new QWidget;
    pane->setObjectName(QStringLiteral("conversationPane"));
    pane->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    pane->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    connect(m_list, &ConversationList::opened, this, &ChatPage::openConversation);
    connect(m_list, &ConversationList::newRequested, this, &ChatPage::beginNew);
    connect(m_list, &ConversationList::failed, this, &ChatPage::failed);
    connect(m_list, &ConversationList::undoOffered, this, &ChatPage::undoOffered);
    connect(m_list, &ConversationList::deleted, this, [this](const QString &id) {
        if (id == m_conversationId)
            beginNew();
    });
    return pane;
}

QWidget *ChatPage::makeEmpty()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(3 * GridUnit, 0, 3 * GridUnit, 0);
    column->addStretch(2);
    column->addWidget(new EmptyState(QStringLiteral("chat"), tr("Ask about a company, a report or a document"),
                                     tr("Figures are always computed from facts; each sentence shows what it rests on. "
                                        "A short question leans on the "
                                        "one before it: \"And the year before?\""),
                                     {}));
    const QStringList examples{tr("What was Tesla's gross margin in FY2023?"),
                               tr("How did Apple's revenue grow from FY2021 to FY2023?"),
                               tr("What do the documents say about suppliers?")};
    for (const auto &example : examples) {
        auto *button = new QPushButton(example);
        button->setObjectName(QStringLiteral("chatExample"));
        connect(button, &QPushButton::clicked, this, [this, example] { ask(example); });
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
    column->addStretch(3);
    return page;
}

QWidget *ChatPage::makeQuestion()
{
    m_question->setObjectName(QStringLiteral("chatQuestion"));
    m_send = new QPushButton(tr("As&k"));
    m_send->setObjectName(QStringLiteral("chatSend"));
    m_send->setProperty("primary", true);
    m_stop = new QPushButton(tr("Sto&p"));
    m_stop->setObjectName(QStringLiteral("chatStop"));
    m_stop->setToolTip(tr("Esc: what was written until then is checked and kept"));
    connect(m_send, &QPushButton::clicked, this, &ChatPage::submit);
    connect(m_stop, &QPushButton::clicked, m_controller, &ChatController::stop);
    connect(m_question, &QuestionField::submitted, this, &ChatPage::submit);
    connect(m_question, &QPlainTextEdit::textChanged, this, &ChatPage::refresh);
    auto *box = new QWidget;
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    row->addWidget(m_scope, 1);
    row->addStretch(1);
    row->addWidget(m_stop);
    row->addWidget(m_send);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(3 * GridUnit, 0, 3 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit);
    column->addWidget(m_error);
    column->addWidget(m_question);
    column->addLayout(row);
    return box;
}

void ChatPage::connectController()
{
    m_sending->setRemembersNo(true);
    connect(m_sending, &SendingCheck::failed, this, &ChatPage::showError);
    connect(m_sending, &SendingCheck::busyChanged, this, [this](bool isBusy) {
        m_isSettling = isBusy;
        refresh();
    });
    connect(m_messages, &MessageList::wrongReported, this, &ChatPage::askAnew);
    connect(m_controller, &ChatController::written, m_messages, &MessageList::showWriting);
    connect(m_controller, &ChatController::answered, this, [this](const std::shared_ptr<const ChatReply> &reply) {
        m_messages->hideWriting();
        m_conversationId = reply->conversationId;
        if (m_asked.wrongAnswer.isEmpty())
            m_messages->append(reply->answer);
        else
            m_messages->replace(reply->answer);
        m_list->setCurrent(m_conversationId);
        m_list->reload();
        if (reply->unsaved)
            showError(*reply->unsaved);
        refresh();
        Q_EMIT answered();
    });
    connect(m_controller, &ChatController::failed, this, [this](const Error &error) {
        m_messages->hideWriting();
        if (m_asked.wrongAnswer.isEmpty()) {
            m_messages->removeLast();
            m_question->setPlainText(m_asked.question);
        }
        showError(error);
        refresh();
        Q_EMIT answered();
    });
}

void ChatPage::setContext(const ChatContext &context)
{
    if (m_conversationId.isEmpty() && !isBusy())
        showContext(context);
}

void ChatPage::showContext(const ChatContext &context)
{
    m_context = context;
    m_scope->setCompany(context.company);
    m_scope->setDocument(context.documentId, context.documentName);
}

ConversationScope ChatPage::conversationScope() const
{
    const auto scoped = m_scope->scoped({});
    ConversationScope scope{scoped.company, {}, scoped.documents};
    if (m_scope->currentIndex() == AskScope::Company)
        scope.reportId = m_context.reportId;
    return scope;
}

void ChatPage::ask(const QString &question)
{
    m_question->setPlainText(question);
    submit();
}

void ChatPage::submit()
{
    const auto question = m_question->question();
    if (question.isEmpty() || isBusy())
        return;
    send({m_conversationId, question, conversationScope()});
}

void ChatPage::askAnew(const QString &messageId)
{
    if (isBusy())
        return;
    ChatTurn turn;
    turn.conversationId = m_conversationId;
    turn.wrongAnswer = messageId;
    send(turn);
}

bool ChatPage::isBusy() const
{
    return m_isSettling || m_controller->isRunning();
}

void ChatPage::send(const ChatTurn &turn)
{
    m_error->hide();
    if (!m_services.previewChat) {
        start(turn);
        return;
    }
    const auto preview = [this, turn](const CancellationToken &cancel) {
        return QtConcurrent::run(m_services.pool,
                                 [preview = m_services.previewChat, turn, cancel] { return preview(turn, cancel); });
    };
    m_sending->before(preview, [this, turn](const ModelChoice &model) {
        // Another question may have been asked meanwhile: the dialog holds the window, a preview doesn't.
        if (isBusy())
            return;
        auto settled = turn;
        settled.model = model;
        start(settled);
    });
}

void ChatPage::start(const ChatTurn &turn)
{
    m_asked = turn;
    if (turn.wrongAnswer.isEmpty()) {
        m_question->remember();
        m_question->clear();
        if (m_messages->count() == 0)
            m_title->setText(titleOfQuestion(turn.question));
        ChatMessage message;
        message.text = turn.question;
        m_messages->append(message);
    }
    m_messages->showWriting({});
    m_stack->setCurrentIndex(Messages);
    m_controller->ask(turn);
    refresh();
}

void ChatPage::beginNew()
{
    if (isBusy())
        return;
    ++m_query;
    m_conversationId.clear();
    m_messages->setMessages({});
    m_list->setCurrent({});
    m_error->hide();
    m_title->clear();
    m_scope->setCurrentIndex(AskScope::Everything);
    refresh();
    m_question->setFocus();
}

void ChatPage::openConversation(const QString &id)
{
    if (isBusy() || id == m_conversationId || !m_services.conversations)
        return;
    using Loaded = std::shared_ptr<const Result<Opened>>;
    runAsync(
        m_services.pool, this,
        [store = m_services.conversations, documents = m_services.documents, id]() -> Loaded {
            auto conversation = store->load(id);
            if (!conversation)
                return std::make_shared<const Result<Opened>>(tl::unexpected(conversation.error()));
            Opened opened{*std::move(conversation), {}};
            const auto &scope = opened.conversation.summary.scope;
            if (documents && !scope.documents.isEmpty()) {
                if (const auto record = documents->record(scope.documents.first()))
                    opened.documentName = record->name;
            }
            return std::make_shared<const Result<Opened>>(std::move(opened));
        },
        [this, query = ++m_query](const Loaded &loaded) {
            if (query != m_query || isBusy())
                return;
            if (*loaded)
                showOpened(**loaded);
            else
                showError(loaded->error());
        });
}

void ChatPage::showOpened(const Opened &opened)
{
    const auto &summary = opened.conversation.summary;
    m_conversationId = summary.id;
    m_title->setText(summary.title);
    m_error->hide();
    m_messages->setMessages(opened.conversation.messages);
    m_list->setCurrent(summary.id);
    const auto &scope = summary.scope;
    showContext({scope.company, scope.reportId, scope.documents.value(0), opened.documentName});
    m_scope->setCurrentIndex(!scope.documents.isEmpty() ? AskScope::Document
                             : !scope.company.isEmpty() ? AskScope::Company
                                                        : AskScope::Everything);
    refresh();
    Q_EMIT this->opened();
}

void ChatPage::showError(const Error &error)
{
    m_error->setText(error.detail.isEmpty() ? error.message : error.message + QLatin1Char('\n') + error.detail);
    m_error->show();
}

void ChatPage::refresh()
{
    const bool isRunning = m_controller->isRunning();
    m_send->setEnabled(!isBusy() && !m_question->question().isEmpty());
    m_send->setVisible(!isRunning);
    m_stop->setVisible(isRunning);
    m_stack->setCurrentIndex(m_messages->count() > 0 ? Messages : Nothing);
    m_title->setVisible(!m_title->text().isEmpty());
    refreshModel();
}

void ChatPage::refreshModel()
{
    const auto link = [this](const char *target) {
        return QStringLiteral("<a href=\"%1\" style=\"color:%2;\">")
            .arg(QLatin1String(target), ThemeColors::of(palette()).accent.name());
    };
    const auto end = QStringLiteral("</a>");
    const auto model = m_services.models ? m_services.models->current() : nullptr;
    if (model && !m_sending->refusedService().isEmpty()) {
        m_model->setText(
            tr("Nothing is sent to %1: the built-in engine answers. %2Ask me again%3 at the next question.")
                .arg(m_sending->refusedService().toHtmlEscaped(), link("again"), end));
        return;
    }
    if (model) {
        m_model->setText(tr("Written by %1 from numbered evidence; every figure is checked.")
                             .arg(model->model().isEmpty() ? model->providerId() : model->model())
                             .toHtmlEscaped());
        return;
    }
    m_model->setText(tr("The built-in engine answers from your facts and documents. For free conversation, %1choose a "
                        "language model in the settings%2.")
                         .arg(link("settings"), end));
}

void ChatPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshModel();
}

} // namespace consultantos
