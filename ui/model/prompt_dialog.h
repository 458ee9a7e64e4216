// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/privacy/model_destination.h"
#include "llm/privacy/preview_model.h"

#include <QDialog>
#include <QList>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace consultantos {

/// What would be sent to a language model, as it would be sent: to whom, how much, for how much, and every word.
class PromptDialog : public QDialog {
    Q_OBJECT
public:
    enum class Purpose {
        Look,    ///< it was agreed to before, or needs no consent
        Consent, ///< may be agreed to here: nothing goes out before
        Start    ///< likewise, and an analysis waits for the answer: it can go on without the model
    };

    /// `destinations`: the first is where the prompts go, the others where they go if that can't be had.
    PromptDialog(const QList<ModelDestination> &destinations, const QList<OutgoingPrompt> &prompts, Purpose purpose,
                 QWidget *parent);
    /// What isn't sent; empty: nothing is held back.
    void setHeldBack(const QString &text);

Q_SIGNALS:
    void agreed();     ///< from here on
    void agreedOnce(); ///< to these prompts alone, and what follows from them
    /// Go on, but send nothing.
    void declined();

private:
    [[nodiscard]] QWidget *makeHead(const QList<ModelDestination> &destinations, Purpose purpose);
    [[nodiscard]] QWidget *makePrompts();
    [[nodiscard]] QWidget *makeButtons(Purpose purpose);
    void showPrompt(int row);

    QList<OutgoingPrompt> m_prompts;
    QLabel *m_heldBack = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_about = nullptr;
    QPlainTextEdit *m_text = nullptr;
};

} // namespace consultantos
