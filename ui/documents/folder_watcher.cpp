// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/folder_watcher.h"

#include "documents/folder_listing.h"

#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QSet>
#include <QTimer>

namespace consultantos {

FolderScanner::FolderScanner(std::chrono::milliseconds settle)
    : m_settle(new QTimer(this))
{
    m_settle->setSingleShot(true);
    m_settle->setInterval(settle);
    connect(m_settle, &QTimer::timeout, this, &FolderScanner::scan);
}

void FolderScanner::watch(const QString &folder)
{
    // Made in the thread that it ends in: on Windows it listens to native events of the thread that makes it, and is told of them
    // after its end if that is in another one.
    if (!m_watcher) {
        m_watcher = new QFileSystemWatcher(this);
        connect(m_watcher, &QFileSystemWatcher::directoryChanged, m_settle, qOverload<>(&QTimer::start));
        connect(m_watcher, &QFileSystemWatcher::fileChanged, m_settle, qOverload<>(&QTimer::start));
    }
    const auto watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty())
        m_watcher->removePaths(watched);
    m_known.clear();
    m_folder = folder;
    if (!folder.isEmpty())
        scan();
}

void FolderScanner::scan()
{
    if (m_folder.isEmpty())
        return;
    QSet<QString> places{m_folder};
    QStringList fresh;
    const auto files = listFiles({m_folder}, {}).files;
    for (const auto &path : files) {
        const QFileInfo info(path);
        places << path << info.path();
        const Stamp stamp{info.lastModified(), info.size()};
        if (m_known.value(path) == stamp)
            continue;
        m_known.insert(path, stamp);
        fresh.append(path);
    }
    // A file that was written anew in place of the old one is no longer watched.
    for (const auto &path : m_watcher->files() + m_watcher->directories())
        places.remove(path);
    if (!places.isEmpty())
        m_watcher->addPaths(places.values());
    if (!fresh.isEmpty())
        Q_EMIT found(fresh);
}

FolderWatcher::FolderWatcher(std::chrono::milliseconds settle, QObject *parent)
    : QObject(parent)
    , m_scanner(new FolderScanner(settle))
{
    m_scanner->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_scanner, &QObject::deleteLater);
    connect(m_scanner, &FolderScanner::found, this, &FolderWatcher::found);
    m_thread.start(QThread::LowPriority);
}

FolderWatcher::~FolderWatcher()
{
    m_thread.quit();
    m_thread.wait();
}

void FolderWatcher::watch(const QString &folder)
{
    if (folder == m_folder)
        return;
    m_folder = folder;
    QMetaObject::invokeMethod(
        m_scanner, [scanner = m_scanner, folder] { scanner->watch(folder); }, Qt::QueuedConnection);
    Q_EMIT folderChanged(folder);
}

} // namespace consultantos
