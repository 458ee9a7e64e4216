// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_desk.h"

#include "brief/brief_page.h"
#include "llm/model_access.h"
#include "model/model_panel.h"
#include "widgets/async.h"

namespace consultantos {

ModelDesk::ModelDesk(AppServices &services, BriefPage *brief, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_panel(new ModelPanel(services))
    , m_sending(new SendingCheck(services, window))
{
    brief->setModelPanel(m_panel);
    connect(m_panel, &ModelPanel::settingsRequested, this, &ModelDesk::settingsRequested);
    connect(m_panel, &ModelPanel::failed, this, &ModelDesk::failed);
    connect(m_panel, &ModelPanel::previewRequested, this, [this, brief] { m_sending->show(brief->request()); });
    connect(m_sending, &SendingCheck::failed, this, &ModelDesk::failed);
    connect(m_sending, &SendingCheck::busyChanged, this, &ModelDesk::busyChanged);
    connect(brief, &BriefPage::edited, m_panel,
            [this, brief] { m_panel->setRequest(brief->request(), brief->isValid()); });
}

void ModelDesk::beforeAnalysis(const AnalysisRequest &request, SendingCheck::Proceed proceed)
{
    m_sending->beforeAnalysis(request, std::move(proceed));
}

void ModelDesk::forget(const QStringList &entries, std::function<void()> done)
{
    if (!m_services.models)
        return;
    runAsync(
        m_services.pool, this,
        [models = m_services.models, entries] {
            for (const auto &entry : entries)
                models->purge(entry.toLatin1());
            return true;
        },
        [done = std::move(done)](bool) { done(); });
}

void ModelDesk::reload()
{
    m_panel->reload();
}

} // namespace consultantos
