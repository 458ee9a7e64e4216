// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/cache_access.h"

#include "base/engine_fingerprint.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>
#include <QStringList>

namespace consultantos {

CacheScope CacheScope::of(const QString &engagement, const QString &resourceDir)
{
    QStringList files;
    QDirIterator walk(resourceDir, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        walk.next();
        const auto info = walk.fileInfo();
        files.append(QStringLiteral("%1|%2|%3")
                         .arg(info.filePath().mid(resourceDir.size()), QString::number(info.size()),
                              QString::number(info.lastModified().toMSecsSinceEpoch())));
    }
    files.sort();
    const auto hash = QCryptographicHash::hash(files.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256);
    return {engagement, QString::fromLatin1(EngineFingerprint), QString::fromLatin1(hash.toHex())};
}

CacheKeyBuilder CacheScope::key(QByteArrayView kind, int formatVersion) const
{
    CacheKeyBuilder key(kind, engagement, formatVersion);
    key.text("engine", engine).text("resources", resources);
    return key;
}

} // namespace consultantos
