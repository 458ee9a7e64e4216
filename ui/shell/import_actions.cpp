// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/import_actions.h"

#include "documents/folder_watcher.h"
#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "shell/app_actions.h"
#include "widgets/async.h"
#include "widgets/saving.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QSignalBlocker>

namespace consultantos {

namespace {

// Longer than a slow download pauses, shorter than a user waits without wondering.
constexpr std::chrono::milliseconds FolderRest{1500};

/// open() instead of the static functions: those run an event loop of their own.
QFileDialog *makeDialog(QWidget *window, const QString &title, QFileDialog::FileMode mode)
{
    auto *dialog = new QFileDialog(window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    if (mode == QFileDialog::Directory)
        dialog->setOption(QFileDialog::ShowDirsOnly);
    return dialog;
}

} // namespace

ImportActions::ImportActions(const AppServices &services, AppActions *actions, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_actions(actions)
    , m_window(window)
    , m_controller(new ImportController(services, new ImportModel(this), this))
    , m_watcher(new FolderWatcher(FolderRest, this))
{
    connect(m_actions->importFiles, &QAction::triggered, this, &ImportActions::chooseFiles);
    connect(m_actions->importFolder, &QAction::triggered, this, &ImportActions::chooseFolder);
    connect(m_actions->saveTemplate, &QAction::triggered, this, &ImportActions::chooseTemplate);
    connect(m_actions->watchFolder, &QAction::triggered, this, &ImportActions::toggleWatching);
    connect(m_watcher, &FolderWatcher::found, this, &ImportActions::import);
    connect(m_watcher, &FolderWatcher::folderChanged, this, &ImportActions::refreshWatching);
}

void ImportActions::import(const QStringList &paths)
{
    m_controller->add(paths);
}

void ImportActions::chooseFiles()
{
    auto *dialog = makeDialog(m_window, tr("Import files"), QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportActions::import);
    dialog->open();
}

void ImportActions::chooseFolder()
{
    auto *dialog = makeDialog(m_window, tr("Import a folder"), QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportActions::import);
    dialog->open();
}

void ImportActions::chooseTemplate()
{
    auto *dialog = askWhereToSave(m_window, tr("Save a template for client figures"),
                                  QStringLiteral("client-figures.xlsx"), {tr("Excel workbook (*.xlsx)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ImportActions::saveTemplate);
}

void ImportActions::saveTemplate(const QString &path)
{
    runAsync(
        m_services.pool, this, [save = m_services.saveTemplate, path] { return save(path); },
        [this, path](const Status &done) {
            if (!done)
                Q_EMIT failed(done.error());
            else
                Q_EMIT message(tr("Saved: fill in %1, then import it").arg(QDir::toNativeSeparators(path)), path);
        });
}

void ImportActions::toggleWatching(bool isOn)
{
    // Checked only once a folder is chosen.
    const QSignalBlocker blocker(m_actions->watchFolder);
    m_actions->watchFolder->setChecked(!isOn);
    if (!isOn) {
        watch({});
        return;
    }
    auto *dialog = makeDialog(m_window, tr("Watch a folder: its files are imported now and whenever they change"),
                              QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportActions::watch);
    dialog->open();
}

void ImportActions::watch(const QString &folder)
{
    m_watcher->watch(folder);
    refreshWatching();
}

QString ImportActions::watchedFolder() const
{
    return m_watcher->folder();
}

void ImportActions::refreshWatching()
{
    const auto folder = watchedFolder();
    const QSignalBlocker blocker(m_actions->watchFolder);
    m_actions->watchFolder->setChecked(!folder.isEmpty());
    m_actions->watchFolder->setText(
        folder.isEmpty() ? tr("&Watch a folder …")
                         : tr("&Watch %1").arg(QDir(folder).dirName().replace(QLatin1Char('&'), QStringLiteral("&&"))));
    m_actions->watchFolder->setToolTip(folder);
}

} // namespace consultantos
