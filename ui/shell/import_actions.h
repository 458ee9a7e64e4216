// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QObject>

class QWidget;

namespace consultantos {

class AppActions;
class FolderWatcher;
class ImportController;

/// The ways in for documents that belong to the whole window: the File menu's dialogs, drops, and the watched folder.
class ImportActions : public QObject {
    Q_OBJECT
public:
    ImportActions(const AppServices &services, AppActions *actions, QWidget *window);

    void import(const QStringList &paths);
    void chooseFiles();
    void chooseFolder();
    /// Asks where to, then writes the workbook for a client's figures.
    void chooseTemplate();
    /// Empty: none.
    void watch(const QString &folder);
    [[nodiscard]] QString watchedFolder() const;
    [[nodiscard]] ImportController *controller() const { return m_controller; }

Q_SIGNALS:
    void message(const QString &text, const QString &savedFile = {});
    void failed(const Error &error);

private:
    void toggleWatching(bool isOn);
    void refreshWatching();

    void saveTemplate(const QString &path);

    const AppServices &m_services;
    AppActions *m_actions = nullptr;
    QWidget *m_window = nullptr;
    ImportController *m_controller = nullptr;
    FolderWatcher *m_watcher = nullptr;
};

} // namespace consultantos
