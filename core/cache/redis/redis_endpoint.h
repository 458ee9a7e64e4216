// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// Where a Redis server is and who we are there.
struct RedisEndpoint {
    QByteArray host; ///< of TCP
    int port = 6379;
    QByteArray socketPath; ///< of a Unix socket; empty for TCP
    QByteArray user;       ///< of the server's ACL; empty: the default user
    QByteArray password;   ///< empty: none is sent
    int database = 0;

    /// Reads redis://[user[:password]@]host[:port][/database] and unix:///path?db=N&user=U&password=P. As with other
    /// clients, redis://:password@host is the default user. InvalidArgument never shows the password. rediss:// (TLS) is
    /// refused: hiredis of Debian 12 has none; a tunnel such as stunnel gives it.
    [[nodiscard]] static Result<RedisEndpoint> parse(const QString &url);

    /// For messages: host and port, or the socket's path.
    [[nodiscard]] QString toText() const;
    bool operator==(const RedisEndpoint &) const = default;
};

} // namespace consultantos
