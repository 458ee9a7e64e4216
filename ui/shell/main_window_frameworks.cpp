// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that opens the framework editor, and takes over what was changed there.
#include "brief/brief_page.h"
#include "frameworks/frameworks_window.h"
#include "help/help_topic.h"
#include "report/inspector.h"
#include "shell/app_actions.h"
#include "shell/main_window.h"

#include <QAction>
#include <QDockWidget>

namespace consultantos {

void MainWindow::connectFrameworks()
{
    const auto open = [this](const QString &id) {
        if (m_frameworks == nullptr) {
            m_frameworks = new FrameworksWindow(m_services, this);
            setHelpTopic(m_frameworks, QStringLiteral("frameworks#in-the-window"));
            connect(m_frameworks, &FrameworksWindow::filesChanged, this, &MainWindow::loadKnown);
            connect(m_frameworks, &FrameworksWindow::evidenceActivated, this,
                    [this](const std::shared_ptr<const Report> &report, const QString &scheme, const QString &id) {
                        m_inspector->activate(report, scheme, id);
                        m_dock->show();
                        m_dock->raise();
                        raise();
                    });
        }
        m_frameworks->open(id);
    };
    connect(m_actions->editFrameworks, &QAction::triggered, this, [open] { open({}); });
    connect(m_brief, &BriefPage::frameworkRequested, this, open);
}

} // namespace consultantos
