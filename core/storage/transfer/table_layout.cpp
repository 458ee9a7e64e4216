// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transfer/table_layout.h"

#include "storage/database.h"

#include <QTemporaryDir>

#include <map>

namespace consultantos {
namespace {

/// What counts a store's own changes and names its queue belongs to that store alone.
bool isOwn(const QString &table)
{
    static const QStringList own{QStringLiteral("counters"), QStringLiteral("queue_identity"),
                                 QStringLiteral("reservations")};
    return own.contains(table);
}

/// What still waits would be done twice, once from each store: a job by its workers, an alert by who sends for it.
QString conditionOf(const QString &table)
{
    if (table == QLatin1String("jobs"))
        return QStringLiteral("state NOT IN ('queued', 'running')");
    if (table == QLatin1String("sendings"))
        return QStringLiteral("next_try IS NULL"); // given up
    return {};
}

Result<TableLayout> layoutOf(const Connection &connection, const QString &table, bool isSearch)
{
    TableLayout layout;
    layout.name = table;
    layout.condition = conditionOf(table);
    auto columns = connection.run(QStringLiteral("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid"), {table});
    if (!columns)
        return tl::unexpected(columns.error());
    std::map<int, QString> key;
    // The row's number is a column on a server.
    if (isSearch) {
        layout.columns.append(QStringLiteral("rowid"));
        key.emplace(1, QStringLiteral("rowid"));
    }
    while (columns->next()) {
        layout.columns.append(columns->value(0).toString());
        if (const int place = columns->value(1).toInt(); place > 0)
            key.emplace(place, columns->value(0).toString());
    }
    if (auto status = connection.statusOf(*columns); !status)
        return tl::unexpected(status.error());
    for (const auto &[place, column] : key)
        layout.key.append(column);
    return layout;
}

} // namespace

Result<QList<TableLayout>> tableLayouts(const DatabaseSchema &schema, const std::shared_ptr<const Clock> &clock)
{
    const QTemporaryDir folder;
    const auto database = Database::open(folder.filePath(QStringLiteral("layout.db")), schema, clock);
    if (!database)
        return tl::unexpected(database.error());
    const auto connection = (*database)->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    // An index over another table's texts is made anew where it lies; one with texts of its own is a table on a server.
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT name, sql LIKE 'CREATE VIRTUAL TABLE%' AND sql NOT LIKE "
                                         "'%content = ''%', name IN (SELECT m.name || s.part FROM sqlite_master m, "
                                         "(SELECT '_data' AS part UNION SELECT '_idx' UNION SELECT '_content' UNION "
                                         "SELECT '_docsize' UNION SELECT '_config') s WHERE m.sql LIKE "
                                         "'CREATE VIRTUAL TABLE%') OR sql LIKE 'CREATE VIRTUAL TABLE%content = ''%' "
                                         "FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                                         "ORDER BY rowid"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<std::pair<QString, bool>> names;
    while (rows->next()) {
        if (!rows->value(2).toBool() && !isOwn(rows->value(0).toString()))
            names.append({rows->value(0).toString(), rows->value(1).toBool()});
    }
    if (auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    QList<TableLayout> layouts;
    for (const auto &[name, isSearch] : std::as_const(names)) {
        auto layout = layoutOf(**connection, name, isSearch);
        if (!layout)
            return tl::unexpected(layout.error());
        layouts.append(*std::move(layout));
    }
    return layouts;
}

} // namespace consultantos
