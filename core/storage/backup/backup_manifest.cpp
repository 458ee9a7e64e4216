// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_manifest.h"

#include "base/json.h"
#include "storage/backup/data_files.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace consultantos {

namespace {

const QString FormatName = QStringLiteral("consultantos-backup");

QJsonObject objectOf(const BackupFile &file)
{
    QJsonObject object{{QStringLiteral("path"), file.path},
                       {QStringLiteral("entry"), file.entry},
                       {QStringLiteral("size"), file.size},
                       {QStringLiteral("sha256"), QString::fromLatin1(file.sha256)}};
    if (file.store)
        object[QStringLiteral("store")] =
            QJsonObject{{QStringLiteral("application_id"), qint64(file.store->applicationId)},
                        {QStringLiteral("schema_version"), file.store->schemaVersion}};
    return object;
}

BackupFile fileOf(const QJsonObject &object)
{
    BackupFile file;
    file.path = object[QStringLiteral("path")].toString();
    file.entry = object[QStringLiteral("entry")].toString();
    file.size = object[QStringLiteral("size")].toInteger(-1);
    file.sha256 = object[QStringLiteral("sha256")].toString().toLatin1();
    if (const auto store = object[QStringLiteral("store")].toObject(); !store.isEmpty())
        file.store = StoreFacts{quint32(store[QStringLiteral("application_id")].toInteger()),
                                store[QStringLiteral("schema_version")].toInt(), file.size};
    return file;
}

tl::unexpected<Error> wrong(const QString &detail)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("backup", "The archive's list of its files is wrong; nothing was changed."),
                detail);
}

} // namespace

qint64 BackupManifest::bytes() const
{
    qint64 sum = 0;
    for (const auto &file : files)
        sum += file.size;
    return sum;
}

QByteArray BackupManifest::toJson() const
{
    return QJsonDocument(QJsonObject{{QStringLiteral("format"), FormatName},
                                     {QStringLiteral("format_version"), FormatVersion},
                                     {QStringLiteral("kind"), kind == Kind::DataFolder ? QStringLiteral("data_folder")
                                                                                       : QStringLiteral("engagement")},
                                     {QStringLiteral("engagement"), engagement},
                                     {QStringLiteral("engine_version"), engineVersion},
                                     {QStringLiteral("created_at"), createdAt.toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("left_out_settings"), json::fromStrings(leftOutSettings)},
                                     {QStringLiteral("vanished"), json::fromStrings(vanished)},
                                     {QStringLiteral("files"), json::fromList(files, objectOf)}})
        .toJson();
}

Result<BackupManifest> BackupManifest::fromJson(const QByteArray &text)
{
    const auto object = json::parseObject(text, QStringLiteral("manifest.json"));
    if (!object)
        return wrong(object.error().message);
    if ((*object)[QStringLiteral("format")].toString() != FormatName)
        return wrong(QStringLiteral("format"));
    if ((*object)[QStringLiteral("format_version")].toInt() > FormatVersion)
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("backup", "The archive was written by a newer version of the program; "
                                                          "nothing was changed."),
                    QCoreApplication::translate("backup", "Install version %1 or later.")
                        .arg((*object)[QStringLiteral("engine_version")].toString()));
    BackupManifest manifest;
    const auto kind = (*object)[QStringLiteral("kind")].toString();
    if (kind != QLatin1String("data_folder") && kind != QLatin1String("engagement"))
        return wrong(QStringLiteral("kind"));
    manifest.kind = kind == QLatin1String("engagement") ? Kind::Engagement : Kind::DataFolder;
    manifest.engagement = (*object)[QStringLiteral("engagement")].toString();
    manifest.engineVersion = (*object)[QStringLiteral("engine_version")].toString();
    manifest.createdAt =
        QDateTime::fromString((*object)[QStringLiteral("created_at")].toString(), Qt::ISODateWithMs).toUTC();
    manifest.leftOutSettings = json::toStrings((*object)[QStringLiteral("left_out_settings")]);
    manifest.vanished = json::toStrings((*object)[QStringLiteral("vanished")]);
    manifest.files = json::toList<BackupFile>((*object)[QStringLiteral("files")], fileOf);
    QSet<QString> paths;
    QSet<QString> entries;
    for (const auto &file : manifest.files) {
        const bool isPlace =
            data_files::isWork(file.path)
            && (manifest.kind == Kind::DataFolder || !file.path.startsWith(QLatin1String("engagements/")));
        // Folded: on some file systems "A.db" and "a.db" are one file.
        const auto folded = file.path.toCaseFolded();
        constexpr int DigestLength = 64;
        if (!isPlace || file.size < 0 || file.sha256.size() != DigestLength || file.entry.isEmpty()
            || paths.contains(folded) || entries.contains(file.entry))
            return wrong(file.path.left(200));
        paths.insert(folded);
        entries.insert(file.entry);
    }
    return manifest;
}

} // namespace consultantos
