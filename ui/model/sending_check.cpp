// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sending_check.h"

#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "model/model_words.h"
#include "model/prompt_dialog.h"
#include "storage/document_repository.h"
#include "widgets/async.h"

#include <algorithm>

namespace consultantos {

SendingCheck::SendingCheck(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void SendingCheck::beforeAnalysis(const AnalysisRequest &request, Proceed proceed)
{
    if (!m_services.previewAnalysis) {
        proceed({});
        return;
    }
    before(previewOf(request), proceed);
}

void SendingCheck::before(const Preview &preview, const Proceed &proceed)
{
    // Offline the model isn't asked, so there is nothing to agree to.
    if (!m_services.models || !m_services.consent || m_services.settings.offline()) {
        proceed({});
        return;
    }
    withState([this, preview, proceed](const State &state) {
        if (state.missing.isEmpty()) {
            proceed({});
            return;
        }
        if (m_remembersNo && m_refused == state.missing) {
            proceed(ModelChoice(nullptr));
            return;
        }
        withPrompts(preview, [this, state, proceed](const QList<OutgoingPrompt> &prompts) {
            if (prompts.isEmpty())
                proceed({});
            else
                ask(state, prompts, proceed);
        });
    });
}

void SendingCheck::ask(const State &state, const QList<OutgoingPrompt> &prompts, const Proceed &proceed)
{
    auto *dialog = new PromptDialog(state.destinations, prompts, PromptDialog::Purpose::Start, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setHeldBack(state.heldBack);
    connect(dialog, &PromptDialog::agreed, this, [this, state, proceed] {
        m_refused.clear();
        agree(state.missing, [proceed] { proceed({}); });
    });
    connect(dialog, &PromptDialog::agreedOnce, this, [this, proceed] {
        m_refused.clear();
        proceed(m_services.models->agreedOnce());
    });
    connect(dialog, &PromptDialog::declined, this, [this, state, proceed] {
        m_refused = state.missing;
        proceed(ModelChoice(nullptr));
    });
    dialog->open();
}

void SendingCheck::show(const AnalysisRequest &request)
{
    if (!m_services.models || !m_services.previewAnalysis)
        return;
    withState([this, request](const State &state) {
        withPrompts(previewOf(request), [this, state](const QList<OutgoingPrompt> &prompts) {
            const auto purpose = state.missing.isEmpty() ? PromptDialog::Purpose::Look : PromptDialog::Purpose::Consent;
            auto *dialog = new PromptDialog(state.destinations, prompts, purpose, m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setHeldBack(state.heldBack);
            connect(dialog, &PromptDialog::agreed, this, [this, state] { agree(state.missing, {}); });
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
        [models = m_services.models, consent = m_services.consent, documents = m_services.documents,
         settings = m_services.settings] {
            State state;
            state.destinations = models->destinations();
            for (const auto &destination : std::as_const(state.destinations)) {
                if (consent && !destination.provider.isEmpty() && !consent->isGiven(destination))
                    state.missing.append(destination);
            }
            int marked = 0;
            if (const auto all = documents ? documents->list() : Result<QList<DocumentRecord>>()) {
                marked = static_cast<int>(std::count_if(
                    all->begin(), all->end(), [](const DocumentRecord &document) { return document.isNeverSent; }));
            }
            state.heldBack = heldBackText(settings, marked);
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

void SendingCheck::agree(const QList<ModelDestination> &destinations, std::function<void()> done)
{
    runAsync(
        m_services.pool, this,
        [consent = m_services.consent, destinations]() -> Status {
            Status all;
            for (const auto &destination : destinations) {
                if (const auto given = consent->give(destination); !given)
                    all = given;
            }
            return all;
        },
        [this, done = std::move(done)](const Status &given) {
            if (!given)
                Q_EMIT failed(given.error());
            if (done)
                done();
        });
}

} // namespace consultantos
