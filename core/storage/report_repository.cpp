// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/report_repository.h"

#include "base/json.h"
#include "storage/change_counter.h"
#include "storage/collections/collection.h"
#include "storage/database.h"
#include "storage/evidence_uses.h"
#include "storage/kept_list.h"
#include "storage/postgres/postgres_full_text.h"
#include "storage/report_edits.h"
#include "storage/report_listing.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <limits>

namespace consultantos {

using report_listing::readSummary;
using report_listing::SummaryColumnCount;
using report_listing::summaryColumns;

namespace {

tl::unexpected<Error> unknownReport(const QString &id)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "There is no report %1 in the library.").arg(id));
}

/// Runs the statements of one change and counts it, all or nothing; returns the rows that the first one touched.
Result<int> change(const Database &database, const QString &sql, const QVariantList &values)
{
    return database.change([&](const Connection &connection) -> Result<int> {
        const auto done = connection.run(sql, values);
        if (!done)
            return tl::unexpected(done.error());
        const int rows = done->numRowsAffected(); // of the last statement of the connection, whatever it was
        return countChange(connection).map([&] { return rows; });
    });
}

/// Deletes reports for good, with what persons set in them.
Result<int> purgeReports(const Database &database, const QString &condition, const QVariantList &values)
{
    return database.change([&](const Connection &connection) -> Result<int> {
        if (const auto purged = report_edits::purge(connection, condition, values); !purged)
            return tl::unexpected(purged.error());
        const auto done = connection.run(QStringLiteral("DELETE FROM reports WHERE ") + condition, values);
        if (!done)
            return tl::unexpected(done.error());
        const int rows = done->numRowsAffected();
        return countChange(connection).map([&] { return rows; });
    });
}

/// Version 1 for PostgreSQL: the texts that are searched are a table of their own, as with FTS5.
QStringList postgresLibrary()
{
    return QStringList{QStringLiteral("CREATE TABLE reports(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
                                      "created_at INTEGER NOT NULL, company_id TEXT NOT NULL, company_name TEXT NOT "
                                      "NULL, question TEXT NOT NULL, frameworks TEXT NOT NULL, depth TEXT NOT NULL, "
                                      "status TEXT NOT NULL, duration_s REAL NOT NULL, engine_version TEXT NOT NULL, "
                                      "deleted_at INTEGER)"),
                       QStringLiteral("CREATE TABLE report_bodies(number INTEGER PRIMARY KEY REFERENCES "
                                      "reports(number) ON DELETE CASCADE, schema_version INTEGER NOT NULL, body BLOB "
                                      "NOT NULL)"),
                       QStringLiteral("CREATE TABLE report_text(rowid INTEGER PRIMARY KEY REFERENCES "
                                      "reports(number) ON DELETE CASCADE, company TEXT NOT NULL, question TEXT NOT "
                                      "NULL, claims TEXT NOT NULL)"),
                       QStringLiteral("CREATE INDEX reports_company_created ON reports(company_id, created_at DESC)"),
                       QStringLiteral("CREATE INDEX reports_created ON reports(created_at DESC)"),
                       QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)"),
                       QStringLiteral("INSERT INTO counters VALUES('changes', 0)")}
           + postgresTextIndex(QStringLiteral("report_text"), QStringLiteral("report_text"),
                               QStringLiteral("company || ' ' || question || ' ' || claims"), false,
                               QStringLiteral("rowid"));
}

Status writeReport(const Connection &connection, const Report &report, const QString &owner)
{
    if (report.id.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "A report without an id can't be saved."));
    auto whose = owner;
    if (whose.isEmpty()) { // what replaces a report stays its owner's
        const auto before = connection.scalar(QStringLiteral("SELECT owner FROM reports WHERE id = ?"), {report.id});
        if (!before)
            return tl::unexpected(before.error());
        whose = before->toString();
    }
    const auto old = connection.reuse(QStringLiteral("DELETE FROM reports WHERE id = ?"), {report.id});
    if (!old)
        return tl::unexpected(old.error());
    const auto number = connection.scalar(
        QStringLiteral(
            "INSERT INTO reports(id, created_at, company_id, company_name, question, frameworks, depth, status, "
            "duration_s, engine_version, owner) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"),
        {report.id, report.createdAt.toMSecsSinceEpoch(), report.company.id, report.company.name,
         report.request.question, report_listing::frameworksOf(report), depthName(report.request.depth), report.status,
         report.durationS, report.engineVersion, whose.isNull() ? QStringLiteral("") : whose});
    if (!number)
        return tl::unexpected(number.error());
    const auto body =
        connection.reuse(QStringLiteral("INSERT INTO report_bodies(number, schema_version, body) VALUES(?, ?, ?)"),
                         {*number, Report::SchemaVersion, report_edits::bodyOf(report)});
    if (!body)
        return tl::unexpected(body.error());
    QStringList texts;
    for (const auto &claim : report.claims())
        texts.append(claim.text);
    const auto text = connection.reuse(
        QStringLiteral("INSERT INTO report_text(rowid, company, question, claims) VALUES(?, ?, ?, ?)"),
        {*number,
         report.company.name + QLatin1Char(' ') + report.company.legalName + QLatin1Char(' ') + report.company.ticker,
         report.request.question, texts.join(QLatin1Char('\n'))});
    if (!text)
        return tl::unexpected(text.error());
    if (auto written = writeUses(connection, number->toLongLong(), report); !written)
        return written;
    if (auto carried = report_edits::carry(connection, report); !carried)
        return carried;
    return countChange(connection);
}

Result<ReportPage> readPage(const Connection &connection, const ReportFilter &filter)
{
    auto wanted = filter;
    wanted.limit = filter.limit >= 0 ? filter.limit + 1 : filter.limit; // one more tells whether there is a next page
    const auto statement = report_listing::pageOf(wanted, connection.fullText());
    if (!statement)
        return tl::unexpected(statement.error());
    ReportPage page;
    if (!*statement)
        return page;
    auto rows = connection.reuse((*statement)->sql, (*statement)->values);
    if (!rows)
        return tl::unexpected(rows.error());
    QString cursor;
    while ((*rows)->next()) {
        if (filter.limit >= 0 && page.reports.size() == filter.limit) {
            page.cursor = cursor;
            break;
        }
        page.reports.append(readSummary(**rows));
        if (page.reports.size() == filter.limit)
            cursor = report_listing::cursorOf(filter, **rows);
    }
    if (auto status = connection.statusOf(**rows); !status)
        return tl::unexpected(status.error());
    return page;
}

Result<int> readCount(const Connection &connection, const ReportFilter &filter)
{
    const auto statement = report_listing::countOf(filter, connection.fullText());
    if (!statement)
        return 0;
    return connection.scalar(statement->sql, statement->values).map([](const QVariant &value) {
        return value.toInt();
    });
}

/// Of a report's JSON as it was computed: with what persons set in it.
Result<Report> readReport(const Connection &connection, const QString &id, const QByteArray &text)
{
    return json::parseObject(text, QCoreApplication::translate("storage", "The stored report %1").arg(id))
        .and_then([](const QJsonObject &object) { return reportFromJson(object); })
        .and_then([&](const Report &computed) { return report_edits::withEdits(connection, computed); });
}

} // namespace

ReportRepository::ReportRepository(std::shared_ptr<Database> database)
    : m_database(std::move(database))
{
}

DatabaseSchema ReportRepository::schema()
{
    return {QCoreApplication::translate("storage", "The library"),
            0x434F4C42, // "COLB"
            {{1,
              {QStringLiteral(
                   "CREATE TABLE reports(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
                   "created_at INTEGER NOT NULL, company_id TEXT NOT NULL, company_name TEXT NOT NULL, "
                   "question TEXT NOT NULL, frameworks TEXT NOT NULL, depth TEXT NOT NULL, status TEXT NOT NULL, "
                   "duration_s REAL NOT NULL, engine_version TEXT NOT NULL, deleted_at INTEGER)"),
               QStringLiteral("CREATE TABLE report_bodies(number INTEGER PRIMARY KEY REFERENCES reports(number) "
                              "ON DELETE CASCADE, schema_version INTEGER NOT NULL, body BLOB NOT NULL)"),
               QStringLiteral("CREATE VIRTUAL TABLE report_text USING fts5(company, question, claims, "
                              "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"),
               QStringLiteral("CREATE TRIGGER report_text_delete AFTER DELETE ON reports BEGIN "
                              "DELETE FROM report_text WHERE rowid = old.number; END"),
               QStringLiteral("CREATE INDEX reports_company_created ON reports(company_id, created_at DESC)"),
               QStringLiteral("CREATE INDEX reports_created ON reports(created_at DESC)"),
               QStringLiteral("CREATE TABLE counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID"),
               QStringLiteral("INSERT INTO counters VALUES('changes', 0)")},
              postgresLibrary()},
             {2, usesMigration()},
             {3, report_listing::indexMigration()},
             listStateMigration(4, QStringLiteral("reports"), {QStringLiteral("reports")}),
             {5,
              {},
              postgresSearchFunctions(QStringLiteral("report_text"), QStringLiteral("report_text"), false,
                                      QStringLiteral("rowid"))},
             report_edits::migration(6)}};
}

Status ReportRepository::save(const Report &report, const QString &owner)
{
    const auto use = m_database->measure("set", "reports");
    return m_database->change([&](const Connection &connection) { return writeReport(connection, report, owner); });
}

Status ReportRepository::saveAll(const QList<Report> &reports, const QString &owner)
{
    const auto use = m_database->measure("batch_set", "reports");
    use.countBatch(reports.size());
    for (qsizetype from = 0; from < reports.size(); from += Collection::MostInBatch) {
        const auto part = reports.mid(from, Collection::MostInBatch);
        const auto saved = m_database->change([&](const Connection &connection) -> Status {
            for (const auto &report : part) {
                if (auto written = writeReport(connection, report, owner); !written)
                    return written;
            }
            return {};
        });
        if (!saved)
            return saved;
    }
    return {};
}

Status ReportRepository::keep(const Report &report)
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto known =
        (*connection)->scalar(QStringLiteral("SELECT 1 FROM reports WHERE id = ? AND deleted_at IS NULL"), {report.id});
    return known && known->isValid() ? Status() : save(report);
}

Result<QByteArray> ReportRepository::loadJson(const QString &id) const
{
    const auto use = m_database->measure("get", "reports");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto body =
        (*connection)
            ->scalar(QStringLiteral("SELECT b.body FROM reports r JOIN report_bodies b USING(number) WHERE r.id = ?"),
                     {id});
    if (!body)
        return tl::unexpected(body.error());
    if (!body->isValid())
        return unknownReport(id);
    auto text = qUncompress(body->toByteArray());
    if (text.isEmpty())
        return fail(ErrorCode::Corrupt, QCoreApplication::translate(
                                            "storage", "The stored report %1 is damaged; the others are not affected.")
                                            .arg(id));
    return text;
}

Result<Report> ReportRepository::load(const QString &id) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return loadJson(id).and_then([&](const QByteArray &text) { return readReport(**connection, id, text); });
}

Result<std::optional<Report>> ReportRepository::settledFor(const QString &companyId, const QString &question) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto settled = [&](const QString &id) -> Result<std::optional<Report>> {
        const auto text = loadJson(id);
        if (!text)
            return tl::unexpected(text.error());
        // A report of megabytes is read as one only where there is something to take over.
        if (!text->contains("\"settled\":{"))
            return std::nullopt;
        return readReport(**connection, id, *text).map([](const Report &report) { return std::optional(report); });
    };
    return report_edits::ofNewestOn<std::optional<Report>>(**connection, companyId, question, settled);
}

Result<ReportSummary> ReportRepository::summary(const QString &id) const
{
    const auto use = m_database->measure("get", "reports");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto row =
        (*connection)->run(QStringLiteral("SELECT %1 FROM reports r WHERE r.id = ?").arg(summaryColumns()), {id});
    if (!row)
        return tl::unexpected(row.error());
    if (row->next())
        return readSummary(*row);
    if (auto status = (*connection)->statusOf(*row); !status)
        return tl::unexpected(status.error());
    return unknownReport(id);
}

Result<ReportPage> ReportRepository::page(const ReportFilter &filter) const
{
    const auto use = m_database->measure("query", "reports");
    return keptList<ReportPage>(
        *m_database, "reports", "page" + toBinary(filter),
        [&filter](const Connection &connection) { return readPage(connection, filter); }, report_listing::sizeOf);
}

Result<QList<ReportSummary>> ReportRepository::list(const ReportFilter &filter) const
{
    return page(filter).map([](const ReportPage &page) { return page.reports; });
}

Result<QStringList> ReportRepository::idsBeginningWith(const QString &prefix, int most) const
{
    const auto use = m_database->measure("query", "reports");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // Ids are of characters below '~'.
    auto rows = (*connection)
                    ->reuse(QStringLiteral("SELECT id FROM reports WHERE id >= ? AND id < ? AND deleted_at IS NULL "
                                           "LIMIT ?"),
                            {prefix, prefix + QLatin1Char('~'), most});
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList ids;
    while ((*rows)->next())
        ids.append((*rows)->value(0).toString());
    if (auto status = (*connection)->statusOf(**rows); !status)
        return tl::unexpected(status.error());
    return ids;
}

Result<int> ReportRepository::count(const ReportFilter &filter) const
{
    const auto use = m_database->measure("query", "reports");
    auto all = filter; // neither where a page begins, nor its length or order make another number
    all.limit = -1;
    all.offset = 0;
    all.cursor.clear();
    all.sort = ReportSort::Newest;
    all.isReversed = false;
    return keptList<int>(
        *m_database, "reports", "count" + toBinary(all),
        [&all](const Connection &connection) { return readCount(connection, all); },
        [](int) { return qint64(sizeof(int)); });
}

Result<QList<EvidenceUse>> ReportRepository::usesOf(const QString &evidenceId) const
{
    const auto use = m_database->measure("query", "reports");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT %1, c.claim, c.text, u.direct FROM evidence e "
                                         "JOIN evidence_uses u ON u.evidence = e.number "
                                         "JOIN report_claims c ON c.report = u.report AND c.ordinal = u.claim "
                                         "JOIN reports r ON r.number = u.report "
                                         "WHERE e.id = ? AND r.deleted_at IS NULL "
                                         "ORDER BY r.created_at DESC, r.number DESC, u.claim")
                              .arg(summaryColumns()),
                          {evidenceId});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<EvidenceUse> uses;
    while (rows->next())
        uses.append({readSummary(*rows), rows->value(SummaryColumnCount).toString(),
                     rows->value(SummaryColumnCount + 1).toString(), rows->value(SummaryColumnCount + 2).toBool()});
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return uses;
}

Result<bool> ReportRepository::usesDocument(const QString &documentId) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)
        ->scalar(QStringLiteral("SELECT 1 FROM evidence e JOIN evidence_uses u ON u.evidence = e.number "
                                "WHERE e.document = ? AND e.document <> '' LIMIT 1"),
                 {documentId})
        .map([](const QVariant &value) { return value.isValid(); });
}

Status ReportRepository::remove(const QString &id, const QDateTime &now)
{
    const auto use = m_database->measure("delete", "reports");
    const auto rows =
        change(*m_database, QStringLiteral("UPDATE reports SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL"),
               {now.toMSecsSinceEpoch(), id});
    if (!rows)
        return tl::unexpected(rows.error());
    return *rows > 0 ? Status() : Status(unknownReport(id));
}

Status ReportRepository::restore(const QString &id)
{
    const auto use = m_database->measure("set", "reports");
    const auto rows =
        change(*m_database,
               QStringLiteral("UPDATE reports SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL"), {id});
    if (!rows)
        return tl::unexpected(rows.error());
    return *rows > 0 ? Status() : Status(unknownReport(id));
}

Result<int> ReportRepository::purgeDeleted(const QDateTime &removedBefore)
{
    return purgeReports(*m_database, QStringLiteral("deleted_at < ?"), {removedBefore.toMSecsSinceEpoch()});
}

Status ReportRepository::purge(const QString &id)
{
    const auto use = m_database->measure("delete", "reports");
    const auto rows = purgeReports(*m_database, QStringLiteral("id = ? AND deleted_at IS NOT NULL"), {id});
    if (!rows)
        return tl::unexpected(rows.error());
    return *rows > 0 ? Status() : Status(unknownReport(id));
}

// Not PRAGMA data_version: its values can't be compared between connections, and each thread has its own.
Result<qint64> ReportRepository::changeCounter() const
{
    return countedChanges(*m_database);
}

} // namespace consultantos
