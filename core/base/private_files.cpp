// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/private_files.h"

#include "base/private_directory.h"

#include <QDir>
#include <QFileInfo>

namespace consultantos {

bool makePrivateFolder(const QString &path)
{
    const auto folder = QDir::cleanPath(QDir(path).absolutePath());
    if (QFileInfo(folder).isDir())
        return true;
    if (!QDir(folder).isRoot() && !makePrivateFolder(QFileInfo(folder).path()))
        return false;
    return makePrivateDirectory(folder);
}

void withdrawDataFromOthers(const QString &folder)
{
    const QDir dir(folder);
    static const QStringList files = {
        QStringLiteral("*.db"),         QStringLiteral("*.db-wal"),       QStringLiteral("*.db-shm"),
        QStringLiteral("*.corrupt-*"),  QStringLiteral("settings.json"),  QStringLiteral("sending.json"),
        QStringLiteral("kept.json"),    QStringLiteral("retention.json"), QStringLiteral("engagement.json"),
        QStringLiteral("cache-usage*"), QStringLiteral("cache-identity"), QStringLiteral("restore-journal.json"),
        QStringLiteral("api-token*"),   QStringLiteral("cache.sqlite*"),  QStringLiteral(".in-use")};
    static const QStringList folders = {QStringLiteral("documents"), QStringLiteral("engagements"),
                                        QStringLiteral("cache"),     QStringLiteral("logs"),
                                        QStringLiteral("crashes"),   QStringLiteral("before-restore-*")};
    for (const auto &name : dir.entryList(files, QDir::Files | QDir::Hidden))
        withdrawFromOthers(dir.filePath(name));
    for (const auto &name : dir.entryList(folders, QDir::Dirs | QDir::NoDotAndDotDot))
        withdrawFromOthers(dir.filePath(name));
}

} // namespace consultantos
