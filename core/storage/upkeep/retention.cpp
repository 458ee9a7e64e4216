// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/upkeep/retention.h"

#include "storage/backup/backup_progress.h"
#include "storage/database.h"
#include "storage/folder_use.h"
#include "storage/job_repository.h"
#include "storage/metrics_repository.h"
#include "storage/storage.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {

namespace {

/// Rows of a store that go by age alone.
struct AgedRows {
    std::shared_ptr<Database> database;
    QString table;
    QString column;
};

QDateTime timeOf(const QVariant &milliseconds)
{
    return milliseconds.isNull() ? QDateTime()
                                 : QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), QTimeZone::utc());
}

/// Every word of a text that could be an id.
void addWords(const QByteArray &text, QSet<QString> &words)
{
    const auto isPart = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && isPart(text[i]))
            continue;
        if (i > begin)
            words.insert(QString::fromLatin1(text.mid(begin, i - begin)));
        begin = i + 1;
    }
}

} // namespace

struct Retention::Run {
    Storage storage;
    QString folder;
    std::shared_ptr<const Clock> clock;
    QDateTime now;
    RetentionRules rules;
    QSet<QString> kept;
    QSet<QString> named;   ///< words of the conversations that stay
    QSet<QString> reports; ///< ids of those that stay, deleted ones among them
    CancellationToken cancel;
    bool deletes = false;

    [[nodiscard]] QDateTime limit(RetentionKind kind) const { return now.addDays(-rules.value(kind)); }
    [[nodiscard]] Result<RetentionShare> share(RetentionKind kind);
    [[nodiscard]] Status conversations(RetentionShare &share);
    [[nodiscard]] Status readNamed(const QSet<QString> &going);
    [[nodiscard]] Status reportsOf(RetentionShare &share, bool deletedOnes);
    [[nodiscard]] Status rows(RetentionShare &share, const AgedRows &aged) const;
    [[nodiscard]] Status ledger(RetentionShare &share) const;
    [[nodiscard]] Result<std::shared_ptr<Database>> openIfThere(const QString &path,
                                                                const DatabaseSchema &schema) const;
};

Result<std::shared_ptr<Database>> Retention::Run::openIfThere(const QString &path, const DatabaseSchema &schema) const
{
    if (!QFileInfo::exists(path))
        return nullptr;
    return Database::open(path, schema, clock);
}

Status Retention::Run::readNamed(const QSet<QString> &going)
{
    const auto database = Database::open(Storage::conversationsPath(folder), ConversationRepository::schema(), clock);
    if (!database)
        return tl::unexpected(database.error());
    const auto connection = (*database)->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT c.id, c.scope, m.body FROM conversations c "
                                         "LEFT JOIN messages m ON m.conversation = c.number"));
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next() && !cancel.isCancelled()) {
        if (going.contains(rows->value(0).toString()))
            continue;
        addWords(rows->value(1).toByteArray(), named);
        addWords(qUncompress(rows->value(2).toByteArray()), named);
    }
    return (*connection)->statusOf(*rows);
}

Status Retention::Run::conversations(RetentionShare &share)
{
    const auto all = storage.conversations->list({});
    if (!all)
        return tl::unexpected(all.error());
    QSet<QString> going;
    for (const auto &conversation : *all) {
        if (share.days == 0 || conversation.changedAt >= limit(share.kind))
            continue;
        if (kept.contains(conversation.id)) {
            ++share.spared;
            continue;
        }
        share.items.append({conversation.id, conversation.title, conversation.changedAt});
        going.insert(conversation.id);
    }
    if (const auto read = readNamed(going); !read)
        return read;
    for (const auto &item : share.items) {
        if (!deletes)
            break;
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        if (const auto removed = storage.conversations->remove(item.id);
            !removed && removed.error().code != ErrorCode::NotFound)
            return removed;
    }
    return {};
}

Status Retention::Run::reportsOf(RetentionShare &share, bool deletedOnes)
{
    ReportFilter filter;
    filter.deleted = deletedOnes;
    const auto all = storage.reports->list(filter);
    if (!all)
        return tl::unexpected(all.error());
    for (const auto &report : *all) {
        const auto when = deletedOnes ? report.deletedAt.value_or(now) : report.createdAt;
        const bool isOld = share.days > 0 && when < limit(share.kind);
        const bool isSpared = isOld && (kept.contains(report.id) || named.contains(report.id));
        share.spared += isSpared;
        if (isOld && !isSpared)
            share.items.append({report.id, report.companyName, when});
        if (!isOld || isSpared || !deletedOnes)
            reports.insert(report.id);
    }
    for (const auto &item : share.items) {
        if (!deletes)
            break;
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        const auto removed = deletedOnes ? storage.reports->purge(item.id) : storage.reports->remove(item.id, now);
        // Somebody else was quicker, or took it back.
        if (!removed && removed.error().code != ErrorCode::NotFound)
            return removed;
    }
    return {};
}

Status Retention::Run::rows(RetentionShare &share, const AgedRows &aged) const
{
    if (!aged.database || share.days == 0)
        return {};
    const auto connection = aged.database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const QVariantList before{limit(share.kind).toMSecsSinceEpoch()};
    auto found =
        (*connection)
            ->run(QStringLiteral("SELECT count(*), min(%2) FROM %1 WHERE %2 < ?").arg(aged.table, aged.column), before);
    if (!found)
        return tl::unexpected(found.error());
    if (found->next()) {
        share.count = found->value(0).toLongLong();
        share.oldest = timeOf(found->value(1));
    }
    found->finish();
    if (!deletes || share.count == 0)
        return {};
    const auto done =
        (*connection)->run(QStringLiteral("DELETE FROM %1 WHERE %2 < ?").arg(aged.table, aged.column), before);
    return done ? Status() : tl::unexpected(done.error());
}

Status Retention::Run::ledger(RetentionShare &share) const
{
    const auto database = openIfThere(Storage::egressPath(folder), EgressLedger::schema());
    if (!database || !*database || share.days == 0)
        return database ? Status() : tl::unexpected(database.error());
    const auto connection = (*database)->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto before = limit(share.kind).toMSecsSinceEpoch();
    auto transaction = Transaction::begin(**connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QStringList going;
    {
        auto groups = (*connection)
                          ->run(QStringLiteral("SELECT report_id, count(*), min(sent_at) FROM requests "
                                               "WHERE sent_at < ? GROUP BY report_id"),
                                {before});
        if (!groups)
            return tl::unexpected(groups.error());
        while (groups->next()) {
            const auto report = groups->value(0).toString();
            if (reports.contains(report)) {
                share.spared += groups->value(1).toInt();
                continue;
            }
            share.count += groups->value(1).toLongLong();
            const auto oldest = timeOf(groups->value(2));
            if (!share.oldest.isValid() || oldest < share.oldest)
                share.oldest = oldest;
            going.append(report);
        }
        if (const auto read = (*connection)->statusOf(*groups); !read)
            return read;
    }
    for (const auto &report : going) {
        if (!deletes)
            break;
        const auto done =
            (*connection)
                ->run(QStringLiteral("DELETE FROM requests WHERE report_id = ? AND sent_at < ?"), {report, before});
        if (!done)
            return tl::unexpected(done.error());
    }
    return transaction->commit();
}

Result<RetentionShare> Retention::Run::share(RetentionKind kind)
{
    RetentionShare share;
    share.kind = kind;
    share.days = rules.value(kind);
    Status done;
    switch (kind) {
    case RetentionKind::Conversations:
        done = conversations(share);
        break;
    case RetentionKind::Reports:
        done = reportsOf(share, false);
        break;
    case RetentionKind::DeletedReports:
        done = reportsOf(share, true);
        break;
    case RetentionKind::Jobs: {
        const auto jobs = openIfThere(Storage::jobsPath(folder), JobRepository::schema());
        done = jobs ? rows(share, {*jobs, QStringLiteral("jobs"), QStringLiteral("finished_at")})
                    : tl::unexpected(jobs.error());
        break;
    }
    case RetentionKind::Metrics: {
        const auto metrics = openIfThere(Storage::metricsPath(folder), MetricsRepository::schema());
        done = metrics ? rows(share, {*metrics, QStringLiteral("samples"), QStringLiteral("until")})
                       : tl::unexpected(metrics.error());
        break;
    }
    case RetentionKind::Ledger:
        done = ledger(share);
        break;
    }
    if (!done)
        return tl::unexpected(done.error());
    if (!share.items.isEmpty()) {
        std::sort(share.items.begin(), share.items.end(), [](const auto &a, const auto &b) { return a.when < b.when; });
        share.count = share.items.size();
        share.oldest = share.items.first().when;
    }
    return share;
}

Retention::Retention(QString storeFolder, std::shared_ptr<const Clock> clock)
    : m_folder(std::move(storeFolder))
    , m_clock(std::move(clock))
{
}

Result<QList<RetentionShare>> Retention::preview(const RetentionRules &rules) const
{
    auto storage = Storage::open(m_folder, m_clock);
    if (!storage)
        return tl::unexpected(storage.error());
    const auto kept = EngagementRetention(m_folder).kept();
    if (!kept)
        return tl::unexpected(kept.error());
    Run run{*std::move(storage), m_folder, m_clock, m_clock->nowUtc(), rules, *kept, {}, {}, {}, false};
    QList<RetentionShare> shares;
    for (const auto kind : retentionKinds()) {
        auto share = run.share(kind);
        if (!share)
            return tl::unexpected(share.error());
        shares.append(*std::move(share));
    }
    return shares;
}

Result<QList<RetentionShare>> Retention::carryOut(const RetentionRules &rules, const CancellationToken &cancel) const
{
    auto storage = Storage::open(m_folder, m_clock);
    if (!storage)
        return tl::unexpected(storage.error());
    const auto kept = EngagementRetention(m_folder).kept();
    if (!kept)
        return tl::unexpected(kept.error());
    Run run{*std::move(storage), m_folder, m_clock, m_clock->nowUtc(), rules, *kept, {}, {}, cancel, true};
    QList<RetentionShare> shares;
    for (const auto kind : retentionKinds()) {
        if (cancel.isCancelled())
            return tl::unexpected(stoppedError());
        auto share = run.share(kind);
        if (!share)
            return tl::unexpected(share.error());
        shares.append(*std::move(share));
    }
    return shares;
}

} // namespace consultantos
