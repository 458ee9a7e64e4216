// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "storage/database.h"
#include "storage/engagement.h"

#include <QString>

#include <memory>

namespace consultantos {

class PostgresServer;

/// Where the stores of an engagement are: files in its folder, or schemas of a team's server. The folder is there in both
/// cases, for what belongs to this machine: the cache, the list of jobs, consents.
struct StorePlace {
    QString folder;
    std::shared_ptr<PostgresServer> server;        ///< null: files
    QString engagementId = QStringLiteral("main"); ///< on the server
    QString title = QStringLiteral("main");

    StorePlace() = default;
    StorePlace(const QString &filesIn) // NOLINT(google-explicit-constructor): a folder is a place
        : folder(filesIn)
    {
    }
    [[nodiscard]] static StorePlace of(const Engagement &engagement, std::shared_ptr<PostgresServer> server);

    /// The store that would be the file at `path`.
    [[nodiscard]] Result<std::shared_ptr<Database>> open(const QString &path, const DatabaseSchema &schema,
                                                         const std::shared_ptr<const Clock> &clock,
                                                         const DatabaseOptions &options) const;
};

/// The name under which the team store's password is kept, if its address has none and libpq's PGPASSWORD isn't set.
inline const QString TeamStorePassword = QStringLiteral("consultantos_store_password");

/// The server of a team's store for an address as of PostgresUrl; null for an empty one. Asks it once, so that one that
/// can't be reached is an error here: there is never a local store in its stead.
[[nodiscard]] Result<std::shared_ptr<PostgresServer>> openTeamServer(const QString &address,
                                                                     const SecretStore &secrets);

} // namespace consultantos
