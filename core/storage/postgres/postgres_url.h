// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

#include <chrono>
#include <utility>

namespace consultantos {

/// Where a team's store is and how it is spoken to: postgresql://user:password@host:port/database?option=value.
///
/// Options of ours: pool (most connections of this process, 1 to 100), statement_timeout and lock_timeout (seconds).
/// Of libpq: sslmode, sslrootcert, sslcert, sslkey, connect_timeout (seconds, 2 at least), target_session_attrs. Any other is refused:
/// a misspelt sslmode must not be silent. Without a password libpq takes PGPASSWORD, then PGPASSFILE or ~/.pgpass.
struct PostgresUrl {
    QString host = QStringLiteral("127.0.0.1"); ///< a name, an address, or the folder of a Unix socket
    int port = 5'432;
    QString database;
    QString user;
    QString password;                           ///< never in text(), messages or logs
    QList<std::pair<QString, QString>> options; ///< libpq's
    int pool = 10;
    std::chrono::milliseconds connectTimeout{5'000};
    std::chrono::milliseconds statementTimeout{60'000};
    std::chrono::milliseconds lockTimeout{5'000};

    /// InvalidArgument says what is wrong, without the password.
    [[nodiscard]] static Result<PostgresUrl> parse(const QString &text);
    /// Whether a text is meant as such a URL.
    [[nodiscard]] static bool isMeant(const QString &text);
    /// Without password and options.
    [[nodiscard]] QString text() const;

    bool operator==(const PostgresUrl &) const = default;
};

/// `text` with the password of any URL in it struck, for logs.
[[nodiscard]] QString withoutPasswords(QString text);

} // namespace consultantos
