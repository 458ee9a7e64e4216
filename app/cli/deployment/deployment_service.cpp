// SPDX-License-Identifier: GPL-3.0-or-later
// How the program runs, on what, and what is left of it when the disk fails.
#include "base/clock.h"
#include "deployment/deployment_check.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QThread>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace consultantos {

namespace {

constexpr qint64 Megabyte = 1'000'000;
constexpr int LeastProcessors = 2; ///< the reference's deployment has two, and 2 GiB
constexpr qint64 LeastMemory = 2'000 * Megabyte;
constexpr qint64 SpareDisk = 1'000 * Megabyte; ///< beside what the cache may still take
constexpr quint64 LeastOpenFiles = 2'048;      ///< a server holds up to 1,000 connections
constexpr int RecentDays = 7;

QString withoutUnit()
{
    return QCoreApplication::translate("Cli", "there is no service unit");
}

DeploymentItem unitPresent(const DeploymentPlace &place)
{
    const DeploymentQuestion question("unit", QCoreApplication::translate("Cli", "A service unit starts the server"));
    const auto advice = QCoreApplication::translate(
        "Cli", "Copy packaging/monitoring/consultantos.service into ~/.config/systemd/user and enable it.");
    if (!place.unit)
        return question.failed(QCoreApplication::translate("Cli", "none where systemd looks"), advice);
    const auto program = place.unit->command().value(0);
    const bool serves = place.unit->command().contains(QStringLiteral("serve"));
    return question.judged(serves && QFileInfo(program).isExecutable(), place.unit->path(),
                           serves ? QCoreApplication::translate("Cli", "Its program can't be started: %1").arg(program)
                                  : advice);
}

DeploymentItem unitData(const DeploymentPlace &place)
{
    const DeploymentQuestion question("unit_data",
                                      QCoreApplication::translate("Cli", "It works with this data folder"));
    if (!place.unit)
        return question.notApplicable(withoutUnit());
    const auto its = QDir::cleanPath(QFileInfo(place.unit->dataDir()).absoluteFilePath());
    return question.judged(
        its == QDir::cleanPath(place.dataDir), its,
        QCoreApplication::translate("Cli", "What is said here is of %1: name the other by --data-dir.")
            .arg(place.dataDir));
}

DeploymentItem unitRestarts(const DeploymentPlace &place)
{
    const DeploymentQuestion question("restart", QCoreApplication::translate("Cli", "It starts again after a failure"));
    if (!place.unit)
        return question.notApplicable(withoutUnit());
    const auto restart = place.unit->value(QStringLiteral("Restart"));
    const bool restarts = restart == QLatin1String("on-failure") || restart == QLatin1String("always");
    return question.judged(restarts,
                           restart.isEmpty() ? QStringLiteral("Restart=no") : QStringLiteral("Restart=") + restart,
                           QStringLiteral("Restart=on-failure"));
}

DeploymentItem unitIsConfined(const DeploymentPlace &place)
{
    const DeploymentQuestion question("confinement",
                                      QCoreApplication::translate("Cli", "It may change its data folder alone"));
    if (!place.unit)
        return question.notApplicable(withoutUnit());
    QStringList missing;
    for (const auto &key : {QStringLiteral("NoNewPrivileges"), QStringLiteral("PrivateTmp")}) {
        if (!place.unit->isTrue(key))
            missing.append(key + QStringLiteral("=yes"));
    }
    if (place.unit->value(QStringLiteral("ProtectSystem")) != QLatin1String("strict"))
        missing.append(QStringLiteral("ProtectSystem=strict"));
    if (place.unit->value(QStringLiteral("UMask")) != QLatin1String("0077"))
        missing.append(QStringLiteral("UMask=0077"));
    return question.judged(
        missing.isEmpty(),
        missing.isEmpty() ? QStringLiteral("ProtectSystem=strict")
                          : QCoreApplication::translate("Cli", "missing: %1").arg(missing.join(QStringLiteral(", "))),
        QCoreApplication::translate("Cli", "Take these lines from packaging/monitoring/consultantos.service."));
}

DeploymentItem unitLingers(const DeploymentPlace &place)
{
    const DeploymentQuestion question("linger",
                                      QCoreApplication::translate("Cli", "It runs while nobody is logged in"));
    if (!place.unit)
        return question.notApplicable(withoutUnit());
    if (!place.unit->isOfUser())
        return question.passed(QCoreApplication::translate("Cli", "a unit of the system"));
    const auto user = QFileInfo(QDir::homePath()).owner();
    return question.judged(QFileInfo::exists(QStringLiteral("/var/lib/systemd/linger/") + user),
                           QCoreApplication::translate("Cli", "a unit of the user %1").arg(user),
                           QStringLiteral("loginctl enable-linger ") + user);
}

DeploymentItem ready(const DeploymentPlace &place)
{
    const DeploymentQuestion question("ready", QCoreApplication::translate("Cli", "The server is ready"));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    constexpr int Good = 200;
    return question.judged(
        place.server->readyStatus == Good,
        QCoreApplication::translate("Cli", "/health/ready answered %1").arg(place.server->readyStatus),
        QCoreApplication::translate("Cli", "Its log says what is wrong with its stores."));
}

DeploymentItem crashes(const DeploymentPlace &place)
{
    const DeploymentQuestion question("crashes", QCoreApplication::translate("Cli", "No crash in the last seven days"));
    const auto since = SystemClock().nowUtc().addDays(-RecentDays);
    QStringList notes;
    for (const auto &file : QDir(place.dataDir + QStringLiteral("/crashes")).entryInfoList(QDir::Files, QDir::Time)) {
        if (file.lastModified() > since)
            notes.append(file.filePath());
    }
    return question.judged(notes.isEmpty(),
                           notes.isEmpty() ? QCoreApplication::translate("Cli", "none")
                                           : QCoreApplication::translate("Cli", "%1, the last one %2")
                                                 .arg(QString::number(notes.size()), notes.first()),
                           QCoreApplication::translate("Cli", "Report it with the note; it holds no data of yours."));
}

DeploymentItem processors()
{
    const DeploymentQuestion question("processors", QCoreApplication::translate("Cli", "At least two processors"));
    const auto count = QThread::idealThreadCount();
    return question.judged(
        count >= LeastProcessors, QString::number(count),
        QCoreApplication::translate("Cli", "Give the machine more, or lower MAX_CONCURRENT_AGENTS."));
}

DeploymentItem memory()
{
    const DeploymentQuestion question("memory", QCoreApplication::translate("Cli", "At least 2 GB of memory"));
#ifdef Q_OS_UNIX
    const auto bytes = static_cast<qint64>(::sysconf(_SC_PHYS_PAGES)) * static_cast<qint64>(::sysconf(_SC_PAGESIZE));
    return question.judged(bytes >= LeastMemory, QCoreApplication::translate("Cli", "%1 MB").arg(bytes / Megabyte),
                           QCoreApplication::translate("Cli", "Give the machine more, or lower CACHE_L1_SIZE_MB."));
#else
    return question.byHand({}, {});
#endif
}

DeploymentItem openFiles(const DeploymentPlace &place)
{
    const DeploymentQuestion question("open_files", QCoreApplication::translate("Cli", "Enough files may be open"));
    const auto advice = QStringLiteral("LimitNOFILE=4096");
    if (const auto own = place.unit ? place.unit->value(QStringLiteral("LimitNOFILE")) : QString(); !own.isEmpty()) {
        bool isNumber = false;
        const auto most = own.section(QLatin1Char(':'), -1).toULongLong(&isNumber);
        return question.judged(!isNumber || most >= LeastOpenFiles, QStringLiteral("LimitNOFILE=") + own, advice);
    }
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return question.byHand({}, QStringLiteral("ulimit -n"));
    return question.judged(limit.rlim_max >= LeastOpenFiles,
                           limit.rlim_max == RLIM_INFINITY ? QCoreApplication::translate("Cli", "without limit")
                                                           : QString::number(limit.rlim_max),
                           advice);
#else
    return question.byHand({}, {});
#endif
}

/// The folder, or the nearest one above it that is there.
QString existing(const QString &folder)
{
    QDir dir(folder);
    while (!dir.exists() && !dir.isRoot())
        dir.setPath(QFileInfo(dir.path()).path());
    return dir.path();
}

DeploymentItem diskSpace(const DeploymentPlace &place)
{
    const DeploymentQuestion question("disk_space",
                                      QCoreApplication::translate("Cli", "The disk holds what the cache may take"));
    const QStorageInfo disk(existing(place.storeFolder));
    const auto used = QFileInfo(place.storeFolder + QStringLiteral("/cache.sqlite")).size();
    const auto needed = qMax<qint64>(static_cast<qint64>(place.settings.cacheL3Bytes()) - used, 0) + SpareDisk;
    return question.judged(
        disk.bytesAvailable() >= needed,
        QCoreApplication::translate("Cli", "%1 MB free, up to %2 MB are needed")
            .arg(QString::number(disk.bytesAvailable() / Megabyte), QString::number(needed / Megabyte)),
        QCoreApplication::translate("Cli", "Make room, or lower CACHE_L3_SIZE_MB."));
}

DeploymentItem fileSystem(const DeploymentPlace &place)
{
    const DeploymentQuestion question(
        "file_system", QCoreApplication::translate("Cli", "The data folder is on a disk of this machine"));
    const auto type = QString::fromLatin1(QStorageInfo(existing(place.dataDir)).fileSystemType());
    const bool isShared = type.startsWith(QLatin1String("nfs")) || type.startsWith(QLatin1String("cifs"))
                          || type.startsWith(QLatin1String("smb")) || type == QLatin1String("fuse.sshfs")
                          || type == QLatin1String("9p");
    const bool isMemory = type == QLatin1String("tmpfs") || type == QLatin1String("ramfs");
    return question.judged(!isShared && !isMemory, type,
                           isMemory ? QCoreApplication::translate("Cli", "It is in memory: a restart loses everything.")
                                    : QCoreApplication::translate(
                                        "Cli", "Locks of files don't hold on a share: put it onto a local disk."));
}

DeploymentItem damaged(const DeploymentPlace &place)
{
    const DeploymentQuestion question("damaged",
                                      QCoreApplication::translate("Cli", "No store was set aside as damaged"));
    const auto files = QDir(place.storeFolder).entryList({QStringLiteral("*.corrupt-*")}, QDir::Files);
    return question.judged(files.isEmpty(),
                           files.isEmpty() ? QCoreApplication::translate("Cli", "none")
                                           : files.join(QStringLiteral(", ")),
                           QCoreApplication::translate("Cli", "Restore it from its copy, then move the file away."));
}

DeploymentItem copies(const DeploymentPlace &place)
{
    const DeploymentQuestion question("copies", QCoreApplication::translate("Cli", "The stores are copied elsewhere"));
    qint64 bytes = 0;
    QDirIterator files(place.dataDir, {QStringLiteral("*.db"), QStringLiteral("*.json")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return question.byHand(
        QCoreApplication::translate("Cli", "%1 MB to copy")
            .arg(QString::number(static_cast<double>(bytes) / Megabyte, 'f', 1)),
        QCoreApplication::translate("Cli",
                                    "Each day, also while it runs: sqlite3 NAME.db \".backup COPY.db\" of each store, "
                                    "and documents/ with settings.json. The cache needs no copy."));
}

DeploymentItem restored(const DeploymentPlace &)
{
    return DeploymentQuestion("restored", QCoreApplication::translate("Cli", "A copy was restored once, to try it"))
        .byHand({}, QStringLiteral(
                        "consultantos-cli --data-dir COPY doctor; consultantos-cli --data-dir COPY library list"));
}

} // namespace

DeploymentSection deploymentService(const DeploymentPlace &place)
{
    return {QStringLiteral("service"),
            QCoreApplication::translate("Cli", "Service"),
            {unitPresent(place), unitData(place), unitRestarts(place), unitIsConfined(place), unitLingers(place),
             ready(place), crashes(place)}};
}

DeploymentSection deploymentCapacity(const DeploymentPlace &place)
{
    return {QStringLiteral("capacity"),
            QCoreApplication::translate("Cli", "Capacity"),
            {processors(), memory(), openFiles(place), diskSpace(place), fileSystem(place)}};
}

DeploymentSection deploymentBackup(const DeploymentPlace &place)
{
    return {QStringLiteral("backup"),
            QCoreApplication::translate("Cli", "Backup"),
            {damaged(place), copies(place), restored(place)}};
}

} // namespace consultantos
