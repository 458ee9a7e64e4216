// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
struct DatabaseSchema;
struct StorePlace;

/// What a user may do: a viewer reads, a member also orders analyses and conversations, an admin also deletes.
enum class UserRole { Viewer, Member, Admin };

[[nodiscard]] QString userRoleName(UserRole role); ///< "viewer", "member", "admin"
[[nodiscard]] Result<UserRole> userRoleFromName(const QString &name);

struct User {
    QString name; ///< unique, whatever its case
    UserRole role = UserRole::Member;
    QDateTime createdAt;     ///< UTC
    QStringList engagements; ///< that he may work in, in alphabetical order; admins may in all
};

/// A token without its secret, which nobody keeps.
struct UserToken {
    QString id; ///< short, to revoke it by
    QString user;
    QString label;
    QDateTime createdAt;                ///< UTC
    QDateTime expiresAt;                ///< UTC
    std::optional<QDateTime> revokedAt; ///< UTC
};

/// What a token in force stands for.
struct TokenGrant {
    QByteArray digest; ///< SHA-256 of the token
    User user;
    QDateTime expiresAt; ///< UTC
};

/// The users of a data folder and their tokens (users.db). Thread-safe; every call does I/O.
class UserRepository {
public:
    explicit UserRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock);
    /// Of a data folder, or of the team whose server `place` names.
    [[nodiscard]] static Result<std::shared_ptr<Database>> openDatabase(const StorePlace &place,
                                                                        const std::shared_ptr<const Clock> &clock);
    /// Of users and of the audit log.
    [[nodiscard]] static DatabaseSchema schema();
    [[nodiscard]] static QString path(const QString &dataDir);

    /// InvalidArgument for a name that is there, or is none: 1 to 100 characters, no control characters.
    [[nodiscard]] Status add(const QString &name, UserRole role);
    /// In alphabetical order.
    [[nodiscard]] Result<QList<User>> list() const;
    [[nodiscard]] Result<User> find(const QString &name) const;
    [[nodiscard]] Status setRole(const QString &name, UserRole role);
    /// With all tokens; what he did stays in the audit log.
    [[nodiscard]] Status remove(const QString &name);

    /// "" is the data folder's own stores.
    [[nodiscard]] Status allow(const QString &name, const QString &engagement);
    [[nodiscard]] Status disallow(const QString &name, const QString &engagement);

    /// 256 random bits, in base64url. Shown now or never: only its SHA-256 is kept, which for a secret of that many bits
    /// needs no salt.
    struct NewToken {
        QByteArray secret;
        UserToken token;
    };
    [[nodiscard]] Result<NewToken> addToken(const QString &name, const QString &label, const QDateTime &expiresAt);
    /// Of one user, or of all by an empty name; the newest first.
    [[nodiscard]] Result<QList<UserToken>> tokens(const QString &name = {}) const;
    /// NotFound if there is none in force.
    [[nodiscard]] Status revoke(const QString &tokenId);

    /// All tokens in force.
    [[nodiscard]] Result<QList<TokenGrant>> grants() const;

private:
    [[nodiscard]] Status change(const QString &sql, const QVariantList &values, const QString &missing) const;
    [[nodiscard]] Result<QStringList> engagementsOf(const QString &name) const;

    std::shared_ptr<Database> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
