// SPDX-License-Identifier: GPL-3.0-or-later
// What the window offers about the program itself.
#include "base/version.h"
#include "shell/app_actions.h"
#include "shell/main_window.h"
#include "shell/notice_bar.h"
#include "shell/support_archive_saver.h"
#include "shell/update_teller.h"

#include <QAction>

namespace consultantos {

void MainWindow::offerSupportArchive(const WriteSupport &write)
{
    auto *support = new SupportArchiveSaver(m_services, write, this);
    m_actions->supportArchive->setEnabled(true);
    connect(m_actions->supportArchive, &QAction::triggered, support, &SupportArchiveSaver::choosePlace);
    connect(support, &SupportArchiveSaver::message, this, &MainWindow::tell);
    connect(support, &SupportArchiveSaver::failed, this, &MainWindow::showError);
}

void MainWindow::connectProgram()
{
    m_actions->supportArchive->setEnabled(false);
    auto *updates = new UpdateTeller(m_services, this);
    connect(this, &MainWindow::ready, updates, &UpdateTeller::look);
    connect(updates, &UpdateTeller::newer, this, [this](const QString &version, const QUrl &page) {
        m_notice->tell({{ErrorCode::Internal,
                         tr("ConsultantOS %1 is there; this is %2.").arg(version, QString::fromLatin1(Version)),
                         page.toDisplayString(), false}},
                       {});
    });
}

} // namespace consultantos
