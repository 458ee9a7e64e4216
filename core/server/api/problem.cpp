// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/api/problem.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {
namespace {

/// Whether an error's words may go to a client: those that speak of the request, not of files and stores.
bool isForClients(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unreadable:
    case ErrorCode::Corrupt:
    case ErrorCode::NewerVersion:
    case ErrorCode::ReadOnly:
    case ErrorCode::DiskFull:
    case ErrorCode::Internal:
        return false;
    default:
        return true;
    }
}

} // namespace

ServerResponse jsonResponse(int status, const QJsonObject &body)
{
    ServerResponse response;
    response.status = status;
    response.with("Content-Type", "application/json");
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

ServerResponse problem(int status, const QString &detail, const QString &code)
{
    QJsonObject body{{QStringLiteral("type"), QStringLiteral("about:blank")},
                     {QStringLiteral("title"), QString::fromLatin1(reasonPhrase(status))},
                     {QStringLiteral("status"), status},
                     {QStringLiteral("detail"), detail}};
    if (!code.isEmpty())
        body.insert(QStringLiteral("code"), code);
    ServerResponse response;
    response.status = status;
    response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::Malformed:
        return 422;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::NotDerivable:
        return 422;
    case ErrorCode::Busy:
    case ErrorCode::Offline:
    case ErrorCode::Network:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
        return 503;
    case ErrorCode::TimedOut:
        return 504;
    case ErrorCode::Cancelled:
        return 499;
    case ErrorCode::RateLimited:
        return 429;
    case ErrorCode::Denied:
        return 403;
    default:
        return 500;
    }
}

ServerResponse problem(const Error &error)
{
    const auto status = statusOf(error.code);
    if (!isForClients(error.code))
        return problem(status, QCoreApplication::translate("Server", "The server could not do this; its log says why."),
                       errorCodeName(error.code));
    const auto detail = error.detail.isEmpty() ? error.message : error.message + QLatin1Char(' ') + error.detail;
    auto response = problem(status, detail, errorCodeName(error.code));
    if (error.retryAfter)
        response.with("Retry-After",
                      QByteArray::number(std::max<qint64>(1, (error.retryAfter->count() + 999) / 1'000)));
    return response;
}

} // namespace consultantos
