// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/list_state.h"

#include "storage/connection.h"

namespace consultantos {
namespace {

const QString RandomState = QStringLiteral("random() & 9223372036854775807");
/// The first 64 bits of a random UUID, without the sign.
const QString PostgresRandomState = QStringLiteral("('x' || translate(gen_random_uuid()::text, '-', ''))::bit(64)::"
                                                   "bigint & 9223372036854775807");
const QString MakeCounters =
    QStringLiteral("CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL)");

/// SQLite has triggers of rows alone. Their updates aren't counted by numRowsAffected().
QStringList sqliteTriggers(const QString &list, const QString &table, bool countsChanges)
{
    auto change = QStringLiteral("UPDATE counters SET value = %1 WHERE name = 'state:%2';").arg(RandomState, list);
    if (countsChanges)
        change += QStringLiteral(" UPDATE counters SET value = value + 1 WHERE name = 'changes';");
    QStringList triggers;
    for (const auto *event : {"INSERT", "UPDATE", "DELETE"})
        triggers.append(QStringLiteral("CREATE TRIGGER %1_state_%2 AFTER %3 ON %1 BEGIN %4 END")
                            .arg(table, QString::fromLatin1(event).toLower(), QLatin1String(event), change));
    return triggers;
}

QStringList postgresTriggers(const QString &list, const QString &table, bool countsChanges)
{
    const auto function = QStringLiteral("state_of_%1_by_%2").arg(list, table);
    auto change =
        QStringLiteral("UPDATE counters SET value = %1 WHERE name = 'state:%2'; ").arg(PostgresRandomState, list);
    if (countsChanges)
        change += QStringLiteral("UPDATE counters SET value = value + 1 WHERE name = 'changes'; ");
    return {QStringLiteral("CREATE FUNCTION %1() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS "
                           "$$ BEGIN %2RETURN NULL; END $$")
                .arg(function, change),
            QStringLiteral("CREATE TRIGGER %1_state AFTER INSERT OR UPDATE OR DELETE ON %1 FOR EACH STATEMENT "
                           "EXECUTE FUNCTION %2()")
                .arg(table, function)};
}

void addList(Migration &migration, const QString &list, const QStringList &tables, bool countsChanges)
{
    const auto insert = QStringLiteral("INSERT INTO counters(name, value) VALUES('state:%1', %2)");
    migration.statements.append(insert.arg(list, RandomState));
    migration.postgres.append(insert.arg(list, PostgresRandomState));
    for (const auto &table : tables) {
        migration.statements += sqliteTriggers(list, table, countsChanges);
        migration.postgres += postgresTriggers(list, table, countsChanges);
    }
}

} // namespace

Migration listStateMigration(int version, const QString &list, const QStringList &tables)
{
    Migration migration{version, {MakeCounters}, {MakeCounters}};
    addList(migration, list, tables, false);
    return migration;
}

Migration countedListsMigration(int version, const QStringList &tables)
{
    const auto count = QStringLiteral("INSERT INTO counters(name, value) VALUES('changes', 0)");
    Migration migration{version, {MakeCounters, count}, {MakeCounters, count}};
    for (const auto &table : tables)
        addList(migration, table, {table}, true);
    return migration;
}

std::optional<qint64> listState(const Connection &connection, const char *list)
{
    const auto state = connection.scalar(QStringLiteral("SELECT value FROM counters WHERE name = ?"),
                                         {QStringLiteral("state:") + QLatin1String(list)});
    return state && state->isValid() ? std::optional(state->toLongLong()) : std::nullopt;
}

} // namespace consultantos
