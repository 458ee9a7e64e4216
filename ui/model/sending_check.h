// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "llm/privacy/model_destination.h"
#include "llm/privacy/preview_model.h"
#include "model/request.h"

#include <QFuture>
#include <QObject>

#include <functional>

class QWidget;

namespace consultantos {

/// Asks the user before anything goes to a language model for the first time, and shows at any time what would go. Asked
/// once for each service and engagement.
class SendingCheck : public QObject {
    Q_OBJECT
public:
    using Prompts = Result<QList<OutgoingPrompt>>;
    using Preview = std::function<QFuture<Prompts>(const CancellationToken &)>;

    SendingCheck(const AppServices &services, QWidget *window);

    /// Calls `proceed` once it is settled whether the analysis may ask the model: at once where there is nothing to ask
    /// the user; never if they cancel. Without consent it goes on all the same: then nothing is sent.
    void beforeAnalysis(const AnalysisRequest &request, std::function<void()> proceed);
    /// Likewise for what `preview` says would be sent: for conversations.
    void before(Preview preview, std::function<void()> proceed);
    /// Shows what the analysis would send; where there is no consent yet, it can be given there.
    void show(const AnalysisRequest &request);

Q_SIGNALS:
    /// While the prompts are being made.
    void busyChanged(bool isBusy);
    void failed(const consultantos::Error &error);

private:
    struct State {
        ModelDestination destination;
        bool isAgreed = false;
    };
    void withState(std::function<void(const State &)> done);
    void withPrompts(const Preview &preview, std::function<void(const QList<OutgoingPrompt> &)> done);
    void agree(const ModelDestination &destination, std::function<void()> done);
    [[nodiscard]] Preview previewOf(const AnalysisRequest &request) const;

    const AppServices &m_services;
    QWidget *m_window = nullptr;
};

} // namespace consultantos
