// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sending_check.h"

#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "model/prompt_dialog.h"
#include "widgets/async.h"

namespace consultantos {

SendingCheck::SendingCheck(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void SendingCheck::beforeAnalysis(const AnalysisRequest &request, std::function<void()> proceed)
{
    if (!m_services.previewAnalysis) {
        proceed();
        return;
    }
    before(previewOf(request), std::move(proceed));
}

void SendingCheck::before(Preview preview, std::function<void()> proceed)
{
    // Offline the model isn't asked, so there is nothing to agree to.
    if (!m_services.models || !m_services.consent || m_services.settings.offline()) {
        proceed();
        return;
    }
    withState([this, preview = std::move(preview), proceed = std::move(proceed)](const State &state) {
        if (state.destination.provider.isEmpty() || state.isAgreed) {
            proceed();
            return;
        }
        withPrompts(preview, [this, state, proceed](const QList<OutgoingPrompt> &prompts) {
            if (prompts.isEmpty()) {
                proceed();
                return;
            }
            auto *dialog = new PromptDialog(state.destination, prompts, PromptDialog::Purpose::Start, m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &PromptDialog::agreed, this, [this, state, proceed] { agree(state.destination, proceed); });
            connect(dialog, &PromptDialog::declined, this, proceed);
            dialog->open();
        });
    });
}

void SendingCheck::show(const AnalysisRequest &request)
{
    if (!m_services.models || !m_services.previewAnalysis)
        return;
    withState([this, request](const State &state) {
        withPrompts(previewOf(request), [this, state](const QList<OutgoingPrompt> &prompts) {
            const auto purpose =
                state.isAgreed || !m_services.consent ? PromptDialog::Purpose::Look : PromptDialog::Purpose::Consent;
            auto *dialog = new PromptDialog(state.destination, prompts, purpose, m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &PromptDialog::agreed, this, [this, state] { agree(state.destination, {}); });
            dialog->open();
        });
    });
}

SendingCheck::Preview SendingCheck::previewOf(const AnalysisRequest &request) const
{
    return [preview = m_services.previewAnalysis, request](const CancellationToken &cancel) {
        return preview(request, cancel);
    };
}

void SendingCheck::withState(std::function<void(const State &)> done)
{
    runAsync(
        m_services.pool, this,
        [models = m_services.models, consent = m_services.consent] {
            State state;
            state.destination = models->destination();
            state.isAgreed = !consent || consent->isGiven(state.destination);
            return state;
        },
        std::move(done));
}

void SendingCheck::withPrompts(const Preview &preview, std::function<void(const QList<OutgoingPrompt> &)> done)
{
    Q_EMIT busyChanged(true);
    whenFinished(preview(CancellationToken()), this, [this, done = std::move(done)](const Prompts &prompts) {
        Q_EMIT busyChanged(false);
        if (prompts)
            done(*prompts);
        else
            Q_EMIT failed(prompts.error());
    });
}

void SendingCheck::agree(const ModelDestination &destination, std::function<void()> done)
{
    runAsync(
        m_services.pool, this,
        [consent = m_services.consent, destination]() -> Status { return consent->give(destination); },
        [this, done = std::move(done)](const Status &given) {
            if (!given)
                Q_EMIT failed(given.error());
            if (done)
                done();
        });
}

} // namespace consultantos
