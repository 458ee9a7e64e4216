// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/store_walks.h"

#include "model/evidence.h"
#include "storage/conversation_repository.h"
#include "storage/report_edits.h"
#include "storage/report_repository.h"

namespace consultantos::store_walks {
namespace {

Report someReport(const QString &id, const QDateTime &now)
{
    Report report;
    report.id = id;
    report.createdAt = now;
    report.status = QStringLiteral("completed");
    report.company.id = QStringLiteral("acme");
    report.company.name = QStringLiteral("Acme");
    Fact fact;
    fact.companyId = report.company.id;
    fact.end = QDate(2024, 12, 31);
    fact.id = QStringLiteral("f/acme/us-gaap/Assets/USD/2024-12-31");
    report.evidence.add(fact);
    report.summary.answer = ClaimBuilder(QStringLiteral("answer"), Grade::Computed, 1)
                                .text(QStringLiteral("Assets are what they are."))
                                .evidence(fact.id)
                                .build();
    return report;
}

/// Each order, either way, from the start and from a cursor, with each filter that window, command line or API set.
Status listings(const ReportRepository &reports)
{
    QList<ReportFilter> filters(7);
    filters[1].text = QStringLiteral("assets");
    filters[2].status = QStringLiteral("completed");
    filters[3].companyId = QStringLiteral("acme");
    filters[4].owner = QString();
    filters[5].text = filters[1].text;
    filters[5].status = filters[2].status;
    filters[6].ids = QStringList{QStringLiteral("r1"), QStringLiteral("r2")};
    for (auto filter : std::as_const(filters)) {
        if (auto counted = done(reports.count(filter)); !counted)
            return counted;
        for (int sort = int(ReportSort::Newest); sort <= int(ReportSort::Status); ++sort) {
            for (const bool isReversed : {false, true}) {
                filter.sort = ReportSort(sort);
                filter.isReversed = isReversed;
                filter.limit = 1;
                filter.cursor.clear();
                const auto first = reports.page(filter);
                if (!first)
                    return tl::unexpected(first.error());
                filter.cursor = first->cursor;
                if (auto next = done(reports.page(filter)); !next)
                    return next;
            }
        }
    }
    ReportFilter deleted;
    deleted.deleted = true;
    return firstFailure({done(reports.list()), done(reports.list(deleted)), done(reports.count(deleted))});
}

/// A sentence set, taken back and set again, and a report derived anew.
Status edits(const std::shared_ptr<Database> &database, const QString &id, const QDateTime &now)
{
    ReportEdits edits(database);
    EditEntry entry;
    ReportEdit edit;
    edit.target = QStringLiteral("answer");
    edit.text = QStringLiteral("Assets grew.");
    edit.at = now;
    entry.edits = {edit};
    return firstFailure({done(edits.record(id, entry, 0)), done(edits.undo(id, 1)), done(edits.redo(id, 0)),
                         done(edits.record(id, {}, 1, someReport(id, now))), done(edits.history(id)),
                         done(edits.revision(id)), done(edits.carriedFor(QStringLiteral("acme"), QString()))});
}

} // namespace

Status library(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    ReportRepository reports(database);
    const auto now = clock->nowUtc();
    const auto id = QStringLiteral("r1");
    if (auto written = firstFailure({reports.save(someReport(id, now)), reports.keep(someReport(id, now)),
                                     reports.saveAll({someReport(QStringLiteral("r2"), now)})});
        !written)
        return written;
    return firstFailure({edits(database, id, now), listings(reports), done(reports.load(id)),
                         done(reports.loadJson(id)), done(reports.summary(id)),
                         done(reports.settledFor(QStringLiteral("acme"), QString())),
                         done(reports.idsBeginningWith(QStringLiteral("r"), 2)),
                         done(reports.usesOf(QStringLiteral("f/acme/us-gaap/Assets/USD/2024-12-31"))),
                         done(reports.usesDocument(QStringLiteral("aabb"))), done(reports.changeCounter()),
                         reports.remove(id, now), reports.restore(id), done(reports.purgeDeleted(now)),
                         reports.remove(QStringLiteral("r2"), now), reports.purge(QStringLiteral("r2"))});
}

Status conversations(const std::shared_ptr<Database> &database, const std::shared_ptr<const Clock> &clock)
{
    ConversationRepository conversations(database);
    ConversationSummary summary;
    summary.id = QStringLiteral("c1");
    summary.title = QStringLiteral("Assets");
    summary.createdAt = summary.changedAt = clock->nowUtc();
    ChatMessage message;
    message.id = QStringLiteral("m1");
    message.when = summary.createdAt;
    message.text = QStringLiteral("What are the assets?");
    if (auto written = conversations.append(summary, {message}); !written)
        return written;
    return firstFailure({conversations.replace(summary.id, message), done(conversations.load(summary.id)),
                         done(conversations.list()), done(conversations.list(QStringLiteral("assets"))),
                         conversations.rename(summary.id, QStringLiteral("All assets")),
                         done(conversations.changeCounter()), conversations.remove(summary.id)});
}

} // namespace consultantos::store_walks
