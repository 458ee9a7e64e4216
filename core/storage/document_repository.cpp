// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_repository.h"

#include "base/json.h"
#include "storage/change_counter.h"
#include "storage/database.h"
#include "storage/document_rows.h"
#include "storage/kept_searches.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace consultantos {
namespace {

/// Counts the change and gives the documents a version that never comes again.
std::pair<QString, QVariantList> countedChange()
{
    return {QStringLiteral("UPDATE counters SET value = CASE name WHEN 'changes' THEN value + 1 ELSE ? END "
                           "WHERE name IN ('changes', 'version')"),
            {static_cast<qint64>(QRandomGenerator::system()->generate64())}};
}

tl::unexpected<Error> unknownDocument(const QString &id)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "There is no document %1 in the store.").arg(id));
}

/// Runs statements one after the other until one fails.
Status runAll(const Connection &connection, const QList<std::pair<QString, QVariantList>> &statements)
{
    for (const auto &[sql, values] : statements) {
        if (const auto done = connection.run(sql, values); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<qint64> writeRecord(const Connection &connection, const Document &document, const DocumentOrigin &origin,
                           qsizetype passages, const QDateTime &now)
{
    const auto number = connection.scalar(
        QStringLiteral("INSERT INTO documents(id, name, path, format, title, date, pages, passages, facts, company_id, "
                       "company_name, fiscal_year, imported_at, warnings) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"),
        {document.id, document.name, origin.path, document.format, document.title,
         document.date ? document.date->toString(Qt::ISODate) : QString(), document.pages, int(passages), origin.facts,
         origin.companyId, origin.companyName, origin.fiscalYear, now.toMSecsSinceEpoch(),
         document.warnings.join(QLatin1Char('\n'))});
    return number.map([](const QVariant &value) { return value.toLongLong(); });
}

Status writePassages(const Connection &connection, qint64 document, const QList<PlacedPassage> &passages)
{
    QList<QVariantList> rows;
    rows.reserve(passages.size());
    for (const auto &placed : passages)
        rows.append({document, rows.size() + 1, int(placed.kind), placed.passage.page, placed.passage.offset,
                     placed.section, areaToSql(placed.area), placed.passage.text, placed.level});
    const auto written = connection.runAll(
        QStringLiteral("INSERT INTO passages(document, ordinal, kind, page, \"offset\", section, area, text, level) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        rows);
    // One statement for all is much cheaper than a trigger a row.
    return written.and_then([&] {
        return connection.fullText().enter(connection, passageIndex(), QStringLiteral("document = ?"), {document});
    });
}

Status leaveOutOfSearch(const Connection &connection, qint64 document)
{
    return connection.fullText().leave(connection, passageIndex(), QStringLiteral("document = ?"), {document});
}

/// The newest version of the file at `path`, if there is one.
Result<std::optional<qint64>> versionAt(const Connection &connection, const QString &path)
{
    if (path.isEmpty())
        return std::optional<qint64>();
    return connection
        .scalar(QStringLiteral("SELECT number FROM documents WHERE path = ? AND superseded_by IS NULL"), {path})
        .map([](const QVariant &value) { return value.isValid() ? std::optional(value.toLongLong()) : std::nullopt; });
}

/// A document about nobody is about the company that is named when the file is taken again. Another's stays that one's.
Status nameCompany(const Connection &connection, const QString &id, const DocumentOrigin &origin)
{
    if (origin.companyId.isEmpty())
        return {};
    const auto done = connection.run(QStringLiteral("UPDATE documents SET company_id = ?, company_name = ?, facts = ? "
                                                    "WHERE id = ? AND coalesce(company_id, '') = ''"),
                                     {origin.companyId, origin.companyName, origin.facts, id});
    if (!done)
        return tl::unexpected(done.error());
    return done->numRowsAffected() > 0 ? runAll(connection, {countedChange()}) : Status();
}

Result<StoredAs> write(const Connection &connection, const Document &document, const DocumentOrigin &origin,
                       const QDateTime &now)
{
    const auto passages = passagesOf(document);
    const auto known =
        connection.scalar(QStringLiteral("SELECT superseded_by IS NULL AND (passages > 0 OR ? = 0) FROM documents "
                                         "WHERE id = ?"),
                          {passages.size(), document.id});
    if (!known)
        return tl::unexpected(known.error());
    if (known->isValid() && known->toBool())
        return nameCompany(connection, document.id, origin).map([] { return StoredAs::Known; });
    // A file that went back to an earlier content: that version is the newest again, so it is written anew. So is one
    // in which no text was found before, and now some is: scanned pages, read since their recognition was switched on.
    if (known->isValid()) {
        if (auto done = runAll(connection, {{QStringLiteral("DELETE FROM documents WHERE id = ?"), {document.id}}});
            !done)
            return tl::unexpected(done.error());
    }
    const auto earlier = versionAt(connection, origin.path);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (*earlier) {
        if (auto done = leaveOutOfSearch(connection, **earlier); !done)
            return tl::unexpected(done.error());
        if (auto done = runAll(
                connection,
                {{QStringLiteral("UPDATE documents SET superseded_by = ? WHERE number = ?"), {document.id, **earlier}},
                 {QStringLiteral("INSERT INTO never_sent SELECT ? FROM documents d JOIN never_sent n "
                                 "ON n.document = d.id WHERE d.number = ? ON CONFLICT DO NOTHING"),
                  {document.id, **earlier}}});
            !done)
            return tl::unexpected(done.error());
    }
    const auto number = writeRecord(connection, document, origin, passages.size(), now);
    if (!number)
        return tl::unexpected(number.error());
    if (auto done = writePassages(connection, *number, passages); !done)
        return tl::unexpected(done.error());
    if (auto done = runAll(connection, {countedChange()}); !done)
        return tl::unexpected(done.error());
    return *earlier ? StoredAs::NewVersion : StoredAs::New;
}

/// Its passages and index go with it; NotFound where there is none of that id.
Status takeOut(const Connection &connection, const QString &id)
{
    const auto done = connection.run(QStringLiteral("DELETE FROM documents WHERE id = ?"), {id});
    if (!done)
        return tl::unexpected(done.error());
    return done->numRowsAffected() == 0 ? unknownDocument(id) : Status();
}

Status putBack(const Connection &connection, const DocumentRecord &record, const QList<PlacedPassage> &passages)
{
    const auto known = connection.scalar(QStringLiteral("SELECT 1 FROM documents WHERE id = ?"), {record.id});
    if (!known)
        return tl::unexpected(known.error());
    if (known->isValid())
        return {};
    QVariant newer = record.supersededBy;
    if (record.supersededBy.isEmpty() && !record.origin.path.isEmpty()) {
        const auto found = connection.scalar(
            QStringLiteral("SELECT id FROM documents WHERE path = ? AND superseded_by IS NULL"), {record.origin.path});
        if (!found)
            return tl::unexpected(found.error());
        newer = *found;
    }
    Document document;
    document.id = record.id;
    document.name = record.name;
    document.format = record.format;
    document.title = record.title;
    document.date = record.date;
    document.pages = record.pages;
    document.warnings = record.warnings;
    const auto number = writeRecord(connection, document, record.origin, passages.size(), record.importedAt);
    if (!number)
        return tl::unexpected(number.error());
    if (auto done = writePassages(connection, *number, passages); !done)
        return done;
    if (!newer.toString().isEmpty()) {
        if (auto done = leaveOutOfSearch(connection, *number); !done)
            return done;
        if (auto done = runAll(connection, {{QStringLiteral("UPDATE documents SET superseded_by = ? WHERE number = ?"),
                                             {newer, *number}}});
            !done)
            return done;
    }
    return runAll(connection, {countedChange()});
}

Result<QList<DocumentRecord>> recordsWhere(const Database &database, const QString &condition,
                                           const QVariantList &values)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows =
        (*connection)
            ->run(QStringLiteral("SELECT %1 FROM documents d WHERE %2 ORDER BY d.imported_at DESC, d.number DESC")
                      .arg(RecordColumns, condition),
                  values);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<DocumentRecord> records;
    while (rows->next())
        records.append(readRecord(*rows));
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return records;
}

Result<QList<PlacedPassage>> passagesWhere(const Database &database, const QString &condition,
                                           const QVariantList &values)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT %1, p.text FROM passages p JOIN documents d ON d.number = p.document "
                                         "WHERE %2 ORDER BY p.document, p.ordinal")
                              .arg(PassageColumns, condition),
                          values);
    if (!rows)
        return tl::unexpected(rows.error());
    QList<PlacedPassage> passages;
    while (rows->next()) {
        auto placed = readPassage(*rows);
        placed.passage.text = rows->value(PassageColumnCount).toString();
        passages.append(placed);
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return passages;
}

/// Changes with the documents, of whatever company, and never comes again.
Result<QString> versionOfAll(const Connection &connection)
{
    return connection.scalar(QStringLiteral("SELECT value FROM counters WHERE name = 'version'"))
        .map([](const QVariant &value) { return value.toString(); });
}

} // namespace

DocumentRepository::DocumentRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

void DocumentRepository::keepSearches(const CacheAccess &cache)
{
    m_searches = std::make_shared<const KeptSearches>(cache);
}

Result<StoredAs> DocumentRepository::store(const Document &document, const DocumentOrigin &origin)
{
    const auto use = m_database->measure("set", "documents");
    if (document.id.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "A document without an id can't be stored."));
    return m_database->change(
        [&](const Connection &connection) { return write(connection, document, origin, m_clock->nowUtc()); });
}

Result<DocumentRecord> DocumentRepository::record(const QString &id) const
{
    const auto use = m_database->measure("get", "documents");
    auto records = recordsWhere(*m_database, QStringLiteral("d.id = ?"), {id});
    if (!records)
        return tl::unexpected(records.error());
    if (records->isEmpty())
        return unknownDocument(id);
    return records->first();
}

Result<bool> DocumentRepository::contains(const QString &id) const
{
    return recordsWhere(*m_database, QStringLiteral("d.id = ? AND d.superseded_by IS NULL"), {id})
        .map([](const QList<DocumentRecord> &records) { return !records.isEmpty(); });
}

Result<QString> DocumentRepository::newestAt(const QString &path) const
{
    return recordsWhere(*m_database, QStringLiteral("d.path = ? AND d.superseded_by IS NULL"), {path})
        .map([](const QList<DocumentRecord> &records) { return records.isEmpty() ? QString() : records.first().id; });
}

Result<QList<DocumentRecord>> DocumentRepository::list() const
{
    const auto use = m_database->measure("query", "documents");
    return recordsWhere(*m_database, QStringLiteral("d.superseded_by IS NULL"), {});
}

Result<QList<DocumentRecord>> DocumentRepository::superseded() const
{
    return recordsWhere(*m_database, QStringLiteral("d.superseded_by IS NOT NULL"), {});
}

Status DocumentRepository::remove(const QString &id)
{
    const auto use = m_database->measure("delete", "documents");
    return m_database->change([&](const Connection &connection) -> Status {
        const auto done = takeOut(connection, id);
        return done ? runAll(connection, {countedChange()}) : done;
    });
}

Result<QString> DocumentRepository::takeBack(const QString &id)
{
    const auto use = m_database->measure("delete", "documents");
    return m_database->change([&](const Connection &connection) -> Result<QString> {
        auto earlier = connection.run(
            QStringLiteral("SELECT number, id FROM documents WHERE superseded_by = ? ORDER BY imported_at DESC, number "
                           "DESC LIMIT 1"),
            {id});
        if (!earlier)
            return tl::unexpected(earlier.error());
        const bool isThere = earlier->next();
        const auto number = isThere ? earlier->value(0).toLongLong() : 0;
        const auto earlierId = isThere ? earlier->value(1).toString() : QString();
        if (const auto status = connection.statusOf(*earlier); !status)
            return tl::unexpected(status.error());
        earlier->finish();
        if (const auto done = takeOut(connection, id); !done)
            return tl::unexpected(done.error());
        if (isThere) {
            const auto newest =
                connection.run(QStringLiteral("UPDATE documents SET superseded_by = NULL WHERE number = ?"), {number});
            if (!newest)
                return tl::unexpected(newest.error());
            const auto found =
                connection.fullText().enter(connection, passageIndex(), QStringLiteral("document = ?"), {number});
            if (!found)
                return tl::unexpected(found.error());
        }
        return runAll(connection, {countedChange()}).map([&] { return earlierId; });
    });
}

Status DocumentRepository::restore(const DocumentRecord &record, const QList<PlacedPassage> &passages)
{
    const auto use = m_database->measure("set", "documents");
    return m_database->change(
        [&](const Connection &connection) -> Status { return putBack(connection, record, passages); });
}

Status DocumentRepository::setNeverSent(const QStringList &ids, bool isNeverSent)
{
    const auto sql = isNeverSent ? QStringLiteral("INSERT INTO never_sent VALUES(?) ON CONFLICT DO NOTHING")
                                 : QStringLiteral("DELETE FROM never_sent WHERE document = ?");
    QList<std::pair<QString, QVariantList>> statements;
    for (const auto &id : ids)
        statements.append({sql, {id}});
    // What was computed with the documents as they were is not what it would be now.
    statements.append(countedChange());
    return m_database->change([&](const Connection &connection) { return runAll(connection, statements); });
}

Result<bool> DocumentRepository::isNeverSent(const QString &id) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)
        ->scalar(QStringLiteral("SELECT 1 FROM never_sent WHERE document = ?"), {id})
        .map([](const QVariant &value) { return value.isValid(); });
}

Result<QList<PlacedPassage>> DocumentRepository::passages(const QString &documentId, int page) const
{
    const auto use = m_database->measure("query", "documents");
    if (page > 0)
        return passagesWhere(*m_database, QStringLiteral("d.id = ? AND p.page = ?"), {documentId, page});
    return passagesWhere(*m_database, QStringLiteral("d.id = ?"), {documentId});
}

Result<PlacedPassage> DocumentRepository::passage(const QString &passageId) const
{
    const auto use = m_database->measure("get", "documents");
    const auto parts = passageId.split(QLatin1Char('/'));
    if (parts.size() == 3) {
        auto found =
            passagesWhere(*m_database, QStringLiteral("d.id = ? AND p.ordinal = ?"), {parts[1], parts[2].toInt()});
        if (!found)
            return tl::unexpected(found.error());
        if (!found->isEmpty())
            return found->first();
    }
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("storage", "The passage %1 is not in the store.").arg(passageId));
}

Result<PassageHits> DocumentRepository::search(const PassageFilter &filter) const
{
    const auto use = m_database->measure("query", "documents");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto search = [&] { return searchPassages(**connection, filter); };
    if (!m_searches)
        return search();
    const auto version = versionOfAll(**connection);
    if (!version)
        return tl::unexpected(version.error());
    return m_searches->get(filter, *version, search);
}

Result<QStringList> DocumentRepository::sections() const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT DISTINCT section FROM passages WHERE section <> '' "
                                         "ORDER BY section LIMIT 200"));
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList sections;
    while (rows->next())
        sections.append(rows->value(0).toString());
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return sections;
}

Result<qint64> DocumentRepository::changeCounter() const
{
    return countedChanges(*m_database);
}

Result<QString> DocumentRepository::versionFor(const QString &companyId) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto own =
        (*connection)
            ->scalar(QStringLiteral("SELECT 1 FROM documents WHERE company_id = ? AND superseded_by IS NULL "
                                    "LIMIT 1"),
                     {companyId});
    if (!own)
        return tl::unexpected(own.error());
    return own->isValid() ? versionOfAll(**connection) : QString();
}

} // namespace consultantos
