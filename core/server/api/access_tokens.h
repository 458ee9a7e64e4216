// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFlags>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a caller may do.
enum class AccessScope {
    Read = 1, ///< see reports, jobs and answers
    Run = 2,  ///< begin and cancel analyses and conversations
    Admin = 4 ///< delete reports
};
Q_DECLARE_FLAGS(AccessScopes, AccessScope)
Q_DECLARE_OPERATORS_FOR_FLAGS(AccessScopes)

inline constexpr AccessScopes EveryScope = AccessScopes(AccessScope::Read) | AccessScope::Run | AccessScope::Admin;

/// Who asks.
struct ApiCaller {
    QString name; ///< of the user or token; "anonymous" without one
    AccessScopes scopes;
    bool isUser = false; ///< the token is a user's: he may end his own jobs alone, unless he is an admin
};

/// The bearer tokens of a data folder. `api-token` holds the folder's own, with every scope, made at the first use,
/// readable by its owner alone. `api-tokens.json` may hold more: {"tokens": [{"name", "sha256", "scopes": ["read", "run",
/// "admin"]}]}, by the SHA-256 of each in hexadecimal, so that the file gives none away. Immutable; thread-safe.
class AccessTokens {
public:
    /// Reads both files and makes the first where it is missing.
    [[nodiscard]] static Result<AccessTokens> open(const QString &dataDir);
    [[nodiscard]] static QString tokenPath(const QString &dataDir);
    [[nodiscard]] static QString tokensPath(const QString &dataDir);

    /// Takes the same time whatever is wrong with the token.
    [[nodiscard]] std::optional<ApiCaller> find(const QByteArray &token) const;
    [[nodiscard]] const QByteArray &ownToken() const { return m_ownToken; }

private:
    struct Entry {
        QByteArray digest;
        ApiCaller caller;
    };
    [[nodiscard]] Status readMore(const QString &path);

    QByteArray m_ownToken;
    QList<Entry> m_entries;
};

} // namespace consultantos
