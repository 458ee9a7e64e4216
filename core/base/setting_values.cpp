// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/setting_declaration.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

bool isRedisUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return false;
    if (url.scheme() == QLatin1String("unix"))
        return !url.path().isEmpty();
    // rediss:// is let through: the cache says better what to do instead.
    return (url.scheme() == QLatin1String("redis") || url.scheme() == QLatin1String("rediss")) && !url.host().isEmpty();
}

/// Without a user name and password: settings are shown and written to a plain file, so they are no place for one.
bool isHttpUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty()
           && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

/// With a user's name, as that is no secret, and never with a password.
bool isMailUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.password().isEmpty() && url.path().size() <= 1
           && (url.scheme() == QLatin1String("smtp") || url.scheme() == QLatin1String("smtps"));
}

bool areHttpUrls(const QString &text)
{
    const auto urls = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(urls.begin(), urls.end(), isHttpUrl);
}

bool isProxy(const QString &text)
{
    if (text == QLatin1String("system") || text == QLatin1String("none"))
        return true;
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.port() > 0
           && (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5"));
}

/// It goes out in a header: one line, and an address to write to.
bool isContact(const QString &text)
{
    const bool isOneLine = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    return isOneLine && text.size() <= 200 && text.contains(QLatin1Char('@'));
}

/// As it goes into a request: one line.
bool isName(const QString &text)
{
    const bool isOneLine = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    return isOneLine && text.size() <= 200 && text == text.trimmed();
}

/// Each name is a text of its own: long lists are fine, control characters aren't.
bool areNames(const QString &text)
{
    constexpr qsizetype MaxLength = 20'000;
    return text.size() <= MaxLength && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
}

bool isAllowedText(SettingType type, const QString &text)
{
    if (type == SettingType::Proxy)
        return isProxy(text);
    if (text.isEmpty())
        return true;
    switch (type) {
    case SettingType::RedisUrl:
        return isRedisUrl(text);
    case SettingType::HttpUrl:
        return isHttpUrl(text);
    case SettingType::MailUrl:
        return isMailUrl(text);
    case SettingType::HttpUrls:
        return areHttpUrls(text);
    case SettingType::Contact:
        return isContact(text);
    case SettingType::Money:
        return microUnitsOf(text).has_value();
    case SettingType::Name:
        return isName(text);
    case SettingType::Names:
        return areNames(text);
    default:
        return true;
    }
}

QVariant parseBoolean(const QString &text)
{
    const auto word = text.trimmed().toLower();
    if (QStringList{QStringLiteral("true"), QStringLiteral("1"), QStringLiteral("yes"), QStringLiteral("on")}.contains(
            word))
        return true;
    if (QStringList{QStringLiteral("false"), QStringLiteral("0"), QStringLiteral("no"), QStringLiteral("off")}.contains(
            word))
        return false;
    return {};
}

/// An address without its password; where it can't be told apart, nothing.
QString withoutPassword(const QString &text, bool withQuery)
{
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.host().isEmpty() && url.scheme() != QLatin1String("unix")))
        return QCoreApplication::translate("settings", "(not shown)");
    if (!url.userInfo().isEmpty())
        url.setUserInfo(QStringLiteral("***"));
    if (!withQuery)
        url.setQuery(QString());
    url.setFragment(QString());
    return url.toString();
}

} // namespace

QString keyOf(const SettingDeclaration &declaration)
{
    return QLatin1String(declaration.key);
}

QStringList choicesOf(const SettingDeclaration &declaration)
{
    return QString(QLatin1String(declaration.choices)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString allowedText(const SettingDeclaration &declaration)
{
    switch (declaration.type) {
    case SettingType::Boolean:
        return QCoreApplication::translate("settings", "true or false");
    case SettingType::Integer:
        return QCoreApplication::translate("settings", "a whole number from %1 to %2")
            .arg(declaration.min)
            .arg(declaration.max);
    case SettingType::Choice:
        return QCoreApplication::translate("settings", "one of %1")
            .arg(choicesOf(declaration).join(QStringLiteral(", ")));
    case SettingType::HttpUrl:
        return QCoreApplication::translate("settings", "an address https://host or http://host, or nothing");
    case SettingType::MailUrl:
        return QCoreApplication::translate("settings",
                                           "an address smtp://user@host:587 or smtps://user@host:465, or nothing");
    case SettingType::HttpUrls:
        return QCoreApplication::translate("settings",
                                           "addresses https://host or http://host, separated by blanks, or nothing");
    case SettingType::Proxy:
        return QCoreApplication::translate("settings", "system, none, http://host:port or socks5://host:port");
    case SettingType::Contact:
        return QCoreApplication::translate("settings", "a name with an e-mail address, or nothing");
    case SettingType::FilePath:
        return QCoreApplication::translate("settings", "the path of a file, or nothing");
    case SettingType::Money:
        return QCoreApplication::translate("settings", "an amount such as 2.50, or nothing");
    case SettingType::Name:
        return QCoreApplication::translate("settings", "a name on one line, or nothing");
    case SettingType::Names:
        return QCoreApplication::translate("settings", "names separated by semicolons, or nothing");
    case SettingType::Words:
        return QCoreApplication::translate("settings", "some of %1, separated by blanks, or nothing")
            .arg(choicesOf(declaration).join(QStringLiteral(", ")));
    case SettingType::RedisUrl:
        break;
    }
    return QCoreApplication::translate("settings", "an address redis://host:port or unix:///path, or nothing");
}

QVariant parseSetting(const SettingDeclaration &declaration, const QString &text)
{
    switch (declaration.type) {
    case SettingType::Boolean:
        return parseBoolean(text);
    case SettingType::Integer: {
        bool ok = false;
        const int number = text.trimmed().toInt(&ok);
        return ok && number >= declaration.min && number <= declaration.max ? QVariant(number) : QVariant();
    }
    case SettingType::Choice:
        return choicesOf(declaration).contains(text) ? QVariant(text) : QVariant();
    case SettingType::Words: {
        const auto allowed = choicesOf(declaration);
        const auto words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const bool areAllowed =
            std::all_of(words.begin(), words.end(), [&](const QString &word) { return allowed.contains(word); });
        return areAllowed ? QVariant(words.join(QLatin1Char(' '))) : QVariant();
    }
    default:
        return isAllowedText(declaration.type, text) ? QVariant(text) : QVariant();
    }
}

QVariant parseSetting(const SettingDeclaration &declaration, const QJsonValue &value)
{
    switch (declaration.type) {
    case SettingType::Boolean:
        return value.isBool() ? QVariant(value.toBool()) : QVariant();
    case SettingType::Integer: {
        const double number = value.toDouble(std::nan(""));
        return number == std::floor(number) && number >= declaration.min && number <= declaration.max
                   ? QVariant(int(number))
                   : QVariant();
    }
    default:
        return value.isString() ? parseSetting(declaration, value.toString()) : QVariant();
    }
}

std::optional<qint64> microUnitsOf(const QString &amount)
{
    // Nine digits of units are far above any budget and keep sums within 64 bits.
    static const QRegularExpression Form(QStringLiteral("^(\\d{1,9})(?:\\.(\\d{1,6}))?$"));
    constexpr qint64 Unit = 1'000'000;
    constexpr int Decimals = 6;
    const auto match = Form.match(amount);
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toLongLong() * Unit
           + match.captured(2).leftJustified(Decimals, QLatin1Char('0')).toLongLong();
}

QString shownSetting(const SettingDeclaration &declaration, const QString &text)
{
    // Plain addresses have no password in them; a rejected one may.
    const bool isPlainAddress = declaration.type == SettingType::HttpUrl || declaration.type == SettingType::HttpUrls;
    const bool isAllowedWord = declaration.type == SettingType::Proxy && !text.contains(QLatin1Char(':'));
    if (!(declaration.secret || (isPlainAddress && !isAllowedText(declaration.type, text))) || isAllowedWord)
        return text;
    QStringList shown;
    for (const auto &address : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        shown.append(withoutPassword(address, isPlainAddress));
    return shown.join(QLatin1Char(' '));
}

} // namespace consultantos
