// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/backup_rotation.h"

#include "base/private_files.h"
#include "base/settings.h"
#include "storage/backup/durable_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSet>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {

namespace {

const QString Prefix = QStringLiteral("consultantos-");
const QString Ending = QStringLiteral(".zip");
const QString TimeFormat = QStringLiteral("yyyyMMdd'T'HHmmss'Z'");

/// The newest of each of the first `count` spans that have one.
template <typename SpanOf>
void keepNewest(const QList<RotatedBackup> &newestFirst, int count, SpanOf spanOf, QSet<QString> &kept)
{
    QSet<QString> spans;
    for (const auto &backup : newestFirst) {
        const auto span = spanOf(backup.madeAt.date());
        if (spans.contains(span))
            continue;
        if (spans.size() >= count)
            return;
        spans.insert(span);
        kept.insert(backup.name);
    }
}

QString weekOf(const QDate &date)
{
    int year = 0;
    const int week = date.weekNumber(&year);
    return QStringLiteral("%1-%2").arg(year).arg(week);
}

} // namespace

RotationRules rotationRules(const Settings &settings)
{
    return {settings.backupsKept(QStringLiteral("daily")), settings.backupsKept(QStringLiteral("weekly")),
            settings.backupsKept(QStringLiteral("monthly"))};
}

QString rotatedName(const QDateTime &at)
{
    return Prefix + at.toUTC().toString(TimeFormat) + Ending;
}

std::optional<QDateTime> rotatedTime(const QString &name)
{
    if (!name.startsWith(Prefix) || !name.endsWith(Ending))
        return std::nullopt;
    auto time = QDateTime::fromString(name.mid(Prefix.size(), name.size() - Prefix.size() - Ending.size()), TimeFormat);
    time.setTimeZone(QTimeZone::utc());
    return time.isValid() && rotatedName(time) == name ? std::optional(time) : std::nullopt;
}

QList<RotatedBackup> rotatedBackups(const QString &folder)
{
    QList<RotatedBackup> backups;
    for (const auto &name : QDir(folder).entryList({Prefix + u'*' + Ending}, QDir::Files)) {
        if (const auto time = rotatedTime(name))
            backups.append({name, *time});
    }
    std::sort(backups.begin(), backups.end(), [](const auto &a, const auto &b) { return a.madeAt > b.madeAt; });
    return backups;
}

QList<RotatedBackup> superfluous(QList<RotatedBackup> backups, const RotationRules &rules)
{
    std::sort(backups.begin(), backups.end(), [](const auto &a, const auto &b) { return a.madeAt > b.madeAt; });
    QSet<QString> kept;
    if (!backups.isEmpty())
        kept.insert(backups.first().name);
    keepNewest(
        backups, rules.daily, [](const QDate &date) { return date.toString(Qt::ISODate); }, kept);
    keepNewest(backups, rules.weekly, weekOf, kept);
    keepNewest(
        backups, rules.monthly, [](const QDate &date) { return date.toString(QStringLiteral("yyyy-MM")); }, kept);
    backups.removeIf([&](const auto &backup) { return kept.contains(backup.name); });
    return backups;
}

Result<RotationOutcome> rotateBackups(const QString &dataDir, const QString &folder, const RotationRules &rules,
                                      const QByteArray &password, const Clock &clock, const BackupProgress &progress)
{
    if (!makePrivateFolder(folder))
        return tl::unexpected(durable::folderError(folder));
    const QDir dir(folder);
    QLockFile lock(dir.filePath(QStringLiteral(".consultantos-rotation.lock")));
    lock.setStaleLockTime(0); // a long backup is no dead process
    if (!lock.tryLock(0))
        return fail(ErrorCode::Busy,
                    QCoreApplication::translate("backup", "Another process makes a backup in %1.")
                        .arg(QDir::toNativeSeparators(folder)),
                    {}, true);
    BackupOrder order;
    order.folder = dataDir;
    order.target = dir.absoluteFilePath(rotatedName(clock.nowUtc()));
    order.password = password;
    auto made = makeBackup(order, clock, progress);
    if (!made)
        return tl::unexpected(made.error());
    RotationOutcome outcome{*std::move(made), {}};
    for (const auto &backup : superfluous(rotatedBackups(folder), rules)) {
        if (QFile::remove(dir.filePath(backup.name)))
            outcome.removed.append(backup.name);
    }
    // What runs that were killed left behind: nobody else is at work here.
    const auto left = QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks;
    for (const auto &name : dir.entryList({u'.' + Prefix + u'*' + Ending + QStringLiteral(".working")}, left))
        QDir(dir.filePath(name)).removeRecursively();
    return outcome;
}

QDateTime nextBackup(const QString &folder, std::chrono::seconds every, const QDateTime &now)
{
    const auto backups = rotatedBackups(folder);
    if (backups.isEmpty() || backups.first().madeAt > now)
        return now;
    return backups.first().madeAt.addSecs(every.count());
}

} // namespace consultantos
