// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "server/api/access_tokens.h"
#include "server/api/router.h"
#include "server/api/user_callers.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

namespace consultantos {

/// Who may ask what, decided by a request's header alone.
///
/// - Host must be this server's own name or address: a page of the web whose name was bent to this machine (DNS rebinding)
///   doesn't know it. Names beyond the loopback ones are given.
/// - Origin, where a browser sends one, must be this server itself or one that was allowed: no page of another site may
///   act for the user (cross-site request forgery), and no answer says otherwise (no CORS).
/// - A route needs a scope, a token gives scopes. Anonymous callers have all of them where that is allowed.
/// - A token has a rate. Thread-safe.
class AccessGuard {
public:
    struct Options {
        QStringList hosts; ///< further names of this server, without port; "*": any, behind a proxy that checks
        QStringList allowedOrigins; ///< "https://name:port"
        bool allowsAnonymous = false;
        double requestsPerMinute = 0; ///< of one token; 0: without limit
    };

    /// `users` knows further tokens; null: there are no users.
    AccessGuard(Options options, AccessTokens tokens, std::shared_ptr<const Clock> clock,
                std::shared_ptr<const UserCallers> users = nullptr);

    struct Decision {
        std::optional<ServerResponse> refusal;
        ApiCaller caller; ///< nameless where it isn't known
    };
    /// `route` null: there is none, and only strangers are told so by 401.
    [[nodiscard]] Decision decide(const ServerRequest &head, const ApiRoute *route);

private:
    [[nodiscard]] bool isOwnHost(const QByteArray &host) const;
    [[nodiscard]] bool isOwnOrigin(const ServerRequest &head) const;
    /// How long the caller must wait; zero if not at all.
    [[nodiscard]] std::chrono::milliseconds take(const QString &name);

    Options m_options;
    AccessTokens m_tokens;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const UserCallers> m_users;
    struct Bucket {
        double tokens = 0;
        std::chrono::nanoseconds filledAt{0};
    };
    std::mutex m_mutex;
    std::map<QString, Bucket> m_buckets; ///< by the token's name: there are no more than tokens
};

} // namespace consultantos
