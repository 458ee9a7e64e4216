// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/session_request.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace consultantos {
namespace {

QByteArray bytesOf(boost::beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isPlainId(const QByteArray &id)
{
    constexpr qsizetype Longest = 64;
    return !id.isEmpty() && id.size() <= Longest && std::all_of(id.begin(), id.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')
               || letter == '-' || letter == '_' || letter == '.';
    });
}

QByteArray newRequestId()
{
    return QByteArray::number(QRandomGenerator::global()->generate64(), 16).rightJustified(16, '0');
}

/// IMF-fixdate (RFC 9110, 5.6.7), made once a second for each thread.
const std::string &dateText()
{
    thread_local qint64 second = 0;
    thread_local std::string text;
    const auto now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, QTimeZone::utc()),
                             QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
                   .toStdString();
    }
    return text;
}

} // namespace

QString readHead(const boost::beast::http::request<boost::beast::http::string_body> &message, ServerRequest &request)
{
    int hosts = 0;
    int codings = 0;
    for (const auto &field : message) {
        request.headers.append({bytesOf(field.name_string()), bytesOf(field.value())});
        hosts += field.name() == boost::beast::http::field::host ? 1 : 0;
        codings += field.name() == boost::beast::http::field::transfer_encoding ? 1 : 0;
    }
    const auto id = request.header("X-Request-Id");
    request.id = isPlainId(id) ? id : newRequestId();
    request.method = bytesOf(message.method_string());
    request.target = bytesOf(message.target());
    if (message.version() != 11 && message.version() != 10)
        return QStringLiteral("Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    if (hosts > 1 || (hosts == 0 && message.version() >= 11))
        return QStringLiteral("The request needs exactly one Host header.");
    // Beast takes any other coding for a request without a body: what follows would be the next request (RFC 9112, 6.1).
    if (codings > 0
        && (codings > 1 || message.version() < 11
            || request.header("Transfer-Encoding").trimmed().compare("chunked", Qt::CaseInsensitive) != 0))
        return QStringLiteral("The only transfer coding here is chunked.");
    if (!readTarget(request.target, request.path, request.query))
        return QStringLiteral("The request's target is not a plain path.");
    return {};
}

std::string headText(const ServerResponse &response, const AnswerFraming &framing)
{
    std::string text = framing.isVersion10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    text.reserve(512);
    text += std::to_string(response.status) + ' ' + reasonPhrase(response.status).toStdString() + "\r\n";
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    for (const auto &[name, value] : response.headers)
        add({name.constData(), static_cast<std::size_t>(name.size())},
            {value.constData(), static_cast<std::size_t>(value.size())});
    add("Date", dateText());
    if (!framing.requestId.isEmpty())
        add("X-Request-Id", framing.requestId.toStdString());
    if (framing.isChunked)
        add("Transfer-Encoding", "chunked");
    else if (!framing.isStreamed && response.status != 204 && response.status != 304)
        add("Content-Length", std::to_string(response.body.size()));
    if (!framing.isKeptAlive)
        add("Connection", "close");
    else if (framing.isVersion10)
        add("Connection", "keep-alive");
    text += "\r\n";
    return text;
}

QByteArray chunkOf(const QByteArray &piece)
{
    return piece.isEmpty() ? piece : QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

} // namespace consultantos
