// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/database_schema.h"

#include <QString>
#include <QStringList>

namespace consultantos {

class PostgresConnection;

/// One store of an engagement on a server.
struct PostgresStoreName {
    QString engagement; ///< its id: "main", or the name of its folder
    QString title;      ///< as its people call it
    QString store;      ///< "library", "facts", …

    /// The schema that holds it; at most 63 bytes, as PostgreSQL wants.
    [[nodiscard]] QString schema() const;
};

/// What a login may do with an engagement.
struct PostgresRights {
    bool reads = false;
    bool writes = false;
};

/// A statement of a migration in PostgreSQL's words: its types, identities and collation; WITHOUT ROWID falls away.
[[nodiscard]] QString postgresDefinition(const QString &statement);

/// The definition of consultantos.engagements_of_person(), which databases of earlier versions lack.
[[nodiscard]] QString engagementsFunction();
/// Makes the store's schema, or brings it to the newest version, in one transaction under a lock that others wait for.
/// Denied if that is needed and the login may not; NewerVersion if a newer program made it.
[[nodiscard]] Status setUpStore(const PostgresConnection &connection, const PostgresStoreName &name,
                                const DatabaseSchema &schema);
/// Of the login, or of the person that it speaks for.
[[nodiscard]] Result<PostgresRights> rightsOf(const PostgresConnection &connection, const PostgresStoreName &name);

} // namespace consultantos
