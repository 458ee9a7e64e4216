// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup.h"

#include "base/json.h"
#include "base/private_files.h"
#include "base/setting_declaration.h"
#include "base/version.h"
#include "storage/backup/archive_writer.h"
#include "storage/backup/data_files.h"
#include "storage/backup/durable_files.h"
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QSet>

namespace consultantos {

namespace {

const QString SettingsName = QStringLiteral("settings.json");
/// Belongs to the user, or this computer, whatever the engagement.
const QStringList OfTheUser{SettingsName, QStringLiteral("llm_prices.json"), QStringLiteral("metrics.db")};

/// "engagements/NAME/" of what is an engagement's, empty of the folder's own.
QString prefixOf(const QString &path)
{
    return path.startsWith(QLatin1String("engagements/")) ? path.section(u'/', 0, 1) + u'/' : QString();
}

Result<QByteArray> digestOf(const QString &path, const CancellationToken &cancel)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto unreadable = [&] {
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("backup", "%1 can't be read.").arg(QDir::toNativeSeparators(path)),
                    file.errorString() + u'.');
    };
    if (!file.open(QIODevice::ReadOnly))
        return unreadable();
    constexpr qint64 Chunk = 1024 * 1024;
    while (!file.atEnd()) {
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        const auto bytes = file.read(Chunk);
        if (bytes.isEmpty())
            return unreadable();
        hash.addData(bytes);
    }
    return hash.result().toHex();
}

/// Passwords in addresses are the one secret that may stand in the settings file; keys are in the keyring.
QStringList takeSecretsOut(QJsonObject &settings)
{
    QStringList keys;
    for (const auto &key : settings.keys()) {
        const auto *declaration = findSetting(key);
        const auto text = settings[key].toString();
        if (declaration && declaration->secret && shownSetting(*declaration, text) != text)
            keys.append(key);
    }
    for (const auto &key : keys)
        settings.remove(key);
    return keys;
}

Status checkTarget(const BackupOrder &order)
{
    const QFileInfo target(order.target);
    const auto name = QDir::toNativeSeparators(order.target);
    if (target.isDir())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "%1 is a folder; nothing was done.").arg(name),
                    QCoreApplication::translate("backup", "Name the archive's file in it."));
    if (data_files::isWork(QDir(order.folder).relativeFilePath(target.absoluteFilePath())))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "%1 is in the place of the data itself; nothing was done.")
                        .arg(name));
    if (!target.exists() || target.size() == 0)
        return {};
    QFile file(order.target);
    const auto length = qint64(sizeof(ArchiveSeal) - 1) + ArchiveDigestLength;
    if (!file.open(QIODevice::ReadOnly) || !file.seek(std::max<qint64>(0, file.size() - length))
        || !file.readAll().startsWith(ArchiveSeal))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("backup", "%1 is there and is no backup; it was left as it is.").arg(name),
            QCoreApplication::translate("backup", "Choose another name."));
    return {};
}

/// A folder beside the archive for what becomes part of it, gone at the end.
class WorkFolder {
public:
    [[nodiscard]] static Result<std::unique_ptr<WorkFolder>> make(const QString &target)
    {
        const QFileInfo info(target);
        std::unique_ptr<WorkFolder> folder(new WorkFolder);
        folder->m_path = info.absoluteDir().filePath(u'.' + info.fileName() + QStringLiteral(".working"));
        if (!makePrivateFolder(folder->m_path))
            return tl::unexpected(durable::folderError(folder->m_path));
        auto use = FolderUse::own(folder->m_path, std::chrono::milliseconds(0));
        if (!use)
            return use.error().code == ErrorCode::Busy
                       ? fail(ErrorCode::Busy,
                              QCoreApplication::translate("backup", "%1 is being written by another process.")
                                  .arg(QDir::toNativeSeparators(target)),
                              {}, true)
                       : tl::unexpected(use.error());
        folder->m_use = *std::move(use);
        folder->empty();
        return folder;
    }
    ~WorkFolder()
    {
        if (!m_use)
            return;
        empty();
        QFile::remove(file(QStringLiteral(".in-use")));
        QDir().rmdir(m_path);
    }
    WorkFolder(const WorkFolder &) = delete;
    WorkFolder &operator=(const WorkFolder &) = delete;

    [[nodiscard]] QString file(const QString &name) const { return QDir(m_path).filePath(name); }

private:
    WorkFolder() = default;
    void empty() const
    {
        const QDir folder(m_path);
        for (const auto &name : folder.entryList(QDir::Files | QDir::Hidden)) {
            if (name != QLatin1String(".in-use"))
                QFile::remove(folder.filePath(name));
        }
    }

    QString m_path;
    std::shared_ptr<const FolderUse> m_use;
};

class BackupMaker {
public:
    BackupMaker(const BackupOrder &order, const BackupProgress &progress, const WorkFolder &work)
        : m_order(order)
        , m_progress(progress)
        , m_work(work)
        , m_folder(order.folder)
    {
    }

    [[nodiscard]] Result<BackupManifest> make(const Clock &clock, const QString &archive)
    {
        m_manifest.kind = m_order.kind;
        m_manifest.engagement = m_order.engagement;
        m_manifest.engineVersion = QString::fromLatin1(Version);
        const auto known = work();
        QSet<QString> prefixes{QString()};
        for (const auto &file : known) {
            prefixes.insert(prefixOf(file.path));
            m_total += 2 * file.size; // copied, then packed
        }
        if (const auto copied = copyStores(known, clock); !copied)
            return tl::unexpected(copied.error());
        // Listed again: a copy of a document that was made before the stores' moment may be newer than the first list.
        for (const auto &file : work()) {
            if (file.isStore || !prefixes.contains(prefixOf(file.path)))
                continue;
            if (m_progress.cancel.isCancelled())
                return tl::unexpected(stoppedError());
            if (const auto copied = copyFile(file); !copied)
                return tl::unexpected(copied.error());
            advance(file.size);
        }
        const auto before = m_done;
        const BackupProgress packing{[this, before](qint64 done, qint64) { m_progress.tell(before + done, m_total); },
                                     m_progress.cancel};
        if (const auto written = writeArchive(archive, m_manifest, m_sources, m_order.password, packing); !written)
            return tl::unexpected(written.error());
        return m_manifest;
    }

private:
    [[nodiscard]] QList<data_files::DataFile> work() const
    {
        auto files = data_files::workIn(m_order.folder);
        if (m_order.kind == BackupManifest::Kind::Engagement)
            files.removeIf(
                [](const auto &file) { return !prefixOf(file.path).isEmpty() || OfTheUser.contains(file.path); });
        return files;
    }

    void advance(qint64 bytes)
    {
        m_done += bytes;
        m_progress.tell(std::min(m_done, m_total), m_total);
    }

    [[nodiscard]] QString nextFile() { return m_work.file(QString::number(++m_number)); }

    [[nodiscard]] Status copyStores(const QList<data_files::DataFile> &files, const Clock &clock)
    {
        QStringList paths;
        for (const auto &file : files) {
            if (file.isStore)
                paths.append(m_folder.filePath(file.path));
        }
        if (paths.isEmpty())
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("backup", "There is nothing to back up in %1.")
                            .arg(QDir::toNativeSeparators(m_order.folder)),
                        QCoreApplication::translate("backup", "Check the data folder's name."));
        const auto snapshot = StoreSnapshot::take(paths, m_order.waiting, m_progress.cancel);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        m_manifest.createdAt = clock.nowUtc();
        m_total = std::max(m_total, 2 * snapshot->bytes());
        for (const auto &file : files) {
            if (!file.isStore)
                continue;
            const auto target = nextFile();
            const auto facts = snapshot->copy(m_folder.filePath(file.path), target, m_progress.cancel,
                                              [this](qint64 bytes) { advance(bytes); });
            if (!facts)
                return tl::unexpected(facts.error());
            if (const auto added = add(file.path, target, *facts); !added)
                return added;
        }
        return {};
    }

    [[nodiscard]] Status copyFile(const data_files::DataFile &file)
    {
        const auto from = m_folder.filePath(file.path);
        const auto target = nextFile();
        if (file.path == SettingsName)
            return copySettings(from, target);
        if (const auto copied = durable::linkOrCopy(from, target); !copied) {
            if (copied.error().code != ErrorCode::NotFound)
                return copied;
            m_manifest.vanished.append(file.path);
            return {};
        }
        return add(file.path, target, std::nullopt);
    }

    [[nodiscard]] Status copySettings(const QString &from, const QString &target)
    {
        auto settings = json::readObject(from);
        if (!settings) {
            // It can't be told whether a password stands in it; the work is what matters.
            m_manifest.leftOutSettings.append(SettingsName);
            return {};
        }
        m_manifest.leftOutSettings = takeSecretsOut(*settings);
        if (const auto written = durable::write(target, QJsonDocument(*settings).toJson()); !written)
            return written;
        return add(SettingsName, target, std::nullopt);
    }

    [[nodiscard]] Status add(const QString &path, const QString &source, const std::optional<StoreFacts> &facts)
    {
        const auto digest = digestOf(source, m_progress.cancel);
        if (!digest)
            return tl::unexpected(digest.error());
        m_manifest.files.append({path, {}, QFileInfo(source).size(), *digest, facts});
        m_sources.insert(path, source);
        return {};
    }

    const BackupOrder &m_order;
    const BackupProgress &m_progress;
    const WorkFolder &m_work;
    QDir m_folder;
    BackupManifest m_manifest;
    QHash<QString, QString> m_sources; ///< files in the work folder, by path
    int m_number = 0;
    qint64 m_done = 0;
    qint64 m_total = 0;
};

} // namespace

Result<BackupOutcome> makeBackup(const BackupOrder &order, const Clock &clock, const BackupProgress &progress)
{
    if (const auto checked = checkTarget(order); !checked)
        return tl::unexpected(checked.error());
    if (!QFileInfo(order.folder).isDir())
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("backup", "There is nothing to back up in %1.")
                        .arg(QDir::toNativeSeparators(order.folder)),
                    QCoreApplication::translate("backup", "Check the data folder's name."));
    const auto use = FolderUse::share(order.folder, order.waiting.patience);
    if (!use)
        return tl::unexpected(use.error());
    const auto work = WorkFolder::make(order.target);
    if (!work)
        return tl::unexpected(work.error());
    const auto archive = (*work)->file(QStringLiteral("archive.zip"));
    const auto made = BackupMaker(order, progress, **work).make(clock, archive);
    if (!made)
        return tl::unexpected(made.error());
    const auto target = QFileInfo(order.target).absoluteFilePath();
    QFile::setPermissions(archive, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (const auto placed = durable::rename(archive, target, true); !placed)
        return tl::unexpected(placed.error());
    return BackupOutcome{target, QFileInfo(target).size(), *made};
}

} // namespace consultantos
