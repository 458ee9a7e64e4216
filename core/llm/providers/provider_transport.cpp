// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/provider_transport.h"

#include "llm/providers/provider_error.h"
#include "llm/providers/rate_headers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace consultantos {
namespace {

constexpr qint64 MaxReplyBytes = 16LL * 1024 * 1024;
/// A model that thinks sends nothing for a while; one that sends nothing for so long is stuck.
constexpr std::chrono::milliseconds StreamStall{60'000};

} // namespace

QString basePath(const QUrl &address)
{
    auto path = address.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return path;
}

ProviderTransport::ProviderTransport(HttpClient &http, std::shared_ptr<const SecretStore> secrets, QString id,
                                     QString name)
    : m_http(http)
    , m_secrets(std::move(secrets))
    , m_id(std::move(id))
    , m_name(std::move(name))
{
}

Result<Secret> ProviderTransport::key(const QString &secretName, bool isRequired) const
{
    if (secretName.isEmpty() || !m_secrets)
        return Secret();
    const auto stored = m_secrets->read(secretName);
    if (stored && *stored && !(*stored)->reveal().trimmed().isEmpty())
        return Secret((*stored)->reveal().trimmed());
    if (!isRequired)
        return Secret();
    if (!stored)
        return tl::unexpected(stored.error());
    return fail(ErrorCode::Denied,
                QCoreApplication::translate("Llm", "There is no key for %1; nothing was sent.").arg(m_name),
                QCoreApplication::translate("Llm", "Enter it in the settings, or set %1 in the environment.")
                    .arg(secretEnvironmentName(secretName)));
}

HttpRequest ProviderTransport::request(const ProviderCall &call, bool isStream) const
{
    HttpRequest request;
    request.url = call.url;
    request.headers = call.headers;
    if (!call.body.isEmpty()) {
        request.method = HttpMethod::Post;
        request.body = QJsonDocument(call.body).toJson(QJsonDocument::Compact);
        request.headers.emplaceBack("Content-Type", "application/json");
    }
    request.headers.emplaceBack("Accept", isStream ? "text/event-stream" : "application/json");
    request.kind = QStringLiteral("llm.%1.%2").arg(m_id, call.kind);
    request.reportId = call.reportId;
    request.carriesSecret = call.carriesKey;
    // Repetition, with its money, and pace, with its tokens, are the optimiser's.
    request.hasOwnPace = true;
    request.isIdempotent = false;
    request.maxAttempts = 1;
    request.wantsFailedAnswers = true;
    request.maxBodyBytes = MaxReplyBytes;
    request.expects = ExpectedContent::Json;
    request.limits.total = call.timeLimit;
    // Without a stream the first byte comes when the whole reply is written.
    request.limits.stall = isStream ? std::min(StreamStall, call.timeLimit) : call.timeLimit;
    request.limits.stallBytes = 1;
    return request;
}

ProviderAnswer ProviderTransport::answerOf(const HttpResponse &response) const
{
    ProviderAnswer answer;
    answer.status = response.status;
    auto document = QJsonDocument::fromJson(response.body);
    // Gemini wraps some failures of streams into a list.
    answer.body = document.isArray() ? document[0].toObject() : document.object();
    answer.retryAfter = retryAfterOf(response, answer.body, QDateTime::currentDateTimeUtc());
    return answer;
}

Result<ProviderAnswer> ProviderTransport::ask(const ProviderCall &call, const CancellationToken &cancel) const
{
    const auto response = m_http.fetch(request(call, false), cancel);
    if (!response)
        return tl::unexpected(response.error());
    keepNews(*response);
    auto answer = answerOf(*response);
    if (!answer.isFailure() && answer.body.isEmpty())
        return tl::unexpected(unexpectedAnswer());
    return answer;
}

Result<QJsonObject> ProviderTransport::askOrFail(const ProviderCall &call, const CancellationToken &cancel) const
{
    const auto answer = ask(call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->isFailure())
        return tl::unexpected(providerError(m_name, call.model, *answer));
    return answer->body;
}

Result<ProviderAnswer> ProviderTransport::stream(const ProviderCall &call, const EventStreamParser::OnEvent &onEvent,
                                                 const CancellationToken &cancel) const
{
    EventStreamParser parser;
    QByteArray raw;
    bool hasEvents = false;
    const auto onOne = [&](const ServerEvent &event) {
        hasEvents = true;
        raw.clear();
        return onEvent(event);
    };
    const auto onBody = [&](const QByteArray &piece) {
        auto fed = parser.feed(piece, onOne);
        if (fed && !hasEvents)
            raw += piece;
        return fed;
    };
    auto response = m_http.stream(request(call, true), onBody, cancel);
    if (!response)
        return tl::unexpected(response.error());
    keepNews(*response);
    if (response->status >= 400)
        return answerOf(*response);
    // Only an event without its end is left now: if it can't be read, it was cut off.
    if (const auto ended = parser.finish(onOne); !ended)
        return tl::unexpected(ended.error().code == ErrorCode::Malformed ? brokenStream() : ended.error());
    if (hasEvents)
        return ProviderAnswer{response->status, {}, {}};
    response->body = raw;
    auto answer = answerOf(*response);
    const bool isStream = raw.isEmpty() || response->mediaType == QLatin1String("text/event-stream");
    if (answer.body.isEmpty())
        return tl::unexpected(isStream ? brokenStream() : unexpectedAnswer());
    return answer;
}

void ProviderTransport::keepNews(const HttpResponse &response) const
{
    auto news = rateNewsOf(response, QDateTime::currentDateTimeUtc());
    if (!news)
        return;
    const std::lock_guard lock(m_mutex);
    m_news = std::move(news);
}

std::optional<RateNews> ProviderTransport::takeRateNews() const
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, std::nullopt);
}

Error ProviderTransport::unexpectedAnswer() const
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Llm", "%1 answered with something that it doesn't document.").arg(m_name),
            QCoreApplication::translate("Llm", "Check the address in the settings, or try another model."), false};
}

Error ProviderTransport::brokenStream() const
{
    return {ErrorCode::Network,
            QCoreApplication::translate("Llm", "The reply of %1 broke off; nothing of it was used.").arg(m_name),
            QCoreApplication::translate("Llm", "Try again."), true};
}

} // namespace consultantos
