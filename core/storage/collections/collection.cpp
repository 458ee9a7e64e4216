// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/collections/collection.h"

#include "storage/collections/query_cache.h"
#include "storage/collections/query_sql.h"
#include "storage/quoted_name.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {
namespace {

constexpr int BuiltInColumns = 4; // id, version, created_at, updated_at

QDateTime timeOf(const QVariant &millis)
{
    return QDateTime::fromMSecsSinceEpoch(millis.toLongLong(), QTimeZone::utc());
}

tl::unexpected<Error> conflict(const QString &id)
{
    return fail(
        ErrorCode::Busy,
        QCoreApplication::translate("storage", "\"%1\" was changed by someone else meanwhile; it was not saved.")
            .arg(id),
        QCoreApplication::translate("storage", "Read it again and repeat the change."));
}

tl::unexpected<Error> unknownDocument(const QString &id)
{
    return fail(ErrorCode::NotFound, QCoreApplication::translate("storage", "There is no \"%1\".").arg(id));
}

/// As bytes: a text would go to UTF-16 and back on each of its ways.
QByteArray bodyText(const QJsonObject &body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QJsonObject bodyOf(const QVariant &stored)
{
    return QJsonDocument::fromJson(stored.toByteArray()).object();
}

QString placeholders(qsizetype count)
{
    return QStringList(count, QStringLiteral("?")).join(QStringLiteral(", "));
}

} // namespace

/// Made once: a statement is found again by its text.
struct Collection::Texts {
    explicit Texts(const CollectionSchema &schema)
    {
        QStringList own;
        for (const auto &column : schema.columns) {
            if (column.kind == ColumnKind::TextList)
                lists.append(column.name);
            else
                own.append(quotedName(column.name));
        }
        valueCount = own.size();
        const auto all = QStringList{QStringLiteral("id"), QStringLiteral("version"), QStringLiteral("created_at"),
                                     QStringLiteral("updated_at")}
                         + own + QStringList{QStringLiteral("body")};
        const auto insertAll = QStringLiteral("INSERT INTO %1(%2) VALUES(%3)")
                                   .arg(schema.name, all.join(QStringLiteral(", ")), placeholders(all.size()));
        QStringList replaced;
        QStringList assigned;
        for (const auto &column : all) {
            if (column == QLatin1String("id") || column == QLatin1String("created_at"))
                continue;
            replaced.append(QStringLiteral("%1 = excluded.%1").arg(column));
            assigned.append(column + QStringLiteral(" = ?"));
        }
        upsert = insertAll + QStringLiteral(" ON CONFLICT(id) DO UPDATE SET ") + replaced.join(QStringLiteral(", "));
        insert = insertAll + QStringLiteral(" ON CONFLICT(id) DO NOTHING");
        update = QStringLiteral("UPDATE %1 SET %2 WHERE id = ? AND version = ?")
                     .arg(schema.name, assigned.join(QStringLiteral(", ")));
        get = QStringLiteral("SELECT id, version, created_at, updated_at, body FROM %1 WHERE id = ?").arg(schema.name);
        batchGet =
            QStringLiteral("SELECT id, version, created_at, updated_at, body FROM %1 WHERE id IN (").arg(schema.name);
        countChanges =
            QStringLiteral("UPDATE counters SET value = value + ? WHERE name = 'version:%1'").arg(schema.name);
        version = QStringLiteral("SELECT value FROM counters WHERE name = 'version:%1'").arg(schema.name);
        setState = QStringLiteral("UPDATE counters SET value = ? WHERE name = 'state:%1'").arg(schema.name);
        state = QStringLiteral("SELECT value FROM counters WHERE name = 'state:%1'").arg(schema.name);
    }

    QString upsert;
    QString insert;
    QString update;
    QString get;
    QString batchGet; ///< up to its list
    QString countChanges;
    QString version;
    QString setState;
    QString state;
    QStringList lists; ///< the columns that are TextLists
    qsizetype valueCount = 0;
};

Collection::Collection(std::shared_ptr<Database> database, CollectionSchema schema, std::shared_ptr<const Clock> clock,
                       std::shared_ptr<QueryCache> cache)
    : m_database(std::move(database))
    , m_schema(std::move(schema))
    , m_clock(std::move(clock))
    , m_cache(std::move(cache))
    , m_label(m_schema.name.toUtf8())
    , m_texts(std::make_shared<const Texts>(m_schema))
    , m_counts(std::make_shared<Counts>())
{
}

StoreUse Collection::measure(const char *operation) const
{
    return m_database->measure(operation, m_label.constData());
}

bool Collection::isConflict(const Error &error)
{
    // A lock that was waited for in vain is Busy, too, but may be tried again as it is.
    return error.code == ErrorCode::Busy && !error.retryable;
}

StoredDocument Collection::readDocument(const QSqlQuery &row, bool withColumns) const
{
    StoredDocument document{
        row.value(0).toString(), row.value(1).toLongLong(), timeOf(row.value(2)), timeOf(row.value(3)), {}, {}};
    if (!withColumns) {
        document.body = bodyOf(row.value(BuiltInColumns));
        return document;
    }
    int index = BuiltInColumns;
    for (const auto &column : m_schema.columns) {
        if (column.kind != ColumnKind::TextList)
            document.columns.insert(column.name, shownValue(column.kind, row.value(index++)));
    }
    return document;
}

Result<StoredDocument> Collection::get(const QString &id) const
{
    const auto use = measure("get");
    m_counts->reads.fetch_add(1, std::memory_order_relaxed);
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto row = (*connection)->reuse(m_texts->get, {id});
    if (!row)
        return tl::unexpected(row.error());
    if ((*row)->next())
        return readDocument(**row, false);
    if (auto status = (*connection)->statusOf(**row); !status)
        return tl::unexpected(status.error());
    return unknownDocument(id);
}

Result<qint64> Collection::set(const QString &id, const QJsonObject &body, std::optional<qint64> expectedVersion)
{
    const auto use = measure("set");
    const auto versions = writeTogether({{id, body, expectedVersion}});
    if (!versions)
        return tl::unexpected(versions.error());
    return versions->first();
}

Status Collection::remove(const QString &id, std::optional<qint64> expectedVersion)
{
    const auto use = measure("delete");
    return m_database->change([&](Connection &connection) -> Status {
        auto removed = connection.reuse(QStringLiteral("DELETE FROM %1 WHERE id = ?").arg(m_schema.name)
                                            + (expectedVersion ? QStringLiteral(" AND version = ?") : QString()),
                                        expectedVersion ? QVariantList{id, *expectedVersion} : QVariantList{id});
        if (!removed)
            return tl::unexpected(removed.error());
        if ((*removed)->numRowsAffected() > 0) {
            m_counts->writes.fetch_add(1, std::memory_order_relaxed);
            return counted(connection, 1).map([](qint64) {});
        }
        const auto present = connection.scalar(m_texts->get, {id});
        if (!present)
            return tl::unexpected(present.error());
        if (!present->isValid())
            return unknownDocument(id);
        m_counts->conflicts.fetch_add(1, std::memory_order_relaxed);
        return conflict(id);
    });
}

Result<DocumentBatch> Collection::batchGet(const QStringList &ids) const
{
    const auto use = measure("batch_get");
    use.countBatch(ids.size());
    m_counts->reads.fetch_add(ids.size(), std::memory_order_relaxed);
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    QHash<QString, StoredDocument> found;
    found.reserve(ids.size());
    for (qsizetype from = 0; from < ids.size(); from += MostInBatch) {
        // Lists of a few lengths only, filled up with their last id: so there are few statements, which stay prepared.
        const auto part = ids.mid(from, MostInBatch);
        qsizetype length = MostInBatch;
        for (const qsizetype shorter : {100, 10, 1}) {
            if (part.size() <= shorter)
                length = shorter;
        }
        QVariantList values(part.begin(), part.end());
        while (values.size() < length)
            values.append(part.last());
        auto rows = (*connection)->reuse(m_texts->batchGet + placeholders(length) + QLatin1Char(')'), values);
        if (!rows)
            return tl::unexpected(rows.error());
        while ((*rows)->next()) {
            auto document = readDocument(**rows, false);
            const auto id = document.id;
            found.insert(id, std::move(document));
        }
        if (auto status = (*connection)->statusOf(**rows); !status)
            return tl::unexpected(status.error());
    }
    DocumentBatch batch;
    batch.documents.reserve(found.size());
    for (const auto &id : ids) {
        if (const auto known = found.constFind(id); known != found.constEnd())
            batch.documents.append(*known);
        else
            batch.missing.append(id);
    }
    return batch;
}

Result<QList<qint64>> Collection::batchSet(const QList<DocumentWrite> &documents)
{
    const auto use = measure("batch_set");
    use.countBatch(documents.size());
    QList<qint64> versions;
    versions.reserve(documents.size());
    for (qsizetype from = 0; from < documents.size(); from += MostInBatch) {
        const auto written = writeTogether(documents.mid(from, MostInBatch));
        if (!written) {
            auto error = written.error();
            if (from > 0)
                error.detail += QCoreApplication::translate("storage", " The %1 before were saved.").arg(from);
            return tl::unexpected(error);
        }
        versions += *written;
    }
    return versions;
}

Result<QList<qint64>> Collection::writeTogether(const QList<DocumentWrite> &documents)
{
    if (documents.isEmpty())
        return QList<qint64>();
    // Before the transaction: others wait while it lasts.
    QList<QVariantList> values;
    values.reserve(documents.size());
    for (const auto &document : documents) {
        if (document.id.isEmpty())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("storage", "A document without an id can't be saved."));
        auto columns = columnValues(m_schema, document.body);
        if (!columns)
            return tl::unexpected(columns.error());
        columns->append(bodyText(document.body));
        values.append(*std::move(columns));
    }
    auto versions = m_database->change([&](Connection &connection) -> Result<QList<qint64>> {
        const auto before = counted(connection, documents.size());
        if (!before)
            return tl::unexpected(before.error());
        QList<qint64> given;
        given.reserve(documents.size());
        const auto now = m_clock->nowUtc().toMSecsSinceEpoch();
        // One statement for as long as the documents want the same of it.
        std::optional<ReusedStatement> statement;
        const QString *text = nullptr;
        for (qsizetype i = 0; i < documents.size(); ++i) {
            if (const auto &wanted = textOf(documents[i]); text != &wanted) {
                statement.reset();
                auto prepared = connection.reuse(wanted);
                if (!prepared)
                    return tl::unexpected(prepared.error());
                statement.emplace(*std::move(prepared));
                text = &wanted;
            }
            const auto version = *before + i + 1;
            if (auto written = write(connection, **statement, documents[i], values[i], version, now); !written)
                return tl::unexpected(written.error());
            given.append(version);
        }
        return given;
    });
    if (versions)
        m_counts->writes.fetch_add(documents.size(), std::memory_order_relaxed);
    else if (isConflict(versions.error()))
        m_counts->conflicts.fetch_add(1, std::memory_order_relaxed);
    return versions;
}

Result<qint64> Collection::counted(const Connection &connection, qsizetype changes) const
{
    if (auto done = connection.reuse(m_texts->countChanges, {qint64(changes)}); !done)
        return tl::unexpected(done.error());
    const auto state = qint64(QRandomGenerator::global()->generate64() >> 1);
    if (auto done = connection.reuse(m_texts->setState, {state}); !done)
        return tl::unexpected(done.error());
    return connection.scalar(m_texts->version).map([changes](const QVariant &value) {
        return value.toLongLong() - changes;
    });
}

const QString &Collection::textOf(const DocumentWrite &document) const
{
    if (!document.expectedVersion)
        return m_texts->upsert;
    return *document.expectedVersion == 0 ? m_texts->insert : m_texts->update;
}

Status Collection::write(const Connection &connection, QSqlQuery &statement, const DocumentWrite &document,
                         const QVariantList &values, qint64 version, qint64 now) const
{
    const bool isUpdate = document.expectedVersion.value_or(0) != 0;
    QVariantList bound;
    bound.reserve(values.size() + BuiltInColumns);
    if (isUpdate)
        bound << version << now;
    else
        bound << document.id << version << now << now;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i == m_schema.columns.size() || m_schema.columns[i].kind != ColumnKind::TextList)
            bound.append(values[i]);
    }
    if (isUpdate)
        bound << document.id << *document.expectedVersion;
    if (auto written = connection.exec(statement, bound); !written)
        return written;
    if (document.expectedVersion && statement.numRowsAffected() < 1)
        return conflict(document.id);
    return m_texts->lists.isEmpty() ? Status() : writeLists(connection, document, values);
}

Status Collection::writeLists(const Connection &connection, const DocumentWrite &document,
                              const QVariantList &values) const
{
    for (qsizetype i = 0; i < m_schema.columns.size(); ++i) {
        if (m_schema.columns[i].kind != ColumnKind::TextList)
            continue;
        const auto table = m_schema.listTable(m_schema.columns[i].name);
        if (auto gone = connection.reuse(QStringLiteral("DELETE FROM %1 WHERE document = ?").arg(table), {document.id});
            !gone)
            return tl::unexpected(gone.error());
        const auto texts = values[i].toStringList();
        for (const auto &text : texts) {
            if (auto added = connection.reuse(QStringLiteral("INSERT INTO %1(value, document) VALUES(?, ?)").arg(table),
                                              {text, document.id});
                !added)
                return tl::unexpected(added.error());
        }
    }
    return {};
}

Result<QueriedDocuments> Collection::query(const DocumentQuery &query) const
{
    const auto use = measure("query");
    m_counts->queries.fetch_add(1, std::memory_order_relaxed);
    const auto opened = m_database->connection();
    if (!opened)
        return tl::unexpected(opened.error());
    const auto &connection = **opened;
    if (!m_cache || !query.useCache) {
        m_database->countQuery(m_label.constData(), false);
        return asked(connection, query);
    }
    const auto state = connection.scalar(m_texts->state);
    if (!state)
        return tl::unexpected(state.error());
    bool isHit = false;
    auto result = m_cache->get(
        {m_database->path(), m_schema.name, state->toLongLong()}, fingerprintOf(m_schema, query),
        [&] { return asked(connection, query); }, &isHit);
    m_database->countQuery(m_label.constData(), isHit);
    if (isHit)
        m_counts->cachedQueries.fetch_add(1, std::memory_order_relaxed);
    return result;
}

Result<QueriedDocuments> Collection::asked(const Connection &connection, const DocumentQuery &query) const
{
    const auto statement = pageStatement(m_schema, query);
    if (!statement)
        return tl::unexpected(statement.error());
    auto rows = connection.reuse(statement->sql, statement->values);
    if (!rows)
        return tl::unexpected(rows.error());
    QueriedDocuments page;
    QVariantMap lastColumns;
    while ((*rows)->next()) {
        if (page.documents.size() == query.limit) {
            page.cursor = cursorAfter(m_schema, query, page.documents.last(), lastColumns);
            break;
        }
        auto document = readDocument(**rows, true);
        if (page.documents.size() + 1 == query.limit)
            lastColumns = document.columns;
        if (query.withBody) {
            const auto body = BuiltInColumns + int(m_texts->valueCount);
            document.body = bodyOf((*rows)->value(body));
            document.columns.clear();
        }
        page.documents.append(std::move(document));
    }
    if (auto status = connection.statusOf(**rows); !status)
        return tl::unexpected(status.error());
    return page;
}

Result<qint64> Collection::count(const QList<DocumentFilter> &filters) const
{
    const auto use = measure("query");
    const auto statement = countStatement(m_schema, filters);
    if (!statement)
        return tl::unexpected(statement.error());
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)->scalar(statement->sql, statement->values).map([](const QVariant &value) {
        return value.toLongLong();
    });
}

Result<qint64> Collection::changeCounter() const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)->scalar(m_texts->version).map([](const QVariant &value) { return value.toLongLong(); });
}

CollectionStatistics Collection::statistics() const
{
    return {m_counts->reads, m_counts->writes, m_counts->conflicts, m_counts->queries, m_counts->cachedQueries};
}

} // namespace consultantos
