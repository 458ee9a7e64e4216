// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QString>
#include <QThread>

#include <chrono>

class QFileSystemWatcher;
class QTimer;

namespace consultantos {

/// Looks after one folder in a thread of its own; FolderWatcher's other half.
class FolderScanner : public QObject {
    Q_OBJECT
public:
    explicit FolderScanner(std::chrono::milliseconds settle);

    /// Empty: none.
    void watch(const QString &folder);

Q_SIGNALS:
    void found(const QStringList &files);

private:
    struct Stamp {
        QDateTime modified;
        qint64 size = 0;
        bool operator==(const Stamp &) const = default;
    };
    void scan();

    QFileSystemWatcher *m_watcher = nullptr;
    QTimer *m_settle = nullptr;
    QString m_folder;
    QHash<QString, Stamp> m_known;
};

/// Tells what lies in a folder and its subfolders, and again each new or changed file once it has come to rest. All I/O is
/// in a thread of its own, so that a slow network folder holds up nothing.
class FolderWatcher : public QObject {
    Q_OBJECT
public:
    /// A file counts as come to rest when nothing in the folder has changed for `settle`.
    explicit FolderWatcher(std::chrono::milliseconds settle, QObject *parent = nullptr);
    ~FolderWatcher() override;

    /// Empty: none.
    void watch(const QString &folder);
    [[nodiscard]] QString folder() const { return m_folder; }

Q_SIGNALS:
    void found(const QStringList &files);
    void folderChanged(const QString &folder);

private:
    QThread m_thread;
    FolderScanner *m_scanner = nullptr;
    QString m_folder;
};

} // namespace consultantos
