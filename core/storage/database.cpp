// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include "base/logging.h"
#include "metrics/program_metrics.h"
#include "storage/sqlite_store.h"

namespace consultantos {

Database::Database(std::unique_ptr<StoreBackend> backend, DatabaseSchema schema, DatabaseOptions options)
    : m_backend(std::move(backend))
    , m_schema(std::move(schema))
    , m_options(std::move(options))
{
    if (notice())
        qCWarning(lcStorage).noquote() << notice()->toText();
}

Database::~Database() = default;

void Database::countQuery(const char *collection, bool isKept) const
{
    if (m_options.metrics)
        m_options.metrics->storeQueried(collection, isKept);
}

Result<std::shared_ptr<Database>> Database::open(const QString &path, const DatabaseSchema &schema,
                                                 std::shared_ptr<const Clock> clock, const DatabaseOptions &options)
{
    auto backend = SqliteStore::open(path, schema, *clock, options);
    if (!backend)
        return tl::unexpected(backend.error());
    return std::make_shared<Database>(std::move(*backend), schema, options);
}

} // namespace consultantos
