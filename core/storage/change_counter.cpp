// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/change_counter.h"

#include "storage/connection.h"
#include "storage/database.h"

namespace consultantos {

Status countChange(const Connection &connection)
{
    return connection.reuse(QStringLiteral("UPDATE counters SET value = value + 1 WHERE name = 'changes'"), {})
        .map([](const ReusedStatement &) {});
}

Result<qint64> countedChanges(const Database &database)
{
    const auto connection = database.connection();
    if (!connection)
        return tl::unexpected(connection.error());
    return (*connection)
        ->scalar(QStringLiteral("SELECT value FROM counters WHERE name = 'changes'"))
        .map([](const QVariant &value) { return value.toLongLong(); });
}

} // namespace consultantos
