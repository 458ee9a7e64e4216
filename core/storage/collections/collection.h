// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/collections/collection_schema.h"
#include "storage/collections/document_query.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <memory>
#include <optional>

namespace consultantos {

class QueryCache;

/// What one is to write.
struct DocumentWrite {
    QString id; ///< not empty
    QJsonObject body;
    /// The version that the document must have, so that nobody else's change is written over; 0: there must be none of
    /// that id. Missing: whatever it is.
    std::optional<qint64> expectedVersion{};
};

struct DocumentBatch {
    QList<StoredDocument> documents; ///< in the order of the ids that were asked for, without the missing
    QStringList missing;
};

/// What a collection was used for by this object. Counts.
struct CollectionStatistics {
    qint64 reads = 0;  ///< documents read by id
    qint64 writes = 0; ///< documents written or removed
    qint64 conflicts = 0;
    qint64 queries = 0;
    qint64 cachedQueries = 0; ///< of these, answered by the cache
};

/// A collection of JSON documents with typed, indexed columns in a database. Thread-safe: each thread has its own
/// connection. Every call does I/O: never from the GUI thread. Other processes may change it at any time.
///
/// Errors besides those of Connection: NotFound, InvalidArgument, and a conflict, which isConflict() tells.
class Collection {
public:
    static constexpr qsizetype MostInBatch = 500; ///< documents of one transaction; more are split

    /// `cache` null: each query asks the database.
    Collection(std::shared_ptr<Database> database, CollectionSchema schema, std::shared_ptr<const Clock> clock,
               std::shared_ptr<QueryCache> cache = nullptr);

    [[nodiscard]] Result<StoredDocument> get(const QString &id) const;
    /// Writes a document, the whole of it, and gives its new version. A conflict if it hasn't the expected one.
    Result<qint64> set(const QString &id, const QJsonObject &body, std::optional<qint64> expectedVersion = {});
    /// NotFound if there is none; a conflict if it hasn't the expected version.
    Status remove(const QString &id, std::optional<qint64> expectedVersion = {});

    [[nodiscard]] Result<DocumentBatch> batchGet(const QStringList &ids) const;
    /// The versions, in the order of the documents. Each 500 are written together or not at all; what failed is told with
    /// how many of those before were written.
    Result<QList<qint64>> batchSet(const QList<DocumentWrite> &documents);

    [[nodiscard]] Result<QueriedDocuments> query(const DocumentQuery &query) const;
    [[nodiscard]] Result<qint64> count(const QList<DocumentFilter> &filters = {}) const;

    /// Grows with every change by any instance.
    [[nodiscard]] Result<qint64> changeCounter() const;
    [[nodiscard]] CollectionStatistics statistics() const;
    [[nodiscard]] const CollectionSchema &schema() const { return m_schema; }
    [[nodiscard]] const std::shared_ptr<Database> &database() const { return m_database; }

    /// Whether a write failed because the document has another version than expected: read it again before trying again.
    [[nodiscard]] static bool isConflict(const Error &error);

private:
    struct Counts {
        std::atomic<qint64> reads{0};
        std::atomic<qint64> writes{0};
        std::atomic<qint64> conflicts{0};
        std::atomic<qint64> queries{0};
        std::atomic<qint64> cachedQueries{0};
    };
    struct Texts;

    [[nodiscard]] Result<QueriedDocuments> asked(const Connection &connection, const DocumentQuery &query) const;
    [[nodiscard]] StoredDocument readDocument(const QSqlQuery &row, bool withColumns) const;
    /// Counts `changes` writes within the transaction of these; gives the version before the first.
    [[nodiscard]] Result<qint64> counted(const Connection &connection, qsizetype changes) const;
    [[nodiscard]] const QString &textOf(const DocumentWrite &document) const;
    [[nodiscard]] Status write(const Connection &connection, QSqlQuery &statement, const DocumentWrite &document,
                               const QVariantList &values, qint64 version, qint64 now) const;
    [[nodiscard]] Status writeLists(const Connection &connection, const DocumentWrite &document,
                                    const QVariantList &values) const;
    [[nodiscard]] Result<QList<qint64>> writeTogether(const QList<DocumentWrite> &documents);
    [[nodiscard]] StoreUse measure(const char *operation) const;

    std::shared_ptr<Database> m_database;
    CollectionSchema m_schema;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<QueryCache> m_cache;
    QByteArray m_label;
    std::shared_ptr<const Texts> m_texts; ///< of the statements
    std::shared_ptr<Counts> m_counts;
};

} // namespace consultantos
