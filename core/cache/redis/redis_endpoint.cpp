// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/redis/redis_endpoint.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

namespace consultantos {
namespace {

tl::unexpected<Error> refuse(const QString &detail)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("cache", "The address of the Redis server can't be used."), detail);
}

/// A database number; empty text is 0.
bool readDatabase(const QString &text, int &database)
{
    if (text.isEmpty())
        return true;
    bool isNumber = false;
    database = text.toInt(&isNumber);
    return isNumber && database >= 0;
}

} // namespace

Result<RedisEndpoint> RedisEndpoint::parse(const QString &url)
{
    const QUrl address(url, QUrl::StrictMode);
    const auto form = QCoreApplication::translate(
        "cache", "It is written redis://user:password@host:port/database or unix:///path?db=0&password=….");
    if (!address.isValid())
        return refuse(form);
    if (address.scheme() == QLatin1String("rediss"))
        return refuse(QCoreApplication::translate(
            "cache",
            "rediss:// needs TLS, which this build's hiredis doesn't have. Let stunnel carry the connection and "
            "give its local end as redis://."));

    RedisEndpoint endpoint;
    if (address.scheme() == QLatin1String("unix")) {
        const QUrlQuery query(address);
        endpoint.socketPath = address.path(QUrl::FullyDecoded).toUtf8();
        endpoint.user = query.queryItemValue(QStringLiteral("user"), QUrl::FullyDecoded).toUtf8();
        endpoint.password = query.queryItemValue(QStringLiteral("password"), QUrl::FullyDecoded).toUtf8();
        if (endpoint.socketPath.isEmpty()
            || !readDatabase(query.queryItemValue(QStringLiteral("db")), endpoint.database))
            return refuse(form);
        return endpoint;
    }
    if (address.scheme() != QLatin1String("redis") || address.host().isEmpty())
        return refuse(form);
    endpoint.host = address.host(QUrl::FullyEncoded).toUtf8();
    if (endpoint.host.startsWith('[') && endpoint.host.endsWith(']')) // an IPv6 address, which hiredis takes bare
        endpoint.host = endpoint.host.mid(1, endpoint.host.size() - 2);
    endpoint.port = address.port(endpoint.port);
    endpoint.user = address.userName(QUrl::FullyDecoded).toUtf8();
    endpoint.password = address.password(QUrl::FullyDecoded).toUtf8();
    if (!readDatabase(address.path().mid(1), endpoint.database))
        return refuse(form);
    return endpoint;
}

QString RedisEndpoint::toText() const
{
    if (!socketPath.isEmpty())
        return QString::fromUtf8(socketPath);
    return QStringLiteral("%1:%2").arg(QString::fromUtf8(host)).arg(port);
}

} // namespace consultantos
