// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/access_tokens.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>

namespace consultantos {
namespace {

QByteArray digestOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

/// Without an early end, so that the time doesn't tell how much of a guess was right.
bool isSame(const QByteArray &one, const QByteArray &other)
{
    if (one.size() != other.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < one.size(); ++i)
        difference |= static_cast<unsigned>(one[i] ^ other[i]);
    return difference == 0;
}

Result<QByteArray> makeToken(const QString &path)
{
    quint32 random[8];
    QRandomGenerator::system()->fillRange(random);
    const auto token = QByteArray(reinterpret_cast<const char *>(random), sizeof random)
                           .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(token + '\n') < 0 || !file.commit())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("Server", "The API's token can't be written to %1: %2")
                        .arg(path, file.errorString()),
                    QCoreApplication::translate("Server", "Give the program a data folder that it can write to."));
    return token;
}

Error badEntry(const QString &path)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Server", "%1 holds an entry that can't be used; the server didn't start.")
                .arg(path),
            QCoreApplication::translate("Server",
                                        "Each needs a name, sha256 in hexadecimal, and scopes among read, run, "
                                        "admin.")};
}

std::optional<AccessScopes> scopesOf(const QStringList &names)
{
    AccessScopes scopes;
    for (const auto &name : names) {
        if (name == QLatin1String("read"))
            scopes |= AccessScope::Read;
        else if (name == QLatin1String("run"))
            scopes |= AccessScope::Run;
        else if (name == QLatin1String("admin"))
            scopes |= AccessScope::Admin;
        else
            return std::nullopt;
    }
    return scopes;
}

} // namespace

QString AccessTokens::tokenPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("api-token"));
}

QString AccessTokens::tokensPath(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("api-tokens.json"));
}

Result<AccessTokens> AccessTokens::open(const QString &dataDir)
{
    AccessTokens tokens;
    QFile file(tokenPath(dataDir));
    if (file.open(QIODevice::ReadOnly))
        tokens.m_ownToken = file.readAll().trimmed();
    constexpr qsizetype Shortest = 16;
    if (tokens.m_ownToken.size() < Shortest) {
        auto made = makeToken(tokenPath(dataDir));
        if (!made)
            return tl::unexpected(made.error());
        tokens.m_ownToken = *made;
    }
    tokens.m_entries.append({digestOf(tokens.m_ownToken), {QStringLiteral("owner"), EveryScope, false}});
    if (const auto read = tokens.readMore(tokensPath(dataDir)); !read)
        return tl::unexpected(read.error());
    return tokens;
}

Status AccessTokens::readMore(const QString &path)
{
    if (!QFile::exists(path))
        return {};
    const auto content = json::readObject(path);
    if (!content)
        return tl::unexpected(content.error());
    for (const auto &value : content->value(QStringLiteral("tokens")).toArray()) {
        const auto entry = value.toObject();
        const auto name = entry.value(QStringLiteral("name")).toString();
        const auto digest = QByteArray::fromHex(entry.value(QStringLiteral("sha256")).toString().toLatin1());
        const auto scopes = scopesOf(json::toStrings(entry.value(QStringLiteral("scopes"))));
        if (name.isEmpty() || digest.size() != QCryptographicHash::hashLength(QCryptographicHash::Sha256) || !scopes)
            return tl::unexpected(badEntry(path));
        m_entries.append({digest, {name, *scopes, false}});
    }
    return {};
}

std::optional<ApiCaller> AccessTokens::find(const QByteArray &token) const
{
    const auto digest = digestOf(token);
    std::optional<ApiCaller> found;
    for (const auto &entry : m_entries) {
        if (isSame(entry.digest, digest))
            found = entry.caller;
    }
    return found;
}

} // namespace consultantos
