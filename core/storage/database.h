// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "storage/connection.h"
#include "storage/database_schema.h"
#include "storage/store_backend.h"
#include "storage/store_use.h"

#include <QString>

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace consultantos {

/// One store of ours, in a file of SQLite's or in a schema of a PostgreSQL server, and the connections to it.
/// Thread-safe; connections are not. What is committed survives a pulled plug. Several processes may open the same store
/// at once.
class Database {
public:
    /// A file: see SqliteStore for what happens to one that is damaged, newer, or can't be written.
    [[nodiscard]] static Result<std::shared_ptr<Database>> open(const QString &path, const DatabaseSchema &schema,
                                                                std::shared_ptr<const Clock> clock,
                                                                const DatabaseOptions &options = {});
    Database(std::unique_ptr<StoreBackend> backend, DatabaseSchema schema, DatabaseOptions options);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// The file, or the schema and its server without a password.
    [[nodiscard]] QString path() const { return m_backend->place(); }
    [[nodiscard]] bool isReadOnly() const { return m_backend->isReadOnly(); }
    /// What the user must know about how it was opened; empty when all is well.
    [[nodiscard]] const std::optional<Error> &notice() const { return m_backend->notice(); }
    [[nodiscard]] const DatabaseSchema &schema() const { return m_schema; }

    /// A connection for use in the calling thread only, which is its own while it holds the pointer: let it go with the
    /// call that needed it.
    [[nodiscard]] Result<std::shared_ptr<Connection>> connection() const { return m_backend->connection(); }

    /// Runs `change` in one transaction: what it wrote is kept if it succeeds, and nothing of it if it fails or the commit
    /// does. `change` takes the Connection and gives a Result<T> or Status, which is returned; it must leave no query
    /// open behind it. Fails with Busy (retryable) while another writes.
    template <std::invocable<Connection &> Change>
    [[nodiscard]] auto change(const Change &change) const -> std::invoke_result_t<Change, Connection &>
    {
        const auto opened = connection();
        if (!opened)
            return tl::unexpected(opened.error());
        auto transaction = Transaction::begin(**opened);
        if (!transaction)
            return tl::unexpected(transaction.error());
        auto result = std::invoke(change, **opened);
        if (!result)
            return result;
        if (auto committed = transaction->commit(); !committed)
            return tl::unexpected(committed.error());
        return result;
    }

    /// Measures an operation of a store until what it returns goes out of scope. Both are labels: see StoreUse.
    [[nodiscard]] StoreUse measure(const char *operation, const char *collection) const
    {
        return {m_options.metrics.get(), operation, collection};
    }

    /// Where lists are kept; null: nowhere.
    [[nodiscard]] const std::shared_ptr<QueryCache> &queries() const { return m_options.queries; }
    /// Counts a query of a collection or list, by whether it was answered by the cache. The label must be a literal or
    /// last as long as the call.
    void countQuery(const char *collection, bool isKept) const;

    /// Slow on large stores. Corrupt carries the first findings.
    [[nodiscard]] Status checkIntegrity() const { return m_backend->checkIntegrity(); }

private:
    std::unique_ptr<StoreBackend> m_backend;
    DatabaseSchema m_schema;
    DatabaseOptions m_options;
};

} // namespace consultantos
