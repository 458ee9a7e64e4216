// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/routes.h"

#include "server/api/problem.h"
#include "server/api/response_encoding.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

Result<QJsonObject> bodyOf(const ServerRequest &request)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(request.body, &error);
    if (!document.isObject())
        return fail(ErrorCode::Malformed,
                    document.isNull() ? QCoreApplication::translate("Server", "The body is no JSON: %1, at byte %2.")
                                            .arg(error.errorString(), QString::number(error.offset))
                                      : QCoreApplication::translate("Server", "The body must be one JSON object."));
    return document.object();
}

Result<QString> textOf(const QJsonObject &body, const QString &name)
{
    const auto value = body.value(name);
    if (value.isUndefined() || value.isNull() || value.isString())
        return value.toString();
    return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("Server", "The field %1 must be %2.")
                                                .arg(name, QCoreApplication::translate("Server", "a text")));
}

Result<int> numberOf(const ServerRequest &request, const QString &name, int fallback, int least, int most)
{
    const auto text = request.parameter(name);
    if (!text)
        return fallback;
    bool isNumber = false;
    const auto number = text->toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "%1 must be a whole number from %2 to %3.")
                        .arg(name, QString::number(least), QString::number(most)));
    return number;
}

Result<PageAsked> pageAsked(const ServerRequest &request)
{
    constexpr int Most = 200;
    constexpr int Usual = 50;
    const auto limit = numberOf(request, QStringLiteral("limit"), Usual, 1, Most);
    if (!limit)
        return tl::unexpected(limit.error());
    const auto offset = numberOf(request, QStringLiteral("offset"), 0, 0, 1'000'000);
    if (!offset)
        return tl::unexpected(offset.error());
    PageAsked page{*limit, *offset, request.parameter(QStringLiteral("cursor")).value_or(QString())};
    if (page.offset > 0 && !page.cursor.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Server", "A page is asked for by cursor or by offset, not by both."));
    return page;
}

ServerResponse pageResponse(QJsonObject body, const QString &path, const QString &cursor)
{
    body.insert(QStringLiteral("next_cursor"), cursor.isEmpty() ? QJsonValue() : QJsonValue(cursor));
    auto response = jsonResponse(200, body);
    if (!cursor.isEmpty()) // its characters need no encoding
        response.with("Link", QStringLiteral("<%1&cursor=%2>; rel=\"next\"").arg(path, cursor).toLatin1());
    return response;
}

QJsonValue timeText(const QDateTime &time)
{
    return time.isValid()
               ? QJsonValue(time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) + QLatin1Char('Z'))
               : QJsonValue();
}

void workFor(const std::shared_ptr<RouteContext> &context, QThreadPool &pool, const ApiCall &call,
             std::function<void()> work)
{
    pool.start([context, call, work = std::move(work)] {
        std::shared_ptr<void> speaking;
        // Tokens that are nobody's own speak for the server itself.
        if (context->services.speakFor && call.caller.isUser) {
            const auto &method = call.request.method;
            auto allowed = context->services.speakFor(call.caller.name, method != "GET" && method != "HEAD");
            if (!allowed)
                return reply(call, problem(allowed.error()));
            speaking = *std::move(allowed);
        }
        work();
    });
}

void reply(const ApiCall &call, ServerResponse response)
{
    call.writer.send(encodedFor(call.request, std::move(response)));
}

} // namespace consultantos
