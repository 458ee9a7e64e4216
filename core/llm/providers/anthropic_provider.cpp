// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/anthropic_provider.h"

#include "llm/providers/anthropic_wire.h"
#include "llm/providers/provider_error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrlQuery>

namespace consultantos {
namespace {

/// Of a list of models; a server that never ends one is cut off here.
constexpr int MaxPages = 50;

} // namespace

AnthropicProvider::AnthropicProvider(const QUrl &baseUrl, HttpClient &http, std::shared_ptr<const SecretStore> secrets)
    : m_baseUrl(baseUrl.isEmpty() ? QUrl(QLatin1String(AnthropicAddress)) : baseUrl)
    , m_transport(http, std::move(secrets), QStringLiteral("anthropic"), QStringLiteral("Anthropic"))
{
}

QString AnthropicProvider::id() const
{
    return m_transport.id();
}

Result<ProviderCall> AnthropicProvider::call(const QString &kind, const QString &model, const QString &path) const
{
    const auto key = m_transport.key(QStringLiteral("anthropic_api_key"), true);
    if (!key)
        return tl::unexpected(key.error());
    ProviderCall call;
    call.url = m_baseUrl;
    auto base = basePath(m_baseUrl);
    // Who copies the address from elsewhere may have the version in it.
    if (!base.endsWith(QLatin1String("/v1")))
        base += QStringLiteral("/v1");
    call.url.setPath(base + path);
    call.headers = {{"x-api-key", key->reveal().toUtf8()}, {"anthropic-version", "2023-06-01"}};
    call.carriesKey = true;
    call.kind = kind;
    call.model = model;
    return call;
}

Result<LlmReply> AnthropicProvider::complete(const LlmRequest &request, const OnText &onText,
                                             const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("complete"), request.model, QStringLiteral("/messages"));
    if (!call)
        return tl::unexpected(call.error());
    call->body = anthropicBody(request, bool(onText));
    call->reportId = request.reportId;
    call->timeLimit = request.timeLimit;
    AnthropicReplyReader reader(m_transport, request, onText);
    const auto onEvent = [&](const ServerEvent &event) { return reader.takeEvent(event); };
    const auto answer = onText ? m_transport.stream(*call, onEvent, cancel) : m_transport.ask(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->isFailure())
        return tl::unexpected(providerError(m_transport.name(), request.model, *answer));
    if (!answer->body.isEmpty()) {
        if (const auto taken = reader.takeWhole(answer->body); !taken)
            return tl::unexpected(taken.error());
    }
    return reader.finish();
}

Result<QList<std::vector<float>>> AnthropicProvider::embed(const QString &, const QStringList &,
                                                           const CancellationToken &) const
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Llm", "%1 has no embeddings.").arg(m_transport.name()));
}

Result<qint64> AnthropicProvider::countTokens(const LlmRequest &request, const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("count_tokens"), request.model, QStringLiteral("/messages/count_tokens"));
    if (!call)
        return tl::unexpected(call.error());
    call->body = anthropicCountBody(request);
    call->reportId = request.reportId;
    const auto answer = m_transport.askOrFail(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto tokens = (*answer)[QStringLiteral("input_tokens")].toInteger(-1);
    if (tokens < 0)
        return tl::unexpected(m_transport.unexpectedAnswer());
    return tokens;
}

Result<QStringList> AnthropicProvider::models(const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("models"), {}, QStringLiteral("/models"));
    if (!call)
        return tl::unexpected(call.error());
    QStringList names;
    QString last;
    for (int page = 0; page < MaxPages; ++page) {
        QUrlQuery query{{QStringLiteral("limit"), QStringLiteral("1000")}};
        if (!last.isEmpty())
            query.addQueryItem(QStringLiteral("after_id"), QString::fromLatin1(QUrl::toPercentEncoding(last)));
        call->url.setQuery(query);
        const auto answer = m_transport.askOrFail(*call, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!(*answer)[QStringLiteral("data")].isArray())
            return tl::unexpected(m_transport.unexpectedAnswer());
        for (const auto &model : (*answer)[QStringLiteral("data")].toArray())
            names.append(model[QStringLiteral("id")].toString());
        last = (*answer)[QStringLiteral("last_id")].toString();
        if (last.isEmpty() || !(*answer)[QStringLiteral("has_more")].toBool())
            break;
    }
    names.removeAll(QString());
    names.sort();
    return names;
}

} // namespace consultantos
