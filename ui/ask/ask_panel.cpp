// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/ask_panel.h"

#include "ask/answer_view.h"
#include "ask/ask_controller.h"
#include "ask/question_field.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace consultantos {

namespace {

enum Shown { Nothing, Busy, Answered };

} // namespace

AskPanel::AskPanel(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_controller(new AskController(services, this))
    , m_question(new QuestionField)
    , m_scope(new AskScope)
    , m_stack(new QStackedWidget)
    , m_view(new AnswerView)
{
    auto *empty =
        new EmptyState(QStringLiteral("ask"), tr("Ask your documents"),
                       tr("A figure, a ratio by a definition of your own, a change over years, or what a document "
                          "says. Each answer shows the page it comes from; none is made up."),
                       {});
    auto *busy = new QLabel(tr("Looking for the answer …"));
    busy->setAlignment(Qt::AlignCenter);
    busy->setProperty("role", QStringLiteral("muted"));
    for (QWidget *widget : std::initializer_list<QWidget *>{empty, busy, m_view})
        m_stack->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeQuestion());
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_question);
    connect(m_controller, &AskController::answered, this, [this](const std::shared_ptr<const Answer> &answer) {
        m_view->showAnswer(answer);
        showAnswered();
    });
    connect(m_controller, &AskController::failed, this, [this](const Error &error) {
        m_view->showError(error);
        showAnswered();
    });
    connect(m_view, &AnswerView::placeActivated, this, &AskPanel::placeActivated);
    connect(m_view, &AnswerView::importRequested, this, &AskPanel::importRequested);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &AskPanel::closed);
}

QWidget *AskPanel::makeQuestion()
{
    m_historyButton = new QPushButton(tr("&Earlier"));
    m_historyButton->setObjectName(QStringLiteral("askHistory"));
    m_historyButton->setToolTip(tr("Questions asked before"));
    m_historyButton->setMenu(new QMenu(m_historyButton));
    m_historyButton->setEnabled(false);
    connect(m_historyButton->menu(), &QMenu::aboutToShow, this, &AskPanel::fillHistory);
    m_ask = new QPushButton(tr("As&k"));
    m_ask->setObjectName(QStringLiteral("askButton"));
    m_ask->setProperty("primary", true);
    m_ask->setEnabled(false);
    connect(m_ask, &QPushButton::clicked, this, &AskPanel::submit);
    connect(m_question, &QuestionField::submitted, this, &AskPanel::submit);
    connect(m_question, &QPlainTextEdit::textChanged, this,
            [this] { m_ask->setEnabled(!m_question->question().isEmpty()); });
    auto *box = new QWidget;
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    row->addWidget(m_scope, 1);
    row->addWidget(m_historyButton);
    row->addWidget(m_ask);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(m_question);
    column->addLayout(row);
    return box;
}

void AskPanel::setHistory(const QStringList &questions)
{
    m_question->setHistory(questions);
    m_historyButton->setEnabled(!questions.isEmpty());
}

QStringList AskPanel::history() const
{
    return m_question->history().questions();
}

void AskPanel::fillHistory()
{
    auto *menu = m_historyButton->menu();
    menu->clear();
    const auto questions = history();
    for (auto question = questions.crbegin(); question != questions.crend(); ++question) {
        const auto shown = fontMetrics().elidedText(*question, Qt::ElideRight, fontMetrics().averageCharWidth() * 80);
        auto *action = menu->addAction(QString(shown).replace(QLatin1Char('&'), QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, text = *question] { ask(text); });
    }
}

void AskPanel::focusQuestion()
{
    m_question->setFocus();
    m_question->selectAll();
}

void AskPanel::ask(const QString &question)
{
    m_question->setPlainText(question);
    submit();
}

void AskPanel::submit()
{
    const auto question = m_question->question();
    if (question.isEmpty())
        return;
    m_question->remember();
    m_historyButton->setEnabled(true);
    m_stack->setCurrentIndex(Busy);
    m_controller->ask(m_scope->scoped(question));
}

void AskPanel::showAnswered()
{
    m_stack->setCurrentIndex(Answered);
    Q_EMIT answered();
}

} // namespace consultantos
