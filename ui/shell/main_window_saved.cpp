// SPDX-License-Identifier: GPL-3.0-or-later
// What the status bar says of files that were saved.
#include "shell/main_window.h"
#include "widgets/saved_file_button.h"

#include <QStatusBar>

namespace consultantos {

void MainWindow::connectSaved()
{
    m_saved = new SavedFileButton;
    statusBar()->addPermanentWidget(m_saved);
    // It belongs to what is said: with another word, or none, it goes.
    connect(statusBar(), &QStatusBar::messageChanged, m_saved, [this] { m_saved->setFile({}); });
    connect(m_saved, &SavedFileButton::failed, this, &MainWindow::showError);
}

void MainWindow::tell(const QString &text, const QString &savedFile)
{
    statusBar()->showMessage(text);
    m_saved->setFile(savedFile);
}

} // namespace consultantos
