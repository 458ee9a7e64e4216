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
    QDirIterator walk(resourceDir, QDir::Files, QDirIterator::Subdirectories | QDirIterator::FollowSymlinks);
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

QByteArrayList CacheScope::tags(const QByteArray &kind, const QString &companyId) const
{
    QByteArrayList tags{cacheTag(kind, {}), "engagement:" + engagement.toUtf8()};
    if (!companyId.isEmpty())
        tags += {cacheTag({}, companyId), cacheTag(kind, companyId)};
    return tags;
}

QByteArray cacheTag(const QByteArray &kind, const QString &companyId)
{
    QByteArrayList parts;
    if (!kind.isEmpty())
        parts.append("kind:" + kind);
    if (!companyId.isEmpty())
        parts.append("company:" + companyId.toUtf8());
    return parts.join(' ');
}

} // namespace consultantos
