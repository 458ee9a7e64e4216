// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/document_vault.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

namespace consultantos {

namespace {

Status copyFailed(const QString &folder, const QString &name, qint64 bytes)
{
    const bool isFull = QStorageInfo(folder).bytesAvailable() < bytes;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::Unreadable,
                QCoreApplication::translate("Evidence", "No copy of %1 could be kept in %2; it was not imported.")
                    .arg(name, QDir::toNativeSeparators(folder)),
                isFull ? QCoreApplication::translate("Evidence", "The disk is full. Make room and import it again.")
                       : QCoreApplication::translate("Evidence", "Check that the folder can be written."));
}

QString asideFolder(const QString &folder)
{
    return QDir::cleanPath(folder) + QStringLiteral("-removed");
}

} // namespace

Status keepCopy(const QString &folder, const Document &document, const QString &path)
{
    const QDir vault(folder);
    const auto target = vault.filePath(document.id + QLatin1Char('.') + document.format);
    if (QFile::exists(target))
        return {};
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Evidence", "%1 can't be read any more.").arg(path),
                    source.errorString());
    QSaveFile copy(target);
    if (!makePrivateFolder(folder) || !openPrivate(copy))
        return copyFailed(folder, document.name, source.size());
    constexpr qint64 ChunkBytes = 1024 * 1024;
    while (!source.atEnd()) {
        const auto chunk = source.read(ChunkBytes);
        if (chunk.isEmpty() || copy.write(chunk) != chunk.size())
            return copyFailed(folder, document.name, source.size());
    }
    return copy.commit() ? Status() : copyFailed(folder, document.name, source.size());
}

Status keepCopy(const QString &folder, const QString &documentId, const QString &format, const QByteArray &bytes)
{
    // They come from a server that others write to: no path may hide in them.
    const auto isPlain = [](const QString &name) {
        return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
            return c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_');
        });
    };
    if (!isPlain(documentId) || !isPlain(format))
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Evidence", "No copy of the document is kept; import it again."));
    QSaveFile copy(QDir(folder).filePath(documentId + QLatin1Char('.') + format));
    const bool isKept =
        makePrivateFolder(folder) && openPrivate(copy) && copy.write(bytes) == bytes.size() && copy.commit();
    return isKept ? Status() : copyFailed(folder, documentId, bytes.size());
}

Result<QString> copyOf(const QString &folder, const QString &documentId)
{
    const QDir vault(folder);
    const auto names = vault.entryList({documentId + QStringLiteral(".*")}, QDir::Files);
    if (documentId.isEmpty() || names.isEmpty())
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Evidence", "No copy of the document is kept; import it again."));
    return vault.filePath(names.first());
}

void removeCopy(const QString &folder, const QString &documentId)
{
    if (const auto path = copyOf(folder, documentId))
        QFile::remove(*path);
}

AsideCopy::AsideCopy(const QString &folder, const QString &documentId)
{
    const auto path = copyOf(folder, documentId);
    if (!path)
        return;
    const auto place = asideFolder(folder);
    if (!makePrivateFolder(place))
        return;
    m_from = *path;
    m_aside = QDir(place).filePath(QFileInfo(*path).fileName());
    QFile::remove(m_aside);
    QFile file(m_from);
    if (!file.rename(m_aside)) {
        m_aside.clear();
        removeCopy(folder, documentId);
        return;
    }
    // From now on it counts as left behind.
    if (file.open(QIODevice::ReadWrite))
        file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
}

AsideCopy::~AsideCopy()
{
    if (!m_aside.isEmpty())
        QFile::remove(m_aside);
}

void AsideCopy::putBack() const
{
    if (!m_aside.isEmpty() && !QFile::exists(m_from))
        QFile::rename(m_aside, m_from);
}

void dropAsideCopies(const QString &folder)
{
    const QDir place(asideFolder(folder));
    const auto yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    for (const auto &file : place.entryInfoList(QDir::Files)) {
        if (file.lastModified().toUTC() < yesterday)
            QFile::remove(file.filePath());
    }
}

} // namespace consultantos
