// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/database_schema.h"
#include "storage/postgres/postgres_setup.h"
#include "storage/store_backend.h"

#include <QHash>
#include <QMutex>

#include <memory>
#include <optional>

namespace consultantos {

class PostgresServer;

/// A store in a schema of its own on a PostgreSQL server.
class PostgresStore final : public StoreBackend {
public:
    [[nodiscard]] static Result<std::unique_ptr<StoreBackend>> open(std::shared_ptr<PostgresServer> server,
                                                                    const PostgresStoreName &name,
                                                                    const DatabaseSchema &schema,
                                                                    const DatabaseOptions &options);

    [[nodiscard]] Result<std::shared_ptr<Connection>> connection() const override;
    [[nodiscard]] QString place() const override { return m_use.path; }
    [[nodiscard]] bool isReadOnly() const override { return m_notice.has_value(); }
    [[nodiscard]] const std::optional<Error> &notice() const override { return m_notice; }
    /// Whether the server reads every table; what lies beneath it checks by data checksums and pg_amcheck.
    [[nodiscard]] Status checkIntegrity() const override;

private:
    PostgresStore(std::shared_ptr<PostgresServer> server, const PostgresStoreName &name, const DatabaseSchema &schema,
                  const DatabaseOptions &options);

    std::shared_ptr<PostgresServer> m_server;
    QString m_schema;
    ConnectionOptions m_use;
    std::optional<Error> m_notice;
    mutable QMutex m_mutex;
    mutable QHash<Qt::HANDLE, std::weak_ptr<Connection>> m_lent; ///< by thread
};

} // namespace consultantos
