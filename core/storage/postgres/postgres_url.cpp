// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_url.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace consultantos {
namespace {

tl::unexpected<Error> unusable(const QString &why)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("storage", "The address of the team store can't be used: %1").arg(why),
                QCoreApplication::translate("storage", "Write it as postgresql://user@host:port/database."));
}

std::optional<int> numberWithin(const QString &text, int least, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

bool isOfLibpq(const QString &name)
{
    static const QStringList names{QStringLiteral("sslmode"), QStringLiteral("sslrootcert"), QStringLiteral("sslcert"),
                                   QStringLiteral("sslkey"), QStringLiteral("target_session_attrs")};
    return names.contains(name);
}

} // namespace

bool PostgresUrl::isMeant(const QString &text)
{
    return text.startsWith(QLatin1String("postgresql:"), Qt::CaseInsensitive)
           || text.startsWith(QLatin1String("postgres:"), Qt::CaseInsensitive);
}

Result<PostgresUrl> PostgresUrl::parse(const QString &text)
{
    if (!isMeant(text))
        return unusable(QCoreApplication::translate("storage", "it doesn't begin with postgresql://."));
    const QUrl parsed(text, QUrl::StrictMode);
    if (!parsed.isValid())
        return unusable(QCoreApplication::translate(
            "storage", "it is no URL; characters such as @, / and # in a password are written as %40, %2F and %23."));
    PostgresUrl url;
    const QUrlQuery query(parsed);
    const auto decoded = [](const QString &part) { return QUrl::fromPercentEncoding(part.toUtf8()); };
    if (!parsed.host().isEmpty())
        url.host = decoded(parsed.host(QUrl::FullyEncoded));
    url.port = parsed.port(url.port);
    url.database = parsed.path(QUrl::FullyDecoded).mid(1);
    url.user = parsed.userName(QUrl::FullyDecoded);
    url.password = parsed.password(QUrl::FullyDecoded);
    if (url.database.isEmpty())
        return unusable(QCoreApplication::translate("storage", "it names no database."));
    if (url.user.isEmpty())
        return unusable(QCoreApplication::translate("storage", "it names no user."));
    constexpr int MostSeconds = 3'600;
    constexpr int MostConnections = 100;
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        const auto seconds = [&, &value = value](int least) { return numberWithin(value, least, MostSeconds); };
        const auto wrong = [&name = name] {
            return unusable(
                QCoreApplication::translate("storage", "its option %1 has a value that can't be.").arg(name));
        };
        if (name == QLatin1String("pool")) {
            const auto number = numberWithin(value, 1, MostConnections);
            if (!number)
                return wrong();
            url.pool = *number;
        } else if (name == QLatin1String("connect_timeout")) {
            const auto number = seconds(2);
            if (!number)
                return wrong();
            url.connectTimeout = std::chrono::seconds(*number);
        } else if (name == QLatin1String("statement_timeout") || name == QLatin1String("lock_timeout")) {
            const auto number = seconds(1);
            if (!number)
                return wrong();
            (name == QLatin1String("lock_timeout") ? url.lockTimeout : url.statementTimeout) =
                std::chrono::seconds(*number);
        } else if (name == QLatin1String("host")) {
            url.host = value;
        } else if (isOfLibpq(name)) {
            url.options.append({name, value});
        } else {
            return unusable(QCoreApplication::translate("storage", "it has an unknown option %1.").arg(name));
        }
    }
    return url;
}

QString PostgresUrl::text() const
{
    const auto where = host.startsWith(QLatin1Char('/')) ? QString::fromLatin1(QUrl::toPercentEncoding(host)) : host;
    return QStringLiteral("postgresql://%1@%2:%3/%4").arg(user, where).arg(port).arg(database);
}

QString withoutPasswords(QString text)
{
    static const QRegularExpression password(QStringLiteral("(postgres(?:ql)?://[^:@/\\s]*:)[^@\\s]*@"),
                                             QRegularExpression::CaseInsensitiveOption);
    return text.replace(password, QStringLiteral("\\1***@"));
}

} // namespace consultantos
