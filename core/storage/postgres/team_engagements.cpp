// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/team_engagements.h"

#include "storage/postgres/postgres_server.h"

#include <QCoreApplication>

namespace consultantos {

Result<QList<TeamEngagement>> teamEngagements(PostgresServer &server)
{
    ConnectionOptions options;
    options.title = QCoreApplication::translate("storage", "The team store");
    options.path = server.url().text();
    const auto connection = server.lease(options, QStringLiteral("consultantos"));
    if (!connection)
        return tl::unexpected(connection.error());
    auto known = (*connection)
                     ->run(QStringLiteral("SELECT to_regclass('consultantos.rights') IS NOT NULL, "
                                          "to_regprocedure('consultantos.engagements_of_person()') IS NOT NULL"));
    if (!known)
        return tl::unexpected(known.error());
    if (!known->next())
        return tl::unexpected((*connection)->statusOf(*known).error());
    if (!known->value(0).toBool())
        return QList<TeamEngagement>();
    if (!known->value(1).toBool()) {
        if (const auto made = (*connection)->run(engagementsFunction()); !made) {
            if (made.error().code != ErrorCode::Denied)
                return tl::unexpected(made.error());
            return fail(ErrorCode::Denied,
                        QCoreApplication::translate("storage", "%1 must be brought up to date by its owner.")
                            .arg(options.title),
                        made.error().detail);
        }
    }
    auto rows = (*connection)->run(QStringLiteral("SELECT id, title, role FROM consultantos.engagements_of_person()"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<TeamEngagement> found;
    while (rows->next())
        found.append({rows->value(0).toString(), rows->value(1).toString(), rows->value(2).toString()});
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return found;
}

} // namespace consultantos
