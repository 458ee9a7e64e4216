// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_setup.h"

#include "storage/postgres/postgres_connection.h"
#include "storage/quoted_name.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

namespace consultantos {
namespace {

} // namespace

QString engagementsFunction()
{
    return QStringLiteral(
        "CREATE OR REPLACE FUNCTION consultantos.engagements_of_person() RETURNS TABLE(id text, title "
        "text, role text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$ "
        "SELECT e.id, e.title, r.role FROM consultantos.engagements e JOIN consultantos.rights r ON "
        "r.engagement = e.id WHERE r.person = consultantos.person() ORDER BY lower(e.title), e.id $$");
}

namespace {

/// What all stores of a database share: the search's words, and who may do what. Anyone may call the functions; the
/// tables are read through them alone. A login that stands in `services` is believed when it says for whom it speaks
/// (app.user); any other speaks for itself, whatever it sets.
const QStringList &commonStatements()
{
    static const QStringList statements{
        QStringLiteral("CREATE SCHEMA consultantos"),
        QStringLiteral("GRANT USAGE ON SCHEMA consultantos TO PUBLIC"),
        QStringLiteral(
            "CREATE TEXT SEARCH DICTIONARY consultantos.porter_words (TEMPLATE = snowball, LANGUAGE = porter)"),
        QStringLiteral("CREATE TEXT SEARCH DICTIONARY consultantos.plain_words (TEMPLATE = simple)"),
        QStringLiteral("CREATE TEXT SEARCH CONFIGURATION consultantos.porter (PARSER = pg_catalog.default)"),
        QStringLiteral("CREATE TEXT SEARCH CONFIGURATION consultantos.plain (PARSER = pg_catalog.default)"),
        QStringLiteral(
            "ALTER TEXT SEARCH CONFIGURATION consultantos.porter ADD MAPPING FOR asciiword, word, numword, "
            "int, uint, float, sfloat, version, numhword, asciihword, hword, file, host, url, url_path, email "
            "WITH consultantos.porter_words"),
        QStringLiteral(
            "ALTER TEXT SEARCH CONFIGURATION consultantos.plain ADD MAPPING FOR asciiword, word, numword, "
            "int, uint, float, sfloat, version, numhword, asciihword, hword, file, host, url, url_path, email "
            "WITH consultantos.plain_words"),
        QStringLiteral(
            "CREATE FUNCTION consultantos.folded(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
            "$$ SELECT regexp_replace(lower(regexp_replace(normalize($1, NFD), '[\\u0300-\\u036f]', '', 'g') "
            "COLLATE \"und-x-icu\"), '[^[:alnum:]]+', ' ', 'g') $$"),
        QStringLiteral("CREATE TABLE consultantos.engagements(id text PRIMARY KEY, title text NOT NULL)"),
        QStringLiteral("CREATE TABLE consultantos.rights(engagement text REFERENCES consultantos.engagements(id) ON "
                       "DELETE CASCADE, person text, role text NOT NULL CHECK (role IN ('reader', 'editor', 'owner')), "
                       "PRIMARY KEY(engagement, person))"),
        QStringLiteral("CREATE TABLE consultantos.services(login name PRIMARY KEY)"),
        QStringLiteral("CREATE FUNCTION consultantos.person() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER "
                       "SET search_path = pg_catalog AS $$ SELECT CASE WHEN EXISTS(SELECT 1 FROM consultantos.services "
                       "WHERE login = session_user) THEN coalesce(nullif(current_setting('app.user', true), ''), "
                       "session_user::text) ELSE session_user::text END $$"),
        QStringLiteral(
            "CREATE FUNCTION consultantos.may(wanted_engagement text, wanted_role text) RETURNS boolean "
            "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$ SELECT EXISTS(SELECT 1 "
            "FROM consultantos.rights WHERE engagement = wanted_engagement AND person = consultantos.person() "
            "AND array_position(ARRAY['reader', 'editor', 'owner'], role) >= "
            "array_position(ARRAY['reader', 'editor', 'owner'], wanted_role)) $$"),
        QStringLiteral(
            "CREATE FUNCTION consultantos.begin_engagement(new_id text, new_title text) RETURNS void LANGUAGE "
            "sql SECURITY DEFINER SET search_path = pg_catalog AS $$ WITH added AS (INSERT INTO "
            "consultantos.engagements(id, title) SELECT new_id, new_title WHERE "
            "has_database_privilege(session_user, current_database(), 'CREATE') ON CONFLICT DO NOTHING RETURNING "
            "id) INSERT INTO consultantos.rights(engagement, person, role) SELECT id, consultantos.person(), "
            "'owner' FROM added $$"),
        QStringLiteral("CREATE FUNCTION consultantos.grant_right(of_engagement text, to_person text, new_role text) "
                       "RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN "
                       "IF NOT consultantos.may(of_engagement, 'owner') THEN RAISE insufficient_privilege; END IF; "
                       "INSERT INTO consultantos.rights VALUES(of_engagement, to_person, new_role) "
                       "ON CONFLICT(engagement, person) DO UPDATE SET role = excluded.role; END $$"),
        QStringLiteral("CREATE FUNCTION consultantos.revoke_right(of_engagement text, from_person text) RETURNS void "
                       "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$ BEGIN "
                       "IF NOT consultantos.may(of_engagement, 'owner') THEN RAISE insufficient_privilege; END IF; "
                       "DELETE FROM consultantos.rights WHERE engagement = of_engagement AND person = from_person; "
                       "END $$"),
        engagementsFunction(),
        QStringLiteral("CREATE FUNCTION consultantos.tell_change() RETURNS trigger LANGUAGE plpgsql SET search_path = "
                       "pg_catalog AS $$ BEGIN PERFORM pg_notify('consultantos_changes', TG_TABLE_SCHEMA || ' ' || "
                       "new.value::text); RETURN NULL; END $$")};
    return statements;
}

constexpr qint64 SetUpLock = 0x434F5345; ///< "COSE": the setting up of any store of a database

Status runEach(const PostgresConnection &connection, const QStringList &statements)
{
    for (const auto &statement : statements) {
        if (auto done = connection.script(statement); !done)
            return done;
    }
    return {};
}

/// Every row of every table belongs to the engagement; who may read or write is asked once a statement, not once a row.
Status secureTables(const PostgresConnection &connection, const PostgresStoreName &name)
{
    const auto schema = name.schema();
    auto tables = connection.run(QStringLiteral("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ? AND "
                                                "NOT rowsecurity AND tablename <> 'schema_version'"),
                                 {schema});
    if (!tables)
        return tl::unexpected(tables.error());
    QStringList statements{QStringLiteral("GRANT USAGE ON SCHEMA %1 TO PUBLIC").arg(quotedName(schema)),
                           QStringLiteral("GRANT SELECT ON schema_version TO PUBLIC")};
    const auto may = [&name](const char *role) {
        return QStringLiteral("((SELECT consultantos.may(%1, '%2')))")
            .arg(quotedText(name.engagement), QLatin1String(role));
    };
    while (tables->next()) {
        const auto table = quotedName(schema) + QLatin1Char('.') + quotedName(tables->value(0).toString());
        statements += {QStringLiteral("ALTER TABLE %1 ENABLE ROW LEVEL SECURITY").arg(table),
                       QStringLiteral("CREATE POLICY readers ON %1 FOR SELECT USING %2").arg(table, may("reader")),
                       QStringLiteral("CREATE POLICY editors ON %1 USING %2 WITH CHECK %2").arg(table, may("editor")),
                       QStringLiteral("GRANT SELECT, INSERT, UPDATE, DELETE ON %1 TO PUBLIC").arg(table)};
        if (tables->value(0).toString() == QLatin1String("counters"))
            statements.append(QStringLiteral("CREATE TRIGGER tell_change AFTER UPDATE ON %1 FOR EACH ROW WHEN "
                                             "(new.name = 'changes') EXECUTE FUNCTION consultantos.tell_change()")
                                  .arg(table));
    }
    return runEach(connection, statements);
}

Status migrate(const PostgresConnection &connection, const PostgresStoreName &name, const DatabaseSchema &schema,
               int version)
{
    for (const auto &migration : schema.migrations) {
        if (migration.version <= version)
            continue;
        if (migration.postgres.isEmpty()) {
            for (const auto &statement : migration.statements) {
                if (auto done = connection.script(postgresDefinition(statement)); !done)
                    return done;
            }
        }
        for (const auto &statement : migration.postgres) {
            auto text = postgresDefinition(statement);
            text.replace(QLatin1String(":engagement"), quotedText(name.engagement));
            if (auto done = connection.script(text); !done)
                return done;
        }
    }
    return connection.run(QStringLiteral("UPDATE schema_version SET version = ?"), {qint64(schema.migrations.size())})
        .map([](const QSqlQuery &) {})
        .and_then([&] { return secureTables(connection, name); });
}

struct Present {
    bool isThere = false;
    int version = 0;
};

Result<Present> presentVersion(const PostgresConnection &connection, const PostgresStoreName &name,
                               const DatabaseSchema &schema)
{
    const auto table = quotedName(name.schema()) + QStringLiteral(".schema_version");
    const auto known = connection.scalar(QStringLiteral("SELECT to_regclass(?) IS NOT NULL"), {table});
    if (!known)
        return tl::unexpected(known.error());
    if (!known->toBool())
        return Present();
    auto row = connection.run(QStringLiteral("SELECT application, version FROM ") + table);
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next() || row->value(0).toLongLong() != qint64(schema.applicationId))
        return fail(
            ErrorCode::Corrupt, QCoreApplication::translate("storage", "%1 is damaged.").arg(schema.title),
            QCoreApplication::translate("storage", "The schema %1 was not made by this program.").arg(name.schema()));
    const int version = row->value(1).toInt();
    if (version > schema.migrations.size())
        return fail(ErrorCode::NewerVersion,
                    QCoreApplication::translate("storage",
                                                "%1 was written by a newer version of the program and can't be opened.")
                        .arg(schema.title),
                    QCoreApplication::translate("storage", "Install the newer version."));
    return Present{true, version};
}

/// In the transaction that is open. pg_temp stands last in the path that functions keep: in the first place, where it is
/// otherwise, a caller's own table or view could stand for one of ours in what runs with the owner's rights.
Status bringUpToDate(const PostgresConnection &connection, const PostgresStoreName &name, const DatabaseSchema &schema)
{
    const auto common = connection.scalar(QStringLiteral("SELECT to_regnamespace('consultantos') IS NOT NULL"));
    if (!common)
        return tl::unexpected(common.error());
    if (!common->toBool()) {
        if (auto made = runEach(connection, commonStatements()); !made)
            return made;
    }
    const auto present = presentVersion(connection, name, schema);
    if (!present)
        return tl::unexpected(present.error());
    const auto quoted = quotedName(name.schema());
    if (!present->isThere) {
        if (auto made = runEach(
                connection,
                {QStringLiteral("SELECT consultantos.begin_engagement(%1, %2)")
                     .arg(quotedText(name.engagement), quotedText(name.title)),
                 QStringLiteral("CREATE SCHEMA %1").arg(quoted),
                 QStringLiteral("SET LOCAL search_path TO %1, consultantos, pg_temp").arg(quoted),
                 QStringLiteral("CREATE TABLE schema_version(application bigint NOT NULL, version bigint NOT NULL)"),
                 QStringLiteral("INSERT INTO schema_version VALUES(%1, 0)").arg(schema.applicationId)});
            !made)
            return made;
    }
    return connection.script(QStringLiteral("SET LOCAL search_path TO %1, consultantos, pg_temp").arg(quoted))
        .and_then([&] { return migrate(connection, name, schema, present->version); });
}

} // namespace

QString PostgresStoreName::schema() const
{
    // "readable-hash" of an engagement's folder: the hash stays whole.
    constexpr qsizetype LongestReadable = 30;
    const auto hash = engagement.section(QLatin1Char('-'), -1);
    const auto readable = engagement.section(QLatin1Char('-'), 0, -2).left(LongestReadable);
    return (readable.isEmpty() ? engagement.left(LongestReadable) : readable + QLatin1Char('-') + hash)
           + QLatin1Char('_') + store;
}

QString postgresDefinition(const QString &statement)
{
    static const std::pair<QRegularExpression, QString> words[] = {
        {QRegularExpression(QStringLiteral("\\bINTEGER PRIMARY KEY( AUTOINCREMENT)?")),
         QStringLiteral("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY")},
        {QRegularExpression(QStringLiteral("\\bINTEGER\\b")), QStringLiteral("BIGINT")},
        {QRegularExpression(QStringLiteral("\\bREAL\\b")), QStringLiteral("DOUBLE PRECISION")},
        {QRegularExpression(QStringLiteral("\\bBLOB\\b")), QStringLiteral("BYTEA")},
        {QRegularExpression(QStringLiteral("\\bTEXT\\b(?! SEARCH)")), QStringLiteral("TEXT COLLATE \"C\"")},
        {QRegularExpression(QStringLiteral(" WITHOUT ROWID\\b")), QString()}};
    auto text = statement;
    for (const auto &[pattern, replacement] : words)
        text.replace(pattern, replacement);
    return text;
}

Status setUpStore(const PostgresConnection &connection, const PostgresStoreName &name, const DatabaseSchema &schema)
{
    const auto present = presentVersion(connection, name, schema);
    if (!present)
        return tl::unexpected(present.error());
    if (present->isThere && present->version == schema.migrations.size())
        return {};
    auto done = connection.script(QStringLiteral("BEGIN; SELECT pg_advisory_xact_lock(%1)").arg(SetUpLock))
                    .and_then([&] { return bringUpToDate(connection, name, schema); })
                    .and_then([&] { return connection.script(QStringLiteral("COMMIT")); });
    if (done)
        return done;
    static_cast<void>(connection.script(QStringLiteral("ROLLBACK")));
    if (done.error().code == ErrorCode::Denied)
        return fail(ErrorCode::Denied,
                    present->isThere
                        ? QCoreApplication::translate("storage", "%1 must be brought up to date by its owner.")
                              .arg(schema.title)
                        : QCoreApplication::translate("storage", "%1 isn't set up, and you have no right to do it.")
                              .arg(schema.title),
                    done.error().detail);
    return done;
}

Result<PostgresRights> rightsOf(const PostgresConnection &connection, const PostgresStoreName &name)
{
    auto row = connection.run(QStringLiteral("SELECT consultantos.may(?, 'reader'), consultantos.may(?, 'editor')"),
                              {name.engagement, name.engagement});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return tl::unexpected(connection.statusOf(*row).error());
    return PostgresRights{row->value(0).toBool(), row->value(1).toBool()};
}

} // namespace consultantos
