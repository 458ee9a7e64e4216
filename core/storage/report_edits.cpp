// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/report_edits.h"

#include "base/json.h"
#include "model/edited_report.h"
#include "storage/change_counter.h"
#include "storage/database.h"
#include "storage/edit_entry_json.h"
#include "storage/evidence_uses.h"
#include "storage/report_listing.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace consultantos {

namespace {

Result<QList<EditEntry>> entriesOf(const Connection &connection, const QString &reportId)
{
    auto rows = connection.reuse(
        QStringLiteral("SELECT number, undone, entry FROM report_edits WHERE report = ? ORDER BY number"), {reportId});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<EditEntry> entries;
    while ((*rows)->next())
        entries.append(editEntryFromJson((*rows)->value(0).toLongLong(), (*rows)->value(1).toInt() != 0,
                                         (*rows)->value(2).toString()));
    if (auto status = connection.statusOf(**rows); !status)
        return tl::unexpected(status.error());
    return entries;
}

/// Of the steps that count, the last word on each place.
QList<ReportEdit> foldedTexts(const QList<EditEntry> &entries)
{
    QList<ReportEdit> active;
    for (const auto &entry : entries) {
        if (entry.isUndone)
            continue;
        for (const auto &edit : entry.edits) {
            active.removeIf([&edit](const ReportEdit &other) { return other.isSamePlace(edit); });
            if (entry.action != EditAction::Drop && edit.kind == EditKind::Text)
                active.append(edit);
        }
    }
    return active;
}

qint64 revisionOf(const QList<EditEntry> &entries)
{
    qint64 latest = 0;
    for (const auto &entry : entries)
        latest = entry.isUndone ? latest : entry.number;
    return latest;
}

tl::unexpected<Error> overtaken()
{
    return tl::unexpected(Error{
        ErrorCode::Busy, QCoreApplication::translate("storage", "Someone else edited this report at the same time."),
        QCoreApplication::translate("storage", "Nothing was changed. Look at it again, then repeat."), true});
}

tl::unexpected<Error> unknownReport(const QString &id)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "There is no report %1 in the library.").arg(id));
}

/// A stored body and the number of its row.
struct StoredBody {
    qint64 number = 0;
    QByteArray body;
};

Result<StoredBody> storedBody(const Connection &connection, const QString &reportId)
{
    auto rows = connection.reuse(QStringLiteral("SELECT r.number, b.body FROM reports r JOIN report_bodies b "
                                                "USING(number) WHERE r.id = ? AND r.deleted_at IS NULL"),
                                 {reportId});
    if (!rows)
        return tl::unexpected(rows.error());
    if ((*rows)->next())
        return StoredBody{(*rows)->value(0).toLongLong(), (*rows)->value(1).toByteArray()};
    if (auto status = connection.statusOf(**rows); !status)
        return tl::unexpected(status.error());
    return unknownReport(reportId);
}

Status writeBody(const Connection &connection, qint64 number, const QByteArray &body)
{
    return connection.reuse(QStringLiteral("UPDATE report_bodies SET body = ? WHERE number = ?"), {body, number})
        .map([](const ReusedStatement &) {});
}

/// What lists say, what is found by words, and what sentences rest on a piece of evidence, as the report reads now.
Status writeTexts(const Connection &connection, qint64 number, const Report &report, bool isRevised)
{
    QStringList texts;
    for (const auto &claim : report.claims())
        texts.append(claim.text);
    if (const auto written = connection.reuse(QStringLiteral("UPDATE report_text SET claims = ? WHERE rowid = ?"),
                                              {texts.join(QLatin1Char('\n')), number});
        !written)
        return tl::unexpected(written.error());
    if (!isRevised) {
        int ordinal = 0; // as writeUses() counts
        for (const auto &claim : report.claims()) {
            const auto written = connection.reuse(
                QStringLiteral("UPDATE report_claims SET text = ? WHERE report = ? AND ordinal = ? AND text <> ?"),
                {claim.text, number, ++ordinal, claim.text});
            if (!written)
                return tl::unexpected(written.error());
        }
        return countChange(connection);
    }
    if (const auto listed = connection.reuse(QStringLiteral("UPDATE reports SET frameworks = ? WHERE number = ?"),
                                             {report_listing::frameworksOf(report), number});
        !listed)
        return tl::unexpected(listed.error());
    if (const auto gone = connection.reuse(QStringLiteral("DELETE FROM report_claims WHERE report = ?"), {number});
        !gone)
        return tl::unexpected(gone.error());
    return writeUses(connection, number, report).and_then([&] { return countChange(connection); });
}

Status refresh(const Connection &connection, const QString &reportId, bool isRevised)
{
    const auto stored = storedBody(connection, reportId);
    if (!stored)
        return tl::unexpected(stored.error());
    return report_edits::reportOf(stored->body, reportId)
        .and_then([&](const Report &computed) { return report_edits::withEdits(connection, computed); })
        .and_then([&](const Report &report) { return writeTexts(connection, stored->number, report, isRevised); });
}

/// Whether a step made upon `seen` would run over one that came since: any, if the report was derived anew, else one of
/// the same places.
bool isOvertaken(const QList<EditEntry> &entries, const EditEntry &entry, qint64 seen, bool isRevised)
{
    if (isRevised && revisionOf(entries) != seen)
        return true;
    return std::any_of(entries.cbegin(), entries.cend(), [&](const EditEntry &other) {
        return other.number > seen && !other.isUndone
               && std::any_of(other.edits.cbegin(), other.edits.cend(), [&entry](const ReportEdit &theirs) {
                      return std::any_of(entry.edits.cbegin(), entry.edits.cend(),
                                         [&theirs](const ReportEdit &own) { return own.isSamePlace(theirs); });
                  });
    });
}

Status insert(const Connection &connection, const QString &reportId, const EditEntry &entry, const QByteArray &before)
{
    return connection
        .reuse(QStringLiteral("INSERT INTO report_edits(report, number, undone, entry, other) VALUES(?, ?, 0, ?, ?)"),
               {reportId, entry.number, toJsonText(entry), before.isEmpty() ? QVariant() : QVariant(before)})
        .map([](const ReusedStatement &) {});
}

} // namespace

ReportEdits::ReportEdits(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<QList<EditEntry>> ReportEdits::history(const QString &reportId) const
{
    const auto use = m_database->measure("query", "report_edits");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return entriesOf(**connection, reportId);
}

Result<qint64> ReportEdits::revision(const QString &reportId) const
{
    return history(reportId).map([](const QList<EditEntry> &entries) { return revisionOf(entries); });
}

Result<QList<ReportEdit>> ReportEdits::carriedFor(const QString &companyId, const QString &question) const
{
    const auto use = m_database->measure("query", "report_edits");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // A body is read only where there is something to take over.
    const auto editsOf = [&](const QString &id) -> Result<QList<ReportEdit>> {
        const auto any =
            (*connection)->scalar(QStringLiteral("SELECT 1 FROM report_edits WHERE report = ? LIMIT 1"), {id});
        if (!any)
            return tl::unexpected(any.error());
        if (!any->isValid())
            return QList<ReportEdit>();
        return storedBody(**connection, id)
            .and_then([&](const StoredBody &stored) { return report_edits::reportOf(stored.body, id); })
            .and_then([&](const Report &computed) { return report_edits::withEdits(**connection, computed); })
            .map([](const Report &report) { return report.edits; });
    };
    return report_edits::ofNewestOn<QList<ReportEdit>>(**connection, companyId, question, editsOf);
}

Result<EditEntry> ReportEdits::record(const QString &reportId, const EditEntry &entry, qint64 seen,
                                      const std::optional<Report> &revised, const Beside &beside)
{
    const auto use = m_database->measure("set", "report_edits");
    return m_database->change([&](const Connection &connection) -> Result<EditEntry> {
        const auto stored = storedBody(connection, reportId);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto entries = entriesOf(connection, reportId);
        if (!entries)
            return tl::unexpected(entries.error());
        if (isOvertaken(*entries, entry, seen, revised.has_value()))
            return overtaken();
        auto recorded = entry;
        recorded.isUndone = false;
        recorded.number = 0;
        // Never a number that was given before: who read the report when an undone step counted would pass as current.
        for (const auto &other : *entries)
            recorded.number = std::max(recorded.number, other.number);
        ++recorded.number;
        if (const auto gone = connection.reuse(
                QStringLiteral("DELETE FROM report_edits WHERE report = ? AND undone = 1"), {reportId});
            !gone)
            return tl::unexpected(gone.error());
        if (const auto written = insert(connection, reportId, recorded, revised ? stored->body : QByteArray());
            !written)
            return tl::unexpected(written.error());
        if (revised) {
            if (const auto written = writeBody(connection, stored->number, report_edits::bodyOf(*revised)); !written)
                return tl::unexpected(written.error());
        }
        return refresh(connection, reportId, revised.has_value())
            .and_then([&] { return beside ? beside(recorded) : Status(); })
            .map([&] { return recorded; });
    });
}

Result<EditEntry> ReportEdits::undo(const QString &reportId, qint64 seen, const Beside &beside)
{
    return turn(reportId, true, seen, beside);
}

Result<EditEntry> ReportEdits::redo(const QString &reportId, qint64 seen, const Beside &beside)
{
    return turn(reportId, false, seen, beside);
}

Result<EditEntry> ReportEdits::turn(const QString &reportId, bool isUndo, qint64 seen, const Beside &beside)
{
    const auto use = m_database->measure("set", "report_edits");
    return m_database->change([&](const Connection &connection) -> Result<EditEntry> {
        const auto stored = storedBody(connection, reportId);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto entries = entriesOf(connection, reportId);
        if (!entries)
            return tl::unexpected(entries.error());
        if (revisionOf(*entries) != seen)
            return overtaken();
        const EditEntry *turned = nullptr;
        for (const auto &entry : *entries) {
            // What came with the report is no step in it.
            if (entry.action == EditAction::Carry || entry.isUndone == isUndo || (!isUndo && turned != nullptr))
                continue;
            turned = &entry;
        }
        if (turned == nullptr)
            return fail(ErrorCode::NotFound,
                        isUndo ? QCoreApplication::translate("storage", "There is nothing to undo in this report.")
                               : QCoreApplication::translate("storage", "There is nothing to redo in this report."));
        auto other = connection.scalar(QStringLiteral("SELECT other FROM report_edits WHERE report = ? AND number = ?"),
                                       {reportId, turned->number});
        if (!other)
            return tl::unexpected(other.error());
        const auto body = other->toByteArray();
        const auto marked = connection.reuse(
            QStringLiteral("UPDATE report_edits SET undone = ?, other = ? WHERE report = ? AND number = ?"),
            {isUndo ? 1 : 0, body.isEmpty() ? QVariant() : QVariant(stored->body), reportId, turned->number});
        if (!marked)
            return tl::unexpected(marked.error());
        if (!body.isEmpty()) {
            if (const auto written = writeBody(connection, stored->number, body); !written)
                return tl::unexpected(written.error());
        }
        auto result = *turned;
        result.isUndone = isUndo;
        return refresh(connection, reportId, !body.isEmpty())
            .and_then([&] { return beside ? beside(result) : Status(); })
            .map([&] { return result; });
    });
}

namespace report_edits {

Migration migration(int version)
{
    return {version,
            {QStringLiteral("CREATE TABLE report_edits(report TEXT NOT NULL, number INTEGER NOT NULL, undone INTEGER "
                            "NOT NULL, entry TEXT NOT NULL, other BLOB, PRIMARY KEY(report, number))")}};
}

Result<QString> newestOn(const Connection &connection, const QString &companyId, const QString &question)
{
    return connection
        .scalar(QStringLiteral("SELECT id FROM reports WHERE company_id = ? AND question = ? AND deleted_at IS NULL "
                               "ORDER BY created_at DESC LIMIT 1"),
                {companyId, question})
        .map([](const QVariant &id) { return id.toString(); });
}

Result<Report> withEdits(const Connection &connection, Report computed)
{
    const auto entries = entriesOf(connection, computed.id);
    if (!entries)
        return tl::unexpected(entries.error());
    return withTextEdits(std::move(computed), foldedTexts(*entries));
}

Status carry(const Connection &connection, const Report &report)
{
    if (report.edits.isEmpty())
        return {};
    const auto known =
        connection.scalar(QStringLiteral("SELECT 1 FROM report_edits WHERE report = ? LIMIT 1"), {report.id});
    if (!known)
        return tl::unexpected(known.error());
    if (known->isValid())
        return {};
    EditEntry entry;
    entry.action = EditAction::Carry;
    entry.number = 1;
    entry.edits = report.edits;
    return insert(connection, report.id, entry, {});
}

Status purge(const Connection &connection, const QString &condition, const QVariantList &values)
{
    return connection
        .run(
            QStringLiteral("DELETE FROM report_edits WHERE report IN (SELECT id FROM reports WHERE %1)").arg(condition),
            values)
        .map([](const QSqlQuery &) {});
}

QByteArray bodyOf(const Report &report)
{
    return qCompress(QJsonDocument(toJson(withoutTextEdits(report))).toJson(QJsonDocument::Compact));
}

Result<Report> reportOf(const QByteArray &body, const QString &id)
{
    const auto text = qUncompress(body);
    if (text.isEmpty())
        return fail(ErrorCode::Corrupt, QCoreApplication::translate(
                                            "storage", "The stored report %1 is damaged; the others are not affected.")
                                            .arg(id));
    return json::parseObject(text, QCoreApplication::translate("storage", "The stored report %1").arg(id))
        .and_then([](const QJsonObject &object) { return reportFromJson(object); });
}

} // namespace report_edits

} // namespace consultantos
