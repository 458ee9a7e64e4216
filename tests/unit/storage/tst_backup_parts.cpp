// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_rotation.h"
#include "storage/backup/data_files.h"
#include "storage/folder_use.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <cerrno>

using namespace consultantos;

namespace {

QDateTime noonOf(int year, int month, int day)
{
    return QDateTime(QDate(year, month, day), QTime(12, 0), QTimeZone::utc());
}

QList<RotatedBackup> dailyBackups(const QDate &first, int count)
{
    QList<RotatedBackup> backups;
    for (int i = 0; i < count; ++i) {
        const auto date = first.addDays(i);
        const auto at = noonOf(date.year(), date.month(), date.day());
        backups.append({rotatedName(at), at});
    }
    return backups;
}

QString keptDays(const QList<RotatedBackup> &all, const RotationRules &rules)
{
    const auto gone = superfluous(all, rules);
    QStringList days;
    for (const auto &backup : all) {
        if (!gone.contains(backup))
            days.append(backup.madeAt.date().toString(QStringLiteral("MM-dd")));
    }
    return days.join(QLatin1Char(' '));
}

} // namespace

class BackupPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWorkOfADataFolderIsWork_data()
    {
        QTest::addColumn<bool>("isWork");
        for (const char *path : {"library.db", "documents/0a1b.pdf", "documents/x/y.txt", "settings.json",
                                 "sending.json", "engagements/acme-1/library.db", "engagements/acme-1/documents/1.pdf",
                                 "engagements/acme-1/engagement.json", "later.db"})
            QTest::newRow(path) << true;
        for (const char *path : {"",
                                 "/",
                                 "..",
                                 "../library.db",
                                 "/etc/x.db",
                                 "documents",
                                 "documents/",
                                 "documents//x",
                                 "documents/../x.db",
                                 "documents/./x",
                                 "documents/.hidden",
                                 ".x.db",
                                 "api-token",
                                 "api-tokens.json",
                                 "cache.sqlite",
                                 "logs/a.db",
                                 "engagements/acme-1",
                                 "engagements/library.db",
                                 "engagements/../library.db",
                                 "engagements/a/engagements/b/library.db",
                                 "documents\\x",
                                 "C:x.db",
                                 "x.db ",
                                 "x.db.",
                                 "x\n.db",
                                 "a/library.db",
                                 "before-restore-1/library.db",
                                 ".restoring-1/library.db"})
            QTest::newRow(*path == '\0' ? "(empty)" : path) << false;
    }

    void onlyWorkOfADataFolderIsWork()
    {
        QFETCH(bool, isWork);
        const auto tag = QString::fromUtf8(QTest::currentDataTag());
        QCOMPARE(data_files::isWork(tag == QLatin1String("(empty)") ? QString() : tag), isWork);
    }

    void aLinkIsNotFollowed()
    {
#ifdef Q_OS_WIN
        QSKIP("QFile::link() makes shortcuts there, which are files; a real link takes rights that a user hasn't got");
#endif
        const QTemporaryDir folder;
        const QDir dir(folder.path());
        QVERIFY(dir.mkpath(QStringLiteral("documents")) && dir.mkpath(QStringLiteral("engagements")));
        QFile secret(folder.filePath(QStringLiteral("secret")));
        QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("x") == 1);
        secret.close();
        QVERIFY(QFile::link(secret.fileName(), folder.filePath(QStringLiteral("documents/a.pdf"))));
        QVERIFY(QFile::link(secret.fileName(), folder.filePath(QStringLiteral("a.db"))));
        QVERIFY(QFile::link(folder.path(), folder.filePath(QStringLiteral("engagements/loop"))));
        QCOMPARE(data_files::workIn(folder.path()), QList<data_files::DataFile>());
    }

    void namesOfARotationAreItsOwnAlone()
    {
        const auto at = noonOf(2026, 1, 31);
        QCOMPARE(rotatedTime(rotatedName(at)), std::optional(at));
        for (const char *name : {"consultantos-20260131T120000Z.zip.part", "consultantos-2026.zip", "mine.zip",
                                 "consultantos-20261331T120000Z.zip", "consultantos-20260131T120000.zip"})
            QVERIFY2(!rotatedTime(QString::fromLatin1(name)), name);
    }

    void keepsTheNewestOfDaysWeeksAndMonths()
    {
        // 1 January 2026 is a Thursday; 60 days end on Sunday, 1 March.
        const auto all = dailyBackups(QDate(2026, 1, 1), 60);
        QCOMPARE(keptDays(all, {3, 0, 0}), QStringLiteral("02-27 02-28 03-01"));
        QCOMPARE(keptDays(all, {0, 3, 0}), QStringLiteral("02-15 02-22 03-01"));
        QCOMPARE(keptDays(all, {0, 0, 5}), QStringLiteral("01-31 02-28 03-01"));
        QCOMPARE(keptDays(all, {2, 2, 2}), QStringLiteral("02-22 02-28 03-01"));
        QCOMPARE(keptDays(all, {0, 0, 0}), QStringLiteral("03-01"));
        QCOMPARE(keptDays({}, {7, 4, 12}), QString());
    }

    void aGapCostsNoBackup()
    {
        // Days without one don't count: after a month's holiday the seven newest days are still there.
        auto all = dailyBackups(QDate(2026, 1, 1), 10);
        all += dailyBackups(QDate(2026, 3, 1), 1);
        QCOMPARE(keptDays(all, {3, 0, 0}), QStringLiteral("01-09 01-10 03-01"));
    }

    void theWeekOfNewYearIsOne()
    {
        // 29 December 2025 to 4 January 2026 are one week of ISO 8601.
        QCOMPARE(keptDays(dailyBackups(QDate(2025, 12, 22), 14), {0, 5, 0}), QStringLiteral("12-28 01-04"));
    }

    void theNextBackupIsDueAfterTheLast()
    {
        const QTemporaryDir folder;
        const auto now = noonOf(2026, 1, 10);
        QCOMPARE(nextBackup(folder.path(), std::chrono::hours(24), now), now);
        QFile file(folder.filePath(rotatedName(now.addSecs(-3600))));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(nextBackup(folder.path(), std::chrono::hours(24), now), now.addSecs(23 * 3600));
        // A clock that was set back must not put backups off until it has caught up.
        QFile ahead(folder.filePath(rotatedName(now.addYears(1))));
        QVERIFY(ahead.open(QIODevice::WriteOnly));
        QCOMPARE(nextBackup(folder.path(), std::chrono::hours(24), now), now);
    }

    void aManifestSurvivesItsText()
    {
        BackupManifest manifest;
        manifest.engineVersion = QStringLiteral("1.2.3");
        manifest.createdAt = noonOf(2026, 1, 1);
        manifest.files = {
            {QStringLiteral("library.db"), QStringLiteral("library.db"), 3, QByteArray(64, 'a'), StoreFacts{7, 2, 3}}};
        manifest.leftOutSettings = QStringList{QStringLiteral("proxy")};
        const auto read = BackupManifest::fromJson(manifest.toJson());
        QVERIFY2(read.has_value(), qPrintable(read ? QString() : read.error().toText()));
        QVERIFY(*read == manifest);
    }

    void aFolderThatCannotBeMadeSaysWhy()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(QStringLiteral("taken")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto kept =
            rotateBackups(folder.path(), inTheWay.fileName() + QStringLiteral("/backups"), {}, {}, SystemClock(), {});
        QVERIFY(!kept);
        QVERIFY2(kept.error().message.contains(QDir::toNativeSeparators(inTheWay.fileName())),
                 qPrintable(kept.error().message));
#ifndef Q_OS_WIN
        const auto ends = [&](int cause) {
            return kept.error().detail.endsWith(qt_error_string(cause) + QLatin1Char('.'));
        };
        QVERIFY2(ends(EEXIST) || ends(ENOTDIR),
                 qPrintable(kept.error().detail)); // the one of the file, or of what is below it
#endif
    }

    void whatKeptAFolderFromBeingMadeIsTheCause()
    {
        // Nobody makes folders there, whatever the rights.
        const auto nowhere = QStringLiteral("/sys/consultantos-backups");
        if (!QFileInfo(QStringLiteral("/sys/kernel")).isDir())
            QSKIP("no /sys on this system");
        const QTemporaryDir folder;
        const auto kept = rotateBackups(folder.path(), nowhere, {}, {}, SystemClock(), {});
        QVERIFY(!kept);
        const auto ends = [&](int cause) {
            return kept.error().detail.endsWith(qt_error_string(cause) + QLatin1Char('.'));
        };
        QVERIFY2(ends(EPERM) || ends(EACCES) || ends(EROFS), qPrintable(kept.error().detail));
    }

    void aFolderIsSharedOrHadAlone()
    {
        constexpr std::chrono::milliseconds AtOnce{0};
        const QTemporaryDir folder;
        auto one = FolderUse::share(folder.path(), AtOnce);
        {
            const auto two = FolderUse::share(folder.path(), AtOnce);
            QVERIFY(one && two);
            const auto alone = FolderUse::own(folder.path(), AtOnce);
            QVERIFY(!alone);
            QCOMPARE(alone.error().code, ErrorCode::Busy);
        }
        QVERIFY(!FolderUse::own(folder.path(), AtOnce));
        one->reset();
        const auto alone = FolderUse::own(folder.path(), AtOnce);
        QVERIFY(alone.has_value());
        QVERIFY(!FolderUse::share(folder.path(), AtOnce));
    }

    void anEngagementIsUseOfTheFolderAroundIt()
    {
        constexpr std::chrono::milliseconds AtOnce{0};
        const QTemporaryDir folder;
        const auto engagement = folder.filePath(QStringLiteral("engagements/acme"));
        QVERIFY(QDir().mkpath(engagement));
        QCOMPARE(FolderUse::dataFolderOf(engagement), engagement);
        QFile note(engagement + QStringLiteral("/engagement.json"));
        QVERIFY(note.open(QIODevice::WriteOnly));
        QCOMPARE(FolderUse::dataFolderOf(engagement), folder.path());
        const auto use = FolderUse::share(engagement, AtOnce);
        QVERIFY(use.has_value());
        QVERIFY(!FolderUse::own(folder.path(), AtOnce));
        QVERIFY(!FolderUse::own(engagement, AtOnce));
    }
};

QTEST_GUILESS_MAIN(BackupPartsTest)
#include "tst_backup_parts.moc"
