// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/engagement_archive.h"

#include "base/private_files.h"
#include "storage/backup/data_files.h"
#include "storage/backup/durable_files.h"
#include "storage/backup/restore.h"
#include "storage/backup/restore_journal.h"
#include "storage/folder_use.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace consultantos {

namespace {

constexpr std::chrono::milliseconds Patience{2'000};
const QString RemovedPrefix = QStringLiteral(".removed-");

QString randomName()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

void removeLeftovers(const QString &engagements)
{
    const QDir dir(engagements);
    for (const auto &name :
         dir.entryList({RemovedPrefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks))
        QDir(dir.filePath(name)).removeRecursively();
}

tl::unexpected<Error> unknown(const QString &name)
{
    return fail(ErrorCode::NotFound, QCoreApplication::translate("backup", "There is no engagement \"%1\".").arg(name),
                QCoreApplication::translate("backup", "consultantos-cli engagement list names them."));
}

/// Puts what lies unpacked in `staging` at `target`, both below the data folder, by way of a journal if need be.
Result<QString> place(const QString &dataDir, const QString &staging, const QString &target, bool replaces,
                      const Clock &clock)
{
    const QDir dir(dataDir);
    if (!replaces) {
        if (!makePrivateFolder(QFileInfo(dir.filePath(target)).path()))
            return tl::unexpected(durable::folderError(dir.filePath(target)));
        const auto placed = durable::rename(dir.filePath(staging + u'/' + target), dir.filePath(target));
        QDir(dir.filePath(staging)).removeRecursively();
        return placed ? Result<QString>(QString()) : tl::unexpected(placed.error());
    }
    const auto use = FolderUse::own(dataDir, Patience);
    if (!use) {
        QDir(dir.filePath(staging)).removeRecursively();
        return tl::unexpected(use.error());
    }
    RestoreJournal journal;
    journal.staging = staging;
    journal.aside = QStringLiteral("before-restore-") + clock.nowUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
                    + u'_' + randomName().left(6);
    journal.oldOnes = QStringList{target};
    journal.newOnes = QStringList{target};
    if (const auto done = journal.carryOut(dataDir); !done)
        return tl::unexpected(done.error());
    return dir.absoluteFilePath(journal.aside + u'/' + target);
}

} // namespace

QList<EngagementSize> engagementSizes(const QString &dataDir)
{
    QList<EngagementSize> sizes;
    for (const auto &name : engagementNames(dataDir)) {
        const auto engagement = findEngagement(dataDir, name);
        if (!engagement)
            continue;
        EngagementSize size{engagement->name, engagement->folder, 0, 0};
        for (const auto &file : data_files::workIn(engagement->folder)) {
            size.bytes += file.size;
            size.documents += file.path.startsWith(QLatin1String("documents/"));
        }
        sizes.append(size);
    }
    return sizes;
}

Result<BackupOutcome> exportEngagement(const QString &dataDir, const QString &name, const QString &target,
                                       const QByteArray &password, const Clock &clock, const BackupProgress &progress)
{
    const auto engagement = findEngagement(dataDir, name);
    if (!engagement)
        return tl::unexpected(engagement.error());
    if (engagement->isNew)
        return unknown(name);
    BackupOrder order;
    order.folder = engagement->folder;
    order.kind = BackupManifest::Kind::Engagement;
    order.engagement = engagement->name;
    order.target = target;
    order.password = password;
    return makeBackup(order, clock, progress);
}

Result<EngagementImported> importEngagement(const EngagementImport &order, const QString &dataDir, const Clock &clock,
                                            const BackupProgress &progress)
{
    auto reader = ArchiveReader::open(order.archive, order.password, progress);
    if (!reader)
        return tl::unexpected(reader.error());
    if (reader->manifest().kind != BackupManifest::Kind::Engagement)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "The archive is a backup of a whole data folder; nothing was "
                                                          "changed."),
                    QCoreApplication::translate("backup", "consultantos-cli restore FILE --into FOLDER unpacks it."));
    const auto name = order.name.isEmpty() ? reader->manifest().engagement : order.name;
    if (name.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "The archive names no engagement; nothing was changed."),
                    QCoreApplication::translate("backup", "Give it a name by --name."));
    auto engagement = findEngagement(dataDir, name);
    if (!engagement)
        return tl::unexpected(engagement.error());
    const bool replaces = !engagement->isNew;
    if (replaces && order.onConflict == NameConflict::Refuse)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("backup", "There is an engagement \"%1\" already; nothing was changed.")
                        .arg(engagement->name),
                    QCoreApplication::translate("backup", "Give the archive's another name by --name, or exchange the "
                                                          "one that is there by --replace."));
    if (!makePrivateFolder(dataDir))
        return tl::unexpected(durable::folderError(dataDir));
    const auto staging = QStringLiteral(".restoring-") + randomName();
    const auto target = QStringLiteral("engagements/") + QFileInfo(engagement->folder).fileName();
    const auto unpacked = QDir(dataDir).filePath(staging + u'/' + target);
    auto ready = restoring::unpack(*reader, unpacked, progress);
    if (ready)
        ready = nameEngagement(unpacked, replaces ? engagement->name : name.simplified());
    if (!ready) {
        QDir(QDir(dataDir).filePath(staging)).removeRecursively();
        return tl::unexpected(ready.error());
    }
    const auto aside = place(dataDir, staging, target, replaces, clock);
    if (!aside)
        return tl::unexpected(aside.error());
    return EngagementImported{{replaces ? engagement->name : name.simplified(), engagement->folder, !replaces}, *aside};
}

Status removeEngagement(const QString &dataDir, const QString &name)
{
    const auto engagement = findEngagement(dataDir, name);
    if (!engagement)
        return tl::unexpected(engagement.error());
    if (engagement->isNew || name.isEmpty())
        return unknown(name);
    const auto engagements = QFileInfo(engagement->folder).path();
    {
        const auto use = FolderUse::own(engagement->folder, Patience);
        if (!use)
            return tl::unexpected(use.error());
        for (const auto &file : data_files::workIn(engagement->folder)) {
            const auto path = QDir(engagement->folder).filePath(file.path);
            if (file.isStore && isStoreOpenElsewhere(path))
                return fail(ErrorCode::Busy,
                            QCoreApplication::translate("backup", "%1 is open in another program; nothing was changed.")
                                .arg(QDir::toNativeSeparators(path)),
                            {}, true);
        }
        const auto gone = QDir(engagements).filePath(RemovedPrefix + randomName());
        if (const auto moved = durable::rename(engagement->folder, gone); !moved)
            return moved;
    }
    removeLeftovers(engagements);
    return {};
}

} // namespace consultantos
