// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace consultantos {

class PostgresServer;

/// An engagement of a team's store to which somebody has a right.
struct TeamEngagement {
    QString id;    ///< "main", or the name of its folder
    QString title; ///< as its people call it
    QString role;  ///< "reader", "editor" or "owner"

    [[nodiscard]] bool isMain() const { return id == QLatin1String("main"); } ///< the stores without an engagement
};

/// Of the login, or of the person that it speaks for, by title. Where a database of an earlier version can't tell yet, and
/// the login may not teach it, Denied says who may; a database without stores has none. Does I/O.
[[nodiscard]] Result<QList<TeamEngagement>> teamEngagements(PostgresServer &server);

} // namespace consultantos
