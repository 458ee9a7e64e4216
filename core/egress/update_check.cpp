// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/update_check.h"

#include "egress/http_client.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QVersionNumber>

namespace consultantos {

namespace {

constexpr qint64 MaxAnswerBytes = 256LL * 1024;

/// The text goes into the window: nothing but digits and dots may.
QString versionOf(const QJsonObject &answer)
{
    static const QRegularExpression pattern(QStringLiteral("^v?(\\d{1,6}(?:\\.\\d{1,6}){0,3})$"));
    for (const auto *key : {"version", "tag_name"}) {
        const auto match = pattern.match(answer[QLatin1String(key)].toString());
        if (match.hasMatch())
            return match.captured(1);
    }
    return {};
}

QUrl pageOf(const QJsonObject &answer)
{
    for (const auto *key : {"page", "html_url"}) {
        const QUrl page(answer[QLatin1String(key)].toString(), QUrl::StrictMode);
        if (page.isValid() && (page.scheme() == QLatin1String("https") || page.scheme() == QLatin1String("http")))
            return page;
    }
    return {};
}

} // namespace

Result<std::optional<NewerRelease>> newerReleaseIn(const QByteArray &answer, const QString &current)
{
    const auto object = QJsonDocument::fromJson(answer).object();
    const auto version = versionOf(object);
    if (version.isEmpty())
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Update", "Whether there is a newer version isn't known: the answer "
                                                          "names none."),
                    QCoreApplication::translate("Update", "Check the setting update_check_url."));
    if (QVersionNumber::fromString(version).normalized() <= QVersionNumber::fromString(current).normalized())
        return std::nullopt;
    return NewerRelease{version, pageOf(object)};
}

Result<std::optional<NewerRelease>> lookForUpdate(HttpClient &client, const QUrl &address, const QString &current,
                                                  const CancellationToken &cancel)
{
    HttpRequest request;
    request.url = address;
    request.kind = QStringLiteral("update_check");
    request.expects = ExpectedContent::Json;
    request.maxBodyBytes = MaxAnswerBytes;
    request.maxAttempts = 1; // the next start asks again
    return client.fetch(request, cancel).and_then([&](const HttpResponse &response) {
        return newerReleaseIn(response.body, current);
    });
}

} // namespace consultantos
