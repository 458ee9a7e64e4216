// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/access_guard.h"

#include "server/api/problem.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {
namespace {

/// Without the port: "[::1]:8080" is "[::1]".
QString hostName(const QByteArray &host)
{
    const auto text = QString::fromLatin1(host).toLower();
    const auto colon = text.lastIndexOf(QLatin1Char(':'));
    return colon > text.lastIndexOf(QLatin1Char(']')) ? text.left(colon) : text;
}

QByteArray bearerOf(const ServerRequest &head)
{
    const auto value = head.header("Authorization");
    constexpr QByteArrayView Scheme = "bearer ";
    return value.left(Scheme.size()).toLower() == Scheme ? value.mid(Scheme.size()).trimmed() : QByteArray();
}

ServerResponse unauthorised(const QString &detail)
{
    return problem(401, detail, QStringLiteral("unauthorised"))
        .with("WWW-Authenticate", "Bearer realm=\"consultantos\"");
}

} // namespace

AccessGuard::AccessGuard(Options options, AccessTokens tokens, std::shared_ptr<const Clock> clock,
                         std::shared_ptr<const UserCallers> users)
    : m_options(std::move(options))
    , m_tokens(std::move(tokens))
    , m_clock(std::move(clock))
    , m_users(std::move(users))
{
}

bool AccessGuard::isOwnHost(const QByteArray &host) const
{
    static const QStringList Loopback{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                                      QStringLiteral("[::1]")};
    const auto name = hostName(host);
    return Loopback.contains(name) || m_options.hosts.contains(name) || m_options.hosts.contains(QLatin1String("*"));
}

bool AccessGuard::isOwnOrigin(const ServerRequest &head) const
{
    const auto origin = head.header("Origin").toLower();
    if (origin.isEmpty())
        return true;
    const auto own = (head.isSecure ? QByteArray("https://") : QByteArray("http://")) + head.header("Host").toLower();
    return origin == own || m_options.allowedOrigins.contains(QString::fromLatin1(origin));
}

std::chrono::milliseconds AccessGuard::take(const QString &name)
{
    if (m_options.requestsPerMinute <= 0)
        return std::chrono::milliseconds(0);
    const auto perSecond = m_options.requestsPerMinute / 60;
    const auto burst = std::max(1.0, m_options.requestsPerMinute / 6); // ten seconds' worth
    const auto now = m_clock->steadyNow();
    const std::lock_guard lock(m_mutex);
    auto [bucket, isNew] = m_buckets.try_emplace(name, Bucket{burst, now});
    auto &[tokens, filledAt] = bucket->second;
    tokens = std::min(burst, tokens + perSecond * std::chrono::duration<double>(now - filledAt).count());
    filledAt = now;
    if (tokens >= 1) {
        tokens -= 1;
        return std::chrono::milliseconds(0);
    }
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>((1 - tokens) / perSecond));
}

AccessGuard::Decision AccessGuard::decide(const ServerRequest &head, const ApiRoute *route)
{
    const auto refused = [](ServerResponse response) { return Decision{std::move(response), {}}; };
    if (!isOwnHost(head.header("Host")))
        return refused(problem(421, QCoreApplication::translate("Server", "This server has another name."),
                               QStringLiteral("foreign_host")));
    if (!isOwnOrigin(head))
        return refused(problem(403, QCoreApplication::translate("Server", "Pages of other sites may not ask here."),
                               QStringLiteral("foreign_origin")));
    if (route && !route->scope)
        return {std::nullopt, {QStringLiteral("anonymous"), {}, false}};

    ApiCaller caller{QStringLiteral("anonymous"), m_options.allowsAnonymous ? EveryScope : AccessScopes(), false};
    const auto token = bearerOf(head);
    if (!token.isEmpty() || !m_options.allowsAnonymous) {
        auto known = m_tokens.find(token);
        if (!known && m_users)
            known = m_users->find(token);
        if (!known)
            return refused(unauthorised(
                token.isEmpty()
                    ? QCoreApplication::translate("Server", "A bearer token is needed.")
                    : QCoreApplication::translate("Server", "The bearer token is not one of this server's.")));
        caller = *known;
    }
    if (const auto wait = take(caller.name); wait.count() > 0)
        return refused(problem(429, QCoreApplication::translate("Server", "Too many requests with this token."),
                               QStringLiteral("rate_limited"))
                           .with("Retry-After", QByteArray::number((wait.count() + 999) / 1'000)));
    // Told with the caller's name, so that what was refused can be put down.
    if (route && !caller.scopes.testFlag(*route->scope))
        return {problem(403, QCoreApplication::translate("Server", "The token doesn't allow this."),
                        QStringLiteral("scope")),
                caller};
    return {std::nullopt, caller};
}

} // namespace consultantos
