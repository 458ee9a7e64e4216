// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_desk.h"

#include "brief/brief_page.h"
#include "model/model_panel.h"
#include "model/sending_check.h"

namespace consultantos {

ModelDesk::ModelDesk(AppServices &services, BriefPage *brief, QWidget *window)
    : QObject(window)
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

void ModelDesk::beforeAnalysis(const AnalysisRequest &request, std::function<void()> proceed)
{
    m_sending->beforeAnalysis(request, std::move(proceed));
}

void ModelDesk::reload()
{
    m_panel->reload();
}

} // namespace consultantos
