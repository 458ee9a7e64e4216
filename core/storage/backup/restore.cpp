// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/restore.h"

#include "base/json.h"
#include "base/logging.h"
#include "base/private_files.h"
#include "base/settings.h"
#include "storage/backup/data_files.h"
#include "storage/backup/durable_files.h"
#include "storage/backup/restore_journal.h"
#include "storage/backup/store_snapshot.h"
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QUuid>

namespace consultantos {

namespace {

constexpr std::chrono::milliseconds Patience{2'000};
const QString StagingPrefix = QStringLiteral(".restoring-");

void removeStaging(const QString &dataDir)
{
    const QDir dir(dataDir);
    for (const auto &name :
         dir.entryList({StagingPrefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot))
        QDir(dir.filePath(name)).removeRecursively();
}

/// The passwords that the backup left out are those in use.
Status keepSecrets(const BackupManifest &manifest, const QString &dataDir, const QString &staging)
{
    const auto now = json::readObject(Settings::filePath(dataDir));
    if (manifest.leftOutSettings.isEmpty() || !now)
        return {};
    const auto path = Settings::filePath(staging);
    auto settings = json::readObject(path).value_or(QJsonObject());
    for (const auto &key : manifest.leftOutSettings) {
        if (now->contains(key))
            settings[key] = (*now)[key];
    }
    return durable::write(path, QJsonDocument(settings).toJson());
}

Status demandDataFolder(const BackupManifest &manifest)
{
    if (manifest.kind == BackupManifest::Kind::DataFolder)
        return {};
    return fail(
        ErrorCode::InvalidArgument,
        QCoreApplication::translate("backup", "The archive holds the engagement \"%1\" alone; nothing was changed.")
            .arg(manifest.engagement),
        QCoreApplication::translate("backup", "Take it in by: consultantos-cli engagement import FILE."));
}

/// Everything but the exchange; gives the journal that will do it.
Result<std::pair<RestoreJournal, BackupManifest>> stage(const QString &archive, const QString &dataDir,
                                                        const QByteArray &password, const Clock &clock,
                                                        const BackupProgress &progress)
{
    auto reader = ArchiveReader::open(archive, password, progress);
    if (!reader)
        return tl::unexpected(reader.error());
    if (const auto fits = demandDataFolder(reader->manifest()); !fits)
        return tl::unexpected(fits.error());
    RestoreJournal journal;
    journal.source = QFileInfo(archive).fileName();
    journal.staging = StagingPrefix + QUuid::createUuid().toString(QUuid::Id128);
    journal.aside = QStringLiteral("before-restore-") + clock.nowUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    for (int i = 2; QFileInfo::exists(QDir(dataDir).filePath(journal.aside)); ++i)
        journal.aside = journal.aside.section(u'_', 0, 0) + u'_' + QString::number(i);
    const auto staging = QDir(dataDir).filePath(journal.staging);
    auto ready = restoring::unpack(*reader, staging, progress);
    if (ready)
        ready = keepSecrets(reader->manifest(), dataDir, staging);
    if (!ready) {
        QDir(staging).removeRecursively();
        return tl::unexpected(ready.error());
    }
    journal.oldOnes = data_files::setAsideNames(dataDir);
    journal.newOnes = QDir(staging).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    return std::pair(journal, reader->manifest());
}

Status demandUnused(const QString &dataDir)
{
    for (const auto &file : data_files::workIn(dataDir)) {
        if (file.isStore && isStoreOpenElsewhere(QDir(dataDir).filePath(file.path)))
            return fail(ErrorCode::Busy,
                        QCoreApplication::translate("backup", "%1 is open in another program; nothing was changed.")
                            .arg(QDir::toNativeSeparators(QDir(dataDir).filePath(file.path))),
                        QCoreApplication::translate("backup", "End the window, the server and other commands that work "
                                                              "with them, and try again."),
                        true);
    }
    return {};
}

RestoreOutcome outcomeOf(const RestoreJournal &journal, const BackupManifest &manifest, const QString &dataDir)
{
    const auto aside = journal.oldOnes.isEmpty() ? QString() : QDir(dataDir).absoluteFilePath(journal.aside);
    return {manifest, QDir(dataDir).absolutePath(), aside};
}

} // namespace

Status restoring::unpack(ArchiveReader &reader, const QString &target, const BackupProgress &progress)
{
    if (!makePrivateFolder(target))
        return tl::unexpected(durable::folderError(target));
    const auto total = reader.manifest().bytes();
    if (const auto room = QStorageInfo(target).bytesAvailable(); room >= 0 && room < total)
        return tl::unexpected(durable::writeError(target, {}, true));
    const QDir dir(target);
    qint64 done = 0;
    for (const auto &file : reader.manifest().files) {
        const auto path = dir.filePath(file.path);
        if (!makePrivateFolder(QFileInfo(path).path()))
            return tl::unexpected(durable::folderError(path));
        if (const auto extracted = reader.extract(file, path, progress.cancel); !extracted)
            return extracted;
        if (file.store) {
            if (const auto whole = checkStoreFile(path); !whole)
                return tl::unexpected(whole.error());
        }
        done += file.size;
        progress.tell(done, total);
    }
    QDirIterator folders(target, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (folders.hasNext())
        durable::syncFolder(folders.next());
    durable::syncFolder(target);
    return {};
}

Result<BackupManifest> verifyArchive(const QString &archive, const QByteArray &password, const BackupProgress &progress)
{
    auto reader = ArchiveReader::open(archive, password, progress);
    if (!reader)
        return tl::unexpected(reader.error());
    const QTemporaryDir folder;
    const auto copy = folder.filePath(QStringLiteral("store"));
    for (const auto &file : reader->manifest().files) {
        if (const auto read = reader->extract(file, file.store ? copy : QString(), progress.cancel); !read)
            return tl::unexpected(read.error());
        if (!file.store)
            continue;
        if (auto whole = checkStoreFile(copy); !whole) {
            whole.error().message.replace(QDir::toNativeSeparators(copy), file.path);
            return tl::unexpected(whole.error());
        }
        QFile::remove(copy);
    }
    return reader->manifest();
}

Result<RestoreOutcome> restoreInto(const QString &archive, const QString &folder, const QByteArray &password,
                                   const BackupProgress &progress)
{
    const QFileInfo target(QDir(folder).absolutePath());
    if (target.exists()
        && (!target.isDir()
            || !QDir(target.filePath()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "The folder %1 isn't empty; nothing was changed.")
                        .arg(QDir::toNativeSeparators(folder)),
                    QCoreApplication::translate("backup", "Name one that isn't there yet."));
    auto reader = ArchiveReader::open(archive, password, progress);
    if (!reader)
        return tl::unexpected(reader.error());
    if (const auto fits = demandDataFolder(reader->manifest()); !fits)
        return tl::unexpected(fits.error());
    const auto staging = target.absoluteDir().filePath(u'.' + target.fileName() + QStringLiteral(".restoring"));
    if (!makePrivateFolder(staging))
        return tl::unexpected(durable::folderError(staging));
    const auto use = FolderUse::own(staging, std::chrono::milliseconds(0));
    if (!use)
        return tl::unexpected(use.error());
    const auto content = QDir(staging).filePath(QStringLiteral("content"));
    QDir(content).removeRecursively(); // of a run that was killed
    auto done = restoring::unpack(*reader, content, progress);
    if (done && target.exists())
        QDir().rmdir(target.filePath());
    if (done)
        done = durable::rename(content, target.filePath(), true);
    QDir(staging).removeRecursively();
    if (!done)
        return tl::unexpected(done.error());
    return RestoreOutcome{reader->manifest(), target.filePath(), {}};
}

Result<RestoreOutcome> restoreDataFolder(const QString &archive, const QString &dataDir, const QByteArray &password,
                                         const Clock &clock, const BackupProgress &progress)
{
    if (!makePrivateFolder(dataDir))
        return tl::unexpected(durable::folderError(dataDir));
    if (const auto finished = finishRestore(dataDir, Patience); !finished)
        return tl::unexpected(finished.error());
    const auto use = FolderUse::own(dataDir, Patience);
    if (!use)
        return tl::unexpected(use.error());
    if (const auto unused = demandUnused(dataDir); !unused)
        return tl::unexpected(unused.error());
    removeStaging(dataDir);
    QFile::remove(RestoreJournal::path(dataDir)); // one that waited: this one is newer
    auto staged = stage(archive, dataDir, password, clock, progress);
    if (!staged)
        return tl::unexpected(staged.error());
    if (progress.cancel.isCancelled()) {
        removeStaging(dataDir);
        return tl::unexpected(stoppedError());
    }
    auto &[journal, manifest] = *staged;
    if (const auto done = journal.carryOut(dataDir); !done)
        return tl::unexpected(done.error());
    return outcomeOf(journal, manifest, dataDir);
}

Result<RestoreOutcome> prepareRestore(const QString &archive, const QString &dataDir, const QByteArray &password,
                                      const Clock &clock, const BackupProgress &progress)
{
    static_cast<void>(callOffRestore(dataDir));
    auto staged = stage(archive, dataDir, password, clock, progress);
    if (!staged)
        return tl::unexpected(staged.error());
    auto &[journal, manifest] = *staged;
    // What is there may change until the exchange; it is listed again then.
    journal.oldOnes.clear();
    if (const auto saved = journal.save(dataDir); !saved) {
        QDir(QDir(dataDir).filePath(journal.staging)).removeRecursively();
        return tl::unexpected(saved.error());
    }
    auto outcome = outcomeOf(journal, manifest, dataDir);
    outcome.aside = QDir(dataDir).absoluteFilePath(journal.aside);
    return outcome;
}

Status callOffRestore(const QString &dataDir)
{
    const auto journal = RestoreJournal::load(dataDir);
    if (!journal || !*journal || (*journal)->step != RestoreJournal::Step::Requested)
        return fail(ErrorCode::NotFound, QCoreApplication::translate("backup", "No restore is waiting."));
    QFile::remove(RestoreJournal::path(dataDir));
    QDir(QDir(dataDir).filePath((*journal)->staging)).removeRecursively();
    return {};
}

Result<PendingRestore> finishRestore(const QString &dataDir, std::chrono::milliseconds patience)
{
    if (!QFileInfo::exists(RestoreJournal::path(dataDir)))
        return PendingRestore::None;
    auto journal = RestoreJournal::load(dataDir);
    // Who works with the folder isn't about to end; an exchange that is under way is.
    constexpr std::chrono::milliseconds AtLeisure{500};
    const bool mayWait = journal && *journal && (*journal)->step == RestoreJournal::Step::Requested;
    auto use = FolderUse::own(dataDir, mayWait ? std::min(patience, AtLeisure) : patience);
    journal = RestoreJournal::load(dataDir);
    if (!use && journal && *journal && (*journal)->step != RestoreJournal::Step::Requested) {
        use = FolderUse::own(dataDir, patience); // somebody has begun meanwhile
        journal = RestoreJournal::load(dataDir);
    }
    if (!journal)
        return tl::unexpected(journal.error());
    if (!*journal)
        return PendingRestore::Done; // by who had the folder
    const bool isRequested = (*journal)->step == RestoreJournal::Step::Requested;
    if (!use)
        return isRequested ? Result<PendingRestore>(PendingRestore::Waiting) : tl::unexpected(use.error());
    if (isRequested) {
        if (!demandUnused(dataDir))
            return PendingRestore::Waiting;
        (*journal)->oldOnes = data_files::setAsideNames(dataDir);
    }
    if (const auto done = (*journal)->carryOut(dataDir); !done)
        return tl::unexpected(done.error());
    qCInfo(lcStorage).noquote() << "restored from" << (*journal)->source << "; the former state is in"
                                << (*journal)->aside;
    return PendingRestore::Done;
}

} // namespace consultantos
