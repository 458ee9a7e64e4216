// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/gemini_provider.h"

#include "llm/providers/embedding_list.h"
#include "llm/providers/gemini_wire.h"
#include "llm/providers/provider_error.h"

#include <QJsonArray>
#include <QUrlQuery>

namespace consultantos {
namespace {

/// What a batch may hold.
constexpr qsizetype TextsPerCall = 100;
/// Of a list of models; a server that never ends one is cut off here.
constexpr int MaxPages = 50;

/// The name within its collection: "models/x" of "x" and of "models/x"; a tuned model keeps its own collection.
QString resourceName(const QString &model)
{
    return model.contains(QLatin1Char('/')) ? model : QStringLiteral("models/") + model;
}

} // namespace

GeminiProvider::GeminiProvider(const QUrl &baseUrl, HttpClient &http, std::shared_ptr<const SecretStore> secrets)
    : m_baseUrl(baseUrl.isEmpty() ? QUrl(QLatin1String(GeminiAddress)) : baseUrl)
    , m_transport(http, std::move(secrets), QStringLiteral("gemini"), QStringLiteral("Gemini"))
{
}

QString GeminiProvider::id() const
{
    return m_transport.id();
}

Result<ProviderCall> GeminiProvider::call(const QString &kind, const QString &model, const QString &method) const
{
    const auto key = m_transport.key(QStringLiteral("gemini_api_key"), true);
    if (!key)
        return tl::unexpected(key.error());
    ProviderCall call;
    call.url = m_baseUrl;
    const auto base = basePath(m_baseUrl);
    call.url.setPath(method.isEmpty() ? base + QStringLiteral("/models")
                                      : QStringLiteral("%1/%2:%3").arg(base, resourceName(model), method));
    call.headers = {{"x-goog-api-key", key->reveal().toUtf8()}};
    call.carriesKey = true;
    call.kind = kind;
    call.model = model;
    return call;
}

Result<LlmReply> GeminiProvider::complete(const LlmRequest &request, const OnText &onText,
                                          const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("complete"), request.model,
                           onText ? QStringLiteral("streamGenerateContent") : QStringLiteral("generateContent"));
    if (!call)
        return tl::unexpected(call.error());
    if (onText)
        call->url.setQuery(QStringLiteral("alt=sse"));
    call->body = geminiBody(request);
    call->reportId = request.reportId;
    call->timeLimit = request.timeLimit;
    GeminiReplyReader reader(m_transport, request, onText);
    const auto onEvent = [&](const ServerEvent &event) { return reader.takeEvent(event); };
    const auto answer = onText ? m_transport.stream(*call, onEvent, cancel) : m_transport.ask(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->isFailure())
        return tl::unexpected(providerError(m_transport.name(), request.model, *answer));
    const auto &body = answer->body;
    if (!body.isEmpty()) {
        if (!body.contains(QStringLiteral("candidates")) && !body.contains(QStringLiteral("promptFeedback"))
            && !body.contains(QStringLiteral("error")))
            return tl::unexpected(m_transport.unexpectedAnswer());
        if (const auto taken = reader.take(body); !taken)
            return tl::unexpected(taken.error());
    }
    return reader.finish();
}

Result<QList<std::vector<float>>> GeminiProvider::embed(const QString &model, const QStringList &texts,
                                                        const CancellationToken &cancel) const
{
    QList<std::vector<float>> vectors;
    for (qsizetype begin = 0; begin < texts.size(); begin += TextsPerCall) {
        auto call = this->call(QStringLiteral("embed"), model, QStringLiteral("batchEmbedContents"));
        if (!call)
            return tl::unexpected(call.error());
        QJsonArray requests;
        for (const auto &text : texts.mid(begin, TextsPerCall)) {
            const QJsonObject content{
                {QStringLiteral("parts"), QJsonArray{QJsonObject{{QStringLiteral("text"), text}}}}};
            requests.append(
                QJsonObject{{QStringLiteral("model"), resourceName(model)}, {QStringLiteral("content"), content}});
        }
        call->body = {{QStringLiteral("requests"), requests}};
        const auto answer = m_transport.askOrFail(*call, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        for (const auto &entry : (*answer)[QStringLiteral("embeddings")].toArray()) {
            auto vector = vectorOf(entry[QStringLiteral("values")].toArray());
            if (!vector)
                return tl::unexpected(m_transport.unexpectedAnswer());
            vectors.append(std::move(*vector));
        }
    }
    if (!areEmbeddings(vectors, texts.size()))
        return tl::unexpected(m_transport.unexpectedAnswer());
    return vectors;
}

Result<qint64> GeminiProvider::countTokens(const LlmRequest &request, const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("count_tokens"), request.model, QStringLiteral("countTokens"));
    if (!call)
        return tl::unexpected(call.error());
    auto counted = geminiBody(request);
    counted[QStringLiteral("model")] = resourceName(request.model);
    call->body = {{QStringLiteral("generateContentRequest"), counted}};
    call->reportId = request.reportId;
    const auto answer = m_transport.askOrFail(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto tokens = (*answer)[QStringLiteral("totalTokens")].toInteger(-1);
    if (tokens < 0)
        return tl::unexpected(m_transport.unexpectedAnswer());
    return tokens;
}

Result<QStringList> GeminiProvider::models(const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("models"), {}, {});
    if (!call)
        return tl::unexpected(call.error());
    QStringList names;
    QString next;
    // A page may hold fewer than were asked for, however few there are.
    for (int page = 0; page < MaxPages; ++page) {
        QUrlQuery query{{QStringLiteral("pageSize"), QStringLiteral("1000")}};
        if (!next.isEmpty())
            query.addQueryItem(QStringLiteral("pageToken"), QString::fromLatin1(QUrl::toPercentEncoding(next)));
        call->url.setQuery(query);
        const auto answer = m_transport.askOrFail(*call, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!(*answer)[QStringLiteral("models")].isArray())
            return tl::unexpected(m_transport.unexpectedAnswer());
        for (const auto &model : (*answer)[QStringLiteral("models")].toArray()) {
            auto name = model[QStringLiteral("name")].toString();
            if (name.startsWith(QLatin1String("models/")))
                name.remove(0, 7);
            names.append(name);
        }
        next = (*answer)[QStringLiteral("nextPageToken")].toString();
        if (next.isEmpty())
            break;
    }
    names.removeAll(QString());
    names.sort();
    return names;
}

} // namespace consultantos
