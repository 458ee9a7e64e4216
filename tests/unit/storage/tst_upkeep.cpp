// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/upkeep/upkeep.h"

#include "storage/backup/backup_rotation.h"
#include "storage/backup/restore.h"
#include "storage/database.h"
#include "storage/job_repository.h"
#include "storage/storage.h"
#include "storage/upkeep/retention.h"
#include "storage/upkeep/store_space.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

constexpr int Patience = 60'000;

std::shared_ptr<const Clock> systemClock()
{
    return std::make_shared<SystemClock>();
}

QDateTime daysAgo(int days)
{
    return SystemClock().nowUtc().addDays(-days);
}

Report reportOf(const QString &id, int age)
{
    Report report;
    report.id = id;
    report.createdAt = daysAgo(age);
    report.status = QStringLiteral("completed");
    report.company.name = QStringLiteral("Acme");
    report.request.question = QStringLiteral("growth ").repeated(5'000);
    return report;
}

ConversationSummary conversationOf(const QString &id, int age, const QString &reportId = {})
{
    ConversationSummary conversation;
    conversation.id = id;
    conversation.title = id;
    conversation.scope.reportId = reportId;
    conversation.createdAt = conversation.changedAt = daysAgo(age);
    return conversation;
}

ChatMessage messageOf(int age)
{
    ChatMessage message;
    message.id = QStringLiteral("m");
    message.when = daysAgo(age);
    message.text = QStringLiteral("Why?");
    return message;
}

QString idsOf(const RetentionShare &share)
{
    QStringList ids;
    for (const auto &item : share.items)
        ids.append(item.id);
    ids.sort();
    return ids.join(QLatin1Char(' '));
}

const RetentionShare &shareOf(const QList<RetentionShare> &shares, RetentionKind kind)
{
    return shares[retentionKinds().indexOf(kind)];
}

} // namespace

class UpkeepTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingGoesWithoutARule()
    {
        const QTemporaryDir folder;
        const auto storage = Storage::open(folder.path(), systemClock());
        QVERIFY(storage && storage->reports->save(reportOf(QStringLiteral("old"), 10'000)));
        const auto rules = EngagementRetention(folder.path()).rules(Settings());
        QVERIFY(rules.has_value());
        const auto went = Retention(folder.path(), systemClock()).carryOut(*rules, {});
        QVERIFY(went.has_value());
        for (const auto &share : *went)
            QCOMPARE(share.count, 0);
        QCOMPARE(storage->reports->list()->size(), 1);
    }

    void whatIsPinnedOrCitedIsSpared()
    {
        const QTemporaryDir folder;
        const auto storage = Storage::open(folder.path(), systemClock());
        QVERIFY(storage.has_value());
        for (const auto *id : {"old", "pinned", "cited", "cited-by-old"})
            QVERIFY(storage->reports->save(reportOf(QLatin1String(id), 50)));
        QVERIFY(storage->reports->save(reportOf(QStringLiteral("young"), 5)));
        QVERIFY(storage->conversations->append(conversationOf(QStringLiteral("c-young"), 5, QStringLiteral("cited")),
                                               {messageOf(5)}));
        QVERIFY(storage->conversations->append(
            conversationOf(QStringLiteral("c-old"), 50, QStringLiteral("cited-by-old")), {messageOf(50)}));
        QVERIFY(storage->conversations->append(conversationOf(QStringLiteral("c-pinned"), 50), {messageOf(50)}));
        const EngagementRetention engagement(folder.path());
        QVERIFY(engagement.keep(QStringLiteral("pinned"), true));
        QVERIFY(engagement.keep(QStringLiteral("c-pinned"), true));
        QVERIFY(engagement.decide(RetentionKind::Reports, 30, Settings()));
        QVERIFY(engagement.decide(RetentionKind::Conversations, 30, Settings()));
        const auto rules = engagement.rules(Settings());
        const Retention retention(folder.path(), systemClock());

        const auto preview = retention.preview(*rules);
        QVERIFY2(preview.has_value(), qPrintable(preview ? QString() : preview.error().toText()));
        QCOMPARE(idsOf(shareOf(*preview, RetentionKind::Conversations)), QStringLiteral("c-old"));
        QCOMPARE(idsOf(shareOf(*preview, RetentionKind::Reports)), QStringLiteral("cited-by-old old"));
        QCOMPARE(shareOf(*preview, RetentionKind::Reports).spared, 2);
        QCOMPARE(storage->reports->list()->size(), 5);
        QCOMPARE(storage->conversations->list({})->size(), 3);

        const auto went = retention.carryOut(*rules, {});
        QVERIFY(went.has_value());
        QCOMPARE(*went, *preview);
        QCOMPARE(storage->reports->list()->size(), 3);
        QCOMPARE(storage->conversations->list({})->size(), 2);
        // They can still be restored, until the rule of deleted ones.
        ReportFilter deleted;
        deleted.deleted = true;
        QCOMPARE(storage->reports->list(deleted)->size(), 2);
        QCOMPARE(shareOf(*retention.preview(*rules), RetentionKind::Reports).count, 0);
    }

    void deletedReportsGoForGood()
    {
        const QTemporaryDir folder;
        const auto storage = Storage::open(folder.path(), systemClock());
        for (const auto *id : {"long", "short"})
            QVERIFY(storage->reports->save(reportOf(QLatin1String(id), 90)));
        QVERIFY(storage->reports->remove(QStringLiteral("long"), daysAgo(40)));
        QVERIFY(storage->reports->remove(QStringLiteral("short"), daysAgo(10)));
        const auto went = Retention(folder.path(), systemClock()).carryOut({{RetentionKind::DeletedReports, 30}}, {});
        QCOMPARE(idsOf(shareOf(*went, RetentionKind::DeletedReports)), QStringLiteral("long"));
        QVERIFY(!storage->reports->restore(QStringLiteral("long")));
        QVERIFY(storage->reports->restore(QStringLiteral("short")));
    }

    void theLedgerOfAReportStaysAsLongAsTheReport()
    {
        const QTemporaryDir folder;
        const auto storage = Storage::open(folder.path(), systemClock());
        QVERIFY(storage->reports->save(reportOf(QStringLiteral("there"), 90)));
        for (const auto *report : {"there", "gone", ""}) {
            EgressEntry entry;
            entry.when = daysAgo(90);
            entry.host = QStringLiteral("example.org");
            entry.reportId = QLatin1String(report);
            storage->egress->record(entry);
        }
        const auto went = Retention(folder.path(), systemClock()).carryOut({{RetentionKind::Ledger, 30}}, {});
        QVERIFY(went.has_value());
        QCOMPARE(shareOf(*went, RetentionKind::Ledger).count, 2);
        QCOMPARE(shareOf(*went, RetentionKind::Ledger).spared, 1);
        const auto left = storage->egress->list();
        QCOMPARE(left->size(), 1);
        QCOMPARE(left->first().reportId, QStringLiteral("there"));
    }

    void rulesThatCantBeReadDeleteNothing()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("retention.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"reports\": \"all\"}") > 0);
        file.close();
        QCOMPARE(EngagementRetention(folder.path()).rules(Settings()).error().code, ErrorCode::Malformed);
        QCOMPARE(EngagementRetention(folder.path()).decide(RetentionKind::Reports, -1, Settings()).error().code,
                 ErrorCode::InvalidArgument);
    }

    void vacuumGivesBackWhatDeletedReportsTook()
    {
        const QTemporaryDir folder;
        const auto storage = Storage::open(folder.path(), systemClock());
        for (int i = 0; i < 200; ++i) {
            auto report = reportOf(QString::number(i), 1);
            // What can't be packed, so that it takes room.
            for (int word = 0; word < 400; ++word)
                report.request.question += QString::number(QRandomGenerator::global()->generate64(), 36);
            QVERIFY(storage->reports->save(report));
        }
        for (int i = 0; i < 190; ++i) {
            QVERIFY(storage->reports->remove(QString::number(i), daysAgo(0)));
            QVERIFY(storage->reports->purge(QString::number(i)));
        }
        const auto before = dataSpace(folder.path());
        // Twice: the first time the store is written anew, then in small steps.
        for (int time = 0; time < 2; ++time) {
            const auto given = vacuumStores(folder.path(), {});
            QVERIFY2(given.has_value(), qPrintable(given ? QString() : given.error().toText()));
            for (const auto &store : dataSpace(folder.path()).stores)
                QCOMPARE(store.free, 0);
            QCOMPARE(storage->reports->list()->size(), 10 - time * 5);
            for (int i = 190; time == 0 && i < 195; ++i) {
                QVERIFY(storage->reports->remove(QString::number(i), daysAgo(0)));
                QVERIFY(storage->reports->purge(QString::number(i)));
            }
        }
        QVERIFY(dataSpace(folder.path()).total() < before.total() / 2);
    }

    void makesBackupsBySchedule()
    {
        const QTemporaryDir folder;
        const auto data = folder.filePath(QStringLiteral("data"));
        const auto backups = folder.filePath(QStringLiteral("backups"));
        {
            const auto storage = Storage::open(data, systemClock());
            QVERIFY(storage && storage->reports->save(reportOf(QStringLiteral("r"), 1)));
        }
        Settings settings;
        const auto changed = settings.with(QStringLiteral("backup_folder"), backups);
        QVERIFY(changed.has_value());
        using std::chrono::seconds;
        const auto read = [&]() -> Result<Settings> { return *changed; };
        {
            const Upkeep one(data, read, systemClock(), {seconds(0), seconds(0), seconds(1)});
            const Upkeep other(data, read, systemClock(), {seconds(0), seconds(0), seconds(1)});
            QTRY_VERIFY_WITH_TIMEOUT(one.state().lastBackup.isValid() || other.state().lastBackup.isValid(), Patience);
            QCOMPARE(one.state().problem, std::nullopt);
            QCOMPARE(other.state().problem, std::nullopt);
        }
        const auto made = rotatedBackups(backups);
        QCOMPARE(made.size(), 1);
        QVERIFY(verifyArchive(QDir(backups).filePath(made.first().name), {}, {}).has_value());
    }

    void tellsWhyNoBackupCouldBeMade()
    {
        const QTemporaryDir folder;
        const auto changed = Settings().with(QStringLiteral("backup_folder"), folder.filePath(QStringLiteral("b")));
        using std::chrono::seconds;
        const Upkeep upkeep(folder.filePath(QStringLiteral("missing")), [&]() -> Result<Settings> { return *changed; },
                            systemClock(), {seconds(0), seconds(0), seconds(3'600)});
        QTRY_VERIFY_WITH_TIMEOUT(upkeep.state().problem.has_value(), Patience);
        QCOMPARE(upkeep.state().problem->code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(UpkeepTest)
#include "tst_upkeep.moc"
