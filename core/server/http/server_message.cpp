// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/server_message.h"

#include <QStringDecoder>

#include <algorithm>

namespace consultantos {
namespace {

int hexDigit(char letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    const auto lower = static_cast<char>(letter | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Percent-decoded UTF-8; nothing if it isn't that, or holds a character of control.
std::optional<QString> decoded(const QByteArray &text, bool isForm)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char letter = text[i];
        if (letter == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
            if (low < 0)
                return std::nullopt;
            letter = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (letter == '+' && isForm) {
            letter = ' ';
        }
        bytes.append(letter);
    }
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decodedText = utf8(bytes);
    const bool hasControl = std::any_of(decodedText.begin(), decodedText.end(), [](QChar letter) {
        return letter < QLatin1Char(' ') || letter.unicode() == 0x7F;
    });
    if (utf8.hasError() || hasControl)
        return std::nullopt;
    return decodedText;
}

} // namespace

QByteArray ServerRequest::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QByteArray() : found->second;
}

std::optional<QString> ServerRequest::parameter(QStringView name) const
{
    const auto found =
        std::find_if(query.begin(), query.end(), [&](const auto &parameter) { return parameter.first == name; });
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 499:
        return "Client Closed Request";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return {};
    }
}

bool readTarget(const QByteArray &target, QString &path, QList<std::pair<QString, QString>> &query)
{
    const auto question = target.indexOf('?');
    const auto rawPath = question < 0 ? target : target.left(question);
    if (!rawPath.startsWith('/') || rawPath.contains('#'))
        return false;
    const auto decodedPath = decoded(rawPath, false);
    if (!decodedPath)
        return false;
    const auto segments = decodedPath->split(QLatin1Char('/'));
    if (std::any_of(segments.begin(), segments.end(), [](const QString &segment) {
            return segment == QLatin1String(".") || segment == QLatin1String("..")
                   || segment.contains(QLatin1Char('\\'));
        }))
        return false;
    path = *decodedPath;
    query.clear();
    if (question < 0)
        return true;
    for (const auto &pair : target.mid(question + 1).split('&')) {
        if (pair.isEmpty())
            continue;
        const auto equals = pair.indexOf('=');
        const auto name = decoded(equals < 0 ? pair : pair.left(equals), true);
        const auto value = decoded(equals < 0 ? QByteArray() : pair.mid(equals + 1), true);
        if (!name || !value)
            return false;
        query.append({*name, *value});
    }
    return true;
}

} // namespace consultantos
