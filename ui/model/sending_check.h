// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "llm/language_model.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/preview_model.h"
#include "model/request.h"

#include <QFuture>
#include <QObject>

#include <functional>

class QWidget;

namespace consultantos {

/// Asks the user before anything goes to a language model for the first time, and shows at any time what would go. Asked
/// once for each service and engagement, unless the user agrees to a single piece of work alone.
class SendingCheck : public QObject {
    Q_OBJECT
public:
    using Prompts = Result<QList<OutgoingPrompt>>;
    using Preview = std::function<QFuture<Prompts>(const CancellationToken &)>;
    /// Goes on with the usual model, with one for this piece of work alone, or without any.
    using Proceed = std::function<void(const ModelChoice &)>;

    SendingCheck(const AppServices &services, QWidget *window);

    /// Calls `proceed` once it is settled whether the analysis may ask the model: at once where there is nothing to ask
    /// the user; never if they cancel.
    void beforeAnalysis(const AnalysisRequest &request, Proceed proceed);
    /// Likewise for what `preview` says would be sent: for conversations.
    void before(const Preview &preview, const Proceed &proceed);
    /// Shows what the analysis would send; where there is no consent yet, it can be given there.
    void show(const AnalysisRequest &request);

    /// A "no" then holds for these services until reconsider(): a conversation mustn't ask at every question.
    void setRemembersNo(bool remembers) { m_remembersNo = remembers; }
    /// Names the service that the user said no to; empty: none.
    [[nodiscard]] QString refusedService() const { return m_refused.isEmpty() ? QString() : m_refused.first().service; }
    void reconsider() { m_refused.clear(); }

Q_SIGNALS:
    /// While the prompts are being made.
    void busyChanged(bool isBusy);
    void failed(const consultantos::Error &error);

private:
    struct State {
        QList<ModelDestination> destinations; ///< the first is where prompts go, the others where that can't be had
        QList<ModelDestination> missing;      ///< of them, those without consent
        QString heldBack;                     ///< see heldBackText()
    };
    void withState(std::function<void(const State &)> done);
    void withPrompts(const Preview &preview, std::function<void(const QList<OutgoingPrompt> &)> done);
    void ask(const State &state, const QList<OutgoingPrompt> &prompts, const Proceed &proceed);
    void agree(const QList<ModelDestination> &destinations, std::function<void()> done);
    [[nodiscard]] Preview previewOf(const AnalysisRequest &request) const;

    const AppServices &m_services;
    QWidget *m_window = nullptr;
    bool m_remembersNo = false;
    QList<ModelDestination> m_refused;
};

} // namespace consultantos
