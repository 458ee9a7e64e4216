// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/user_repository.h"

#include "storage/connection.h"
#include "storage/database.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

QDateTime timeOf(const QVariant &value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::utc());
}

/// What a name is told apart by.
QString keyOf(const QString &name)
{
    return name.trimmed().toCaseFolded();
}

QString unknownUser(const QString &name)
{
    return QCoreApplication::translate("storage", "There is no user \"%1\".").arg(name);
}

Status checkName(const QString &name)
{
    constexpr qsizetype Longest = 100;
    const auto trimmed = name.trimmed();
    const bool isPlain = std::none_of(trimmed.begin(), trimmed.end(), [](QChar letter) { return !letter.isPrint(); });
    if (!trimmed.isEmpty() && trimmed.size() <= Longest && isPlain)
        return {};
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("storage", "A user's name has 1 to %1 printable characters.").arg(Longest));
}

QByteArray randomBytes(int words)
{
    QList<quint32> random(words);
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    return QByteArray(reinterpret_cast<const char *>(random.constData()), words * qsizetype(sizeof(quint32)));
}

QByteArray newSecret()
{
    constexpr int SecretWords = 8; // 256 bits
    return randomBytes(SecretWords).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// In hexadecimal: people give it as an argument of commands, which a text that begins with "-" can't be.
QString newTokenId()
{
    constexpr int IdWords = 2;
    return QString::fromLatin1(randomBytes(IdWords).toHex());
}

User readUser(const QSqlQuery &row, int first)
{
    User user;
    user.name = row.value(first).toString();
    user.role = userRoleFromName(row.value(first + 1).toString()).value_or(UserRole::Viewer);
    user.createdAt = timeOf(row.value(first + 2));
    return user;
}

QStringList tables()
{
    return {QStringLiteral("CREATE TABLE users(name_key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, "
                           "created_at BIGINT NOT NULL)"),
            QStringLiteral("CREATE TABLE tokens(id TEXT PRIMARY KEY, name_key TEXT NOT NULL REFERENCES "
                           "users(name_key) ON DELETE CASCADE, digest TEXT NOT NULL UNIQUE, label TEXT NOT NULL, "
                           "created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked_at BIGINT)"),
            QStringLiteral("CREATE INDEX tokens_user ON tokens(name_key)"),
            QStringLiteral("CREATE TABLE rights(name_key TEXT NOT NULL REFERENCES users(name_key) ON DELETE "
                           "CASCADE, engagement TEXT NOT NULL, PRIMARY KEY(name_key, engagement))"),
            QStringLiteral("CREATE TABLE audit(number INTEGER PRIMARY KEY AUTOINCREMENT, at BIGINT NOT NULL, actor "
                           "TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL, engagement TEXT NOT NULL, "
                           "outcome TEXT NOT NULL, origin TEXT NOT NULL)"),
            QStringLiteral("CREATE INDEX audit_actor ON audit(actor, number)")};
}

/// What keeps entries of the audit log as they were written.
QStringList sqliteGuards()
{
    return {QStringLiteral("CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, "
                           "'the audit log is only added to'); END"),
            QStringLiteral("CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, "
                           "'the audit log is only added to'); END")};
}

QStringList postgresGuards()
{
    return {QStringLiteral("CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
                           "$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$"),
            QStringLiteral("CREATE TRIGGER audit_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
                           "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()")};
}

} // namespace

QString userRoleName(UserRole role)
{
    switch (role) {
    case UserRole::Admin:
        return QStringLiteral("admin");
    case UserRole::Member:
        return QStringLiteral("member");
    case UserRole::Viewer:
        break;
    }
    return QStringLiteral("viewer");
}

Result<UserRole> userRoleFromName(const QString &name)
{
    for (const auto role : {UserRole::Viewer, UserRole::Member, UserRole::Admin}) {
        if (userRoleName(role) == name.toLower())
            return role;
    }
    return fail(
        ErrorCode::InvalidArgument,
        QCoreApplication::translate("storage", "The role \"%1\" is none of viewer, member and admin.").arg(name));
}

UserRepository::UserRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

QString UserRepository::path(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("users.db"));
}

Result<std::shared_ptr<Database>> UserRepository::openDatabase(const StorePlace &place,
                                                               const std::shared_ptr<const Clock> &clock)
{
    auto database = place.open(path(place.folder), schema(), clock, {});
    // An empty list in its place would lock everybody out, or let a thief of the audit log go unseen.
    if (database && (*database)->notice())
        return tl::unexpected(*(*database)->notice());
    return database;
}

DatabaseSchema UserRepository::schema()
{
    return {QCoreApplication::translate("storage", "The list of users"),
            0x434F5553, // "COUS"
            {{1, tables() + sqliteGuards(), tables() + postgresGuards()},
             // Of users' lists, of one user's, and of what is in force, which each server asks for each second.
             {2,
              {QStringLiteral("DROP INDEX tokens_user"),
               QStringLiteral("CREATE INDEX tokens_by_time ON tokens(created_at DESC, id)"),
               QStringLiteral("CREATE INDEX tokens_of_user ON tokens(name_key, created_at DESC, id)"),
               QStringLiteral("CREATE INDEX tokens_in_force ON tokens(expires_at) WHERE revoked_at IS NULL")}}}};
}

Status UserRepository::change(const QString &sql, const QVariantList &values, const QString &missing) const
{
    const auto use = m_database->measure("set", "users");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto done = (*connection)->run(sql, values);
    if (!done)
        return tl::unexpected(done.error());
    return done->numRowsAffected() > 0 || missing.isEmpty() ? Status() : Status(fail(ErrorCode::NotFound, missing));
}

Status UserRepository::add(const QString &name, UserRole role)
{
    if (const auto checked = checkName(name); !checked)
        return checked;
    const auto added = change(QStringLiteral("INSERT INTO users(name_key, name, role, created_at) VALUES(?, ?, ?, ?) "
                                             "ON CONFLICT(name_key) DO NOTHING"),
                              {keyOf(name), name.trimmed(), userRoleName(role), m_clock->nowUtc().toMSecsSinceEpoch()},
                              QStringLiteral("-"));
    if (!added && added.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "There is a user \"%1\" already.").arg(name.trimmed()));
    return added;
}

Result<QStringList> UserRepository::engagementsOf(const QString &name) const
{
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT engagement FROM rights WHERE name_key = ? ORDER BY engagement"),
                          {keyOf(name)});
    if (!rows)
        return tl::unexpected(rows.error());
    QStringList engagements;
    while (rows->next())
        engagements.append(rows->value(0).toString());
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return engagements;
}

Result<QList<User>> UserRepository::list() const
{
    const auto use = m_database->measure("query", "users");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)->run(QStringLiteral("SELECT name, role, created_at FROM users ORDER BY name_key"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<User> users;
    while (rows->next())
        users.append(readUser(*rows, 0));
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    for (auto &user : users) {
        auto engagements = engagementsOf(user.name);
        if (!engagements)
            return tl::unexpected(engagements.error());
        user.engagements = *std::move(engagements);
    }
    return users;
}

Result<User> UserRepository::find(const QString &name) const
{
    const auto users = list();
    if (!users)
        return tl::unexpected(users.error());
    const auto found =
        std::find_if(users->begin(), users->end(), [&](const User &user) { return keyOf(user.name) == keyOf(name); });
    return found == users->end() ? Result<User>(fail(ErrorCode::NotFound, unknownUser(name))) : Result<User>(*found);
}

Status UserRepository::setRole(const QString &name, UserRole role)
{
    return change(QStringLiteral("UPDATE users SET role = ? WHERE name_key = ?"), {userRoleName(role), keyOf(name)},
                  unknownUser(name));
}

Status UserRepository::remove(const QString &name)
{
    return change(QStringLiteral("DELETE FROM users WHERE name_key = ?"), {keyOf(name)}, unknownUser(name));
}

Status UserRepository::allow(const QString &name, const QString &engagement)
{
    if (const auto user = find(name); !user)
        return tl::unexpected(user.error());
    return change(QStringLiteral("INSERT INTO rights(name_key, engagement) VALUES(?, ?) "
                                 "ON CONFLICT(name_key, engagement) DO NOTHING"),
                  {keyOf(name), engagement.isNull() ? QStringLiteral("") : engagement.trimmed()}, {});
}

Status UserRepository::disallow(const QString &name, const QString &engagement)
{
    return change(QStringLiteral("DELETE FROM rights WHERE name_key = ? AND engagement = ?"),
                  {keyOf(name), engagement.isNull() ? QStringLiteral("") : engagement.trimmed()},
                  QCoreApplication::translate("storage", "The user \"%1\" has no such right.").arg(name));
}

Result<UserRepository::NewToken> UserRepository::addToken(const QString &name, const QString &label,
                                                          const QDateTime &expiresAt)
{
    const auto user = find(name);
    if (!user)
        return tl::unexpected(user.error());
    NewToken made;
    made.secret = newSecret();
    made.token = {newTokenId(), user->name, label, m_clock->nowUtc(), expiresAt, {}};
    const auto digest = QCryptographicHash::hash(made.secret, QCryptographicHash::Sha256).toHex();
    const auto written =
        change(QStringLiteral("INSERT INTO tokens(id, name_key, digest, label, created_at, expires_at) "
                              "VALUES(?, ?, ?, ?, ?, ?)"),
               {made.token.id, keyOf(name), QString::fromLatin1(digest), label.isNull() ? QStringLiteral("") : label,
                made.token.createdAt.toMSecsSinceEpoch(), expiresAt.toMSecsSinceEpoch()},
               {});
    if (!written)
        return tl::unexpected(written.error());
    return made;
}

Result<QList<UserToken>> UserRepository::tokens(const QString &name) const
{
    const auto use = m_database->measure("query", "users");
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    const auto ofOne = name.isEmpty() ? QString() : QStringLiteral("WHERE t.name_key = ? ");
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT t.id, u.name, t.label, t.created_at, t.expires_at, t.revoked_at FROM "
                                         "tokens t JOIN users u ON u.name_key = t.name_key %1"
                                         "ORDER BY t.created_at DESC, t.id")
                              .arg(ofOne),
                          name.isEmpty() ? QVariantList() : QVariantList{keyOf(name)});
    if (!rows)
        return tl::unexpected(rows.error());
    QList<UserToken> tokens;
    while (rows->next()) {
        UserToken token{rows->value(0).toString(), rows->value(1).toString(), rows->value(2).toString(),
                        timeOf(rows->value(3)),    timeOf(rows->value(4)),    {}};
        if (!rows->value(5).isNull())
            token.revokedAt = timeOf(rows->value(5));
        tokens.append(token);
    }
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return tokens;
}

Status UserRepository::revoke(const QString &tokenId)
{
    return change(QStringLiteral("UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"),
                  {m_clock->nowUtc().toMSecsSinceEpoch(), tokenId},
                  QCoreApplication::translate("storage", "There is no token \"%1\" in force.").arg(tokenId));
}

Result<QList<TokenGrant>> UserRepository::grants() const
{
    const auto users = list();
    if (!users)
        return tl::unexpected(users.error());
    const auto connection = m_database->connection();
    if (!connection)
        return tl::unexpected(connection.error());
    auto rows = (*connection)
                    ->run(QStringLiteral("SELECT digest, name_key, expires_at FROM tokens WHERE revoked_at IS NULL AND "
                                         "expires_at > ?"),
                          {m_clock->nowUtc().toMSecsSinceEpoch()});
    if (!rows)
        return tl::unexpected(rows.error());
    QHash<QString, User> byKey;
    for (const auto &user : *users)
        byKey.insert(keyOf(user.name), user);
    QList<TokenGrant> grants;
    while (rows->next()) {
        if (const auto user = byKey.constFind(rows->value(1).toString()); user != byKey.cend())
            grants.append({QByteArray::fromHex(rows->value(0).toByteArray()), *user, timeOf(rows->value(2))});
    }
    if (const auto status = (*connection)->statusOf(*rows); !status)
        return tl::unexpected(status.error());
    return grants;
}

} // namespace consultantos
