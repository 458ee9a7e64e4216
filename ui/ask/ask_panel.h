// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "ask/ask_scope.h"

#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace consultantos {

class AnswerView;
class AskController;
class QuestionField;
struct DocumentPlace;

/// A question and its answer with the sources, beside any report or document.
class AskPanel : public QWidget {
    Q_OBJECT
public:
    explicit AskPanel(const AppServices &services, QWidget *parent = nullptr);

    void setHistory(const QStringList &questions);
    [[nodiscard]] QStringList history() const;
    void focusQuestion();
    /// As if the user had typed it and pressed Enter.
    void ask(const QString &question);
    [[nodiscard]] AskScope *scope() const { return m_scope; }
    [[nodiscard]] AnswerView *view() const { return m_view; }

Q_SIGNALS:
    void answered(); ///< or failed
    void placeActivated(const consultantos::DocumentPlace &place);
    void importRequested();
    void closed();

private:
    QWidget *makeQuestion();
    void submit();
    void showAnswered();
    void fillHistory();

    AskController *m_controller = nullptr;
    QuestionField *m_question = nullptr;
    AskScope *m_scope = nullptr;
    QPushButton *m_historyButton = nullptr;
    QPushButton *m_ask = nullptr;
    QStackedWidget *m_stack = nullptr;
    AnswerView *m_view = nullptr;
};

} // namespace consultantos
