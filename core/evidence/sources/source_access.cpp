// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/source_access.h"

#include "egress/egress_gate.h"
#include "egress/retry_policy.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace consultantos {

SourceAccess::SourceAccess(SourceServices services, Settings settings, const QString &sourceId)
    : m_services(std::move(services))
    , m_settings(std::move(settings))
    , m_info(&networkSource(sourceId))
{
}

Status SourceAccess::ready() const
{
    if (!m_services.isTrial && !m_settings.isSourceEnabled(m_info->id))
        return fail(
            ErrorCode::Denied,
            QCoreApplication::translate("Sources", "%1 was not asked: this source is switched off.").arg(m_info->title),
            QCoreApplication::translate("Sources", "Switch it on in the settings (%1).")
                .arg(m_info->id + QStringLiteral("_enabled")));
    for (const auto &key : m_info->urlKeys) {
        if (m_settings.sourceUrl(key).isEmpty())
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("Sources", "%1 was not asked: it has no address.").arg(m_info->title),
                QCoreApplication::translate("Sources", "Give it in the settings (%1).")
                    .arg(key + QStringLiteral("_url")));
    }
    return {};
}

Result<Secret> SourceAccess::key() const
{
    const auto stored = m_services.secrets->read(m_info->secretName);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored)
        return **stored;
    return fail(ErrorCode::Denied,
                QCoreApplication::translate("Sources", "%1 was not asked: it wants a key, and there is none.")
                    .arg(m_info->title),
                QCoreApplication::translate("Sources", "Store one in the keyring by the settings, or set %1.")
                    .arg(secretEnvironmentName(m_info->secretName)));
}

QUrl SourceAccess::url(const QString &path, const QUrlQuery &query, const QString &urlKey) const
{
    auto url = m_settings.sourceUrl(urlKey.isEmpty() ? m_info->id : urlKey);
    auto base = url.path();
    while (base.endsWith(QLatin1Char('/')))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(query);
    return url;
}

Result<QUrl> SourceAccess::ownUrl(const QUrl &given) const
{
    for (const auto &key : m_info->urlKeys) {
        const auto base = m_settings.sourceUrl(key);
        const auto resolved = base.resolved(given);
        if (hostLabel(resolved) == hostLabel(base) && resolved.scheme() == base.scheme())
            return resolved;
    }
    return fail(ErrorCode::Denied,
                QCoreApplication::translate("Sources", "%1 names a file of another host (%2); it was not fetched.")
                    .arg(m_info->title, given.host()),
                QCoreApplication::translate("Sources", "Fetch it by hand if you trust that host."));
}

HttpRequest SourceAccess::request(const QString &what, const QUrl &url, const SourceCall &call) const
{
    HttpRequest request;
    request.url = url;
    request.kind = m_info->id + QLatin1Char('.') + what;
    request.reportId = call.reportId;
    request.limits.total = call.timeLimit;
    return request;
}

Result<HttpResponse> SourceAccess::fetch(const HttpRequest &request, const SourceCall &call) const
{
    if (const auto may = ready(); !may)
        return tl::unexpected(may.error());
    return m_services.client->fetch(request, call.cancel);
}

Result<QJsonDocument> SourceAccess::fetchJson(HttpRequest request, const SourceCall &call) const
{
    request.expects = ExpectedContent::Json;
    const auto response = fetch(request, call);
    if (!response)
        return tl::unexpected(response.error());
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(response->body, &error);
    if (error.error != QJsonParseError::NoError)
        return unexpectedAnswer();
    return document;
}

Result<FetchedDocument> SourceAccess::fetchDocument(const HttpRequest &request, const QString &name,
                                                    const SourceCall &call) const
{
    auto response = fetch(request, call);
    if (!response)
        return tl::unexpected(response.error());
    FetchedDocument document;
    document.name = name;
    document.mediaType = response->mediaType;
    document.content = std::move(response->body);
    document.from = provenance(request);
    return document;
}

Provenance SourceAccess::provenance(const HttpRequest &request) const
{
    auto url = request.url;
    url.setUserInfo(QString());
    if (request.carriesSecret)
        url.setQuery(QString());
    return {m_info->id, url, m_services.clock->nowUtc()};
}

tl::unexpected<Error> SourceAccess::unexpectedAnswer() const
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Sources",
                                            "%1 answered in a form that this version doesn't know; nothing of it "
                                            "was used.")
                    .arg(m_info->title),
                QCoreApplication::translate("Sources", "Check its address in the settings, or try again later."));
}

QString cleanLine(const QString &text, qsizetype maxLength)
{
    auto line = text;
    std::replace_if(
        line.begin(), line.end(), [](QChar c) { return c.category() == QChar::Other_Control; },
        QChar(QLatin1Char(' ')));
    line = line.simplified();
    if (line.size() <= maxLength)
        return line;
    return line.left(maxLength - 1).trimmed() + QChar(0x2026);
}

QString queryText(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QUrl webUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::TolerantMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    return url.isValid() && isWeb && !url.host().isEmpty() ? url : QUrl();
}

std::optional<QDateTime> parseTime(const QString &text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return std::nullopt;
    auto time = QDateTime::fromString(trimmed, QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
    if (!time.isValid())
        time = QDateTime::fromString(trimmed, Qt::ISODate);
    if (!time.isValid())
        time = parseHttpDate(trimmed.toLatin1());
    if (!time.isValid())
        return std::nullopt;
    // What names no zone is UTC with all sources that we know.
    if (time.timeSpec() == Qt::LocalTime)
        return QDateTime(time.date(), time.time(), QTimeZone::utc());
    return time.toUTC();
}

std::optional<double> parseNumber(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool isNumber = false;
    const double number = value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

} // namespace consultantos
