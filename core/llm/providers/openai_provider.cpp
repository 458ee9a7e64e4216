// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/openai_provider.h"

#include "egress/egress_gate.h"
#include "llm/providers/embedding_list.h"
#include "llm/providers/openai_wire.h"
#include "llm/providers/provider_error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrlQuery>

namespace consultantos {
namespace {

/// Servers take up to some 2,048 texts a call; smaller ones answer sooner.
constexpr qsizetype TextsPerCall = 100;

} // namespace

OpenAiProvider::OpenAiProvider(const OpenAiPreset &preset, const Place &place, HttpClient &http,
                               std::shared_ptr<const SecretStore> secrets)
    : m_preset(preset)
    , m_baseUrl(place.baseUrl.isEmpty() ? QUrl(QLatin1String(preset.baseUrl)) : place.baseUrl)
    , m_apiVersion(place.apiVersion)
    , m_transport(http, std::move(secrets), place.id.isEmpty() ? QLatin1String(preset.id) : place.id,
                  QLatin1String(preset.name))
    , m_own(http.ownServer(m_baseUrl))
{
}

QString OpenAiProvider::id() const
{
    return m_transport.id();
}

QUrl OpenAiProvider::url(const QString &model, const QString &path) const
{
    auto url = m_baseUrl;
    auto base = basePath(url);
    if (m_preset.isDeployed) {
        const bool isNamed = base.contains(QLatin1String("/openai/deployments/"));
        if (model.isEmpty())
            base = base.section(QStringLiteral("/openai"), 0, 0) + QStringLiteral("/openai");
        else if (!isNamed)
            base += QStringLiteral("/openai/deployments/") + QString::fromLatin1(QUrl::toPercentEncoding(model));
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("api-version"), m_apiVersion);
        url.setQuery(query);
    }
    url.setPath(base + path, QUrl::StrictMode);
    return url;
}

Result<ProviderCall> OpenAiProvider::call(const QString &kind, const QString &model, const QString &path) const
{
    if (m_baseUrl.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Llm", "The address of %1 is not known; nothing was sent.")
                        .arg(m_transport.name()),
                    QCoreApplication::translate("Llm", "Enter it in the settings (llm_base_url)."));
    const auto key = m_transport.key(QLatin1String(m_preset.secretName), m_preset.needsKey);
    if (!key)
        return tl::unexpected(key.error());
    ProviderCall call;
    call.url = url(model, path);
    call.kind = kind;
    call.model = model;
    call.carriesKey = !key->isEmpty();
    if (call.carriesKey && m_preset.isDeployed)
        call.headers.emplaceBack("api-key", key->reveal().toUtf8());
    else if (call.carriesKey)
        call.headers.emplaceBack("Authorization", "Bearer " + key->reveal().toUtf8());
    return call;
}

Result<LlmReply> OpenAiProvider::complete(const LlmRequest &request, const OnText &onText,
                                          const CancellationToken &cancel) const
{
    auto call = this->call(QStringLiteral("complete"), request.model, QStringLiteral("/chat/completions"));
    if (!call)
        return tl::unexpected(call.error());
    call->body = openAiBody(request, m_preset, bool(onText));
    call->reportId = request.reportId;
    call->timeLimit = request.timeLimit;
    OpenAiReplyReader reader(m_transport, request, onText);
    const auto onEvent = [&](const ServerEvent &event) { return reader.takeEvent(event); };
    const auto answer = onText ? m_transport.stream(*call, onEvent, cancel) : m_transport.ask(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->isFailure() && !isContentRefusal(answer->body))
        return tl::unexpected(providerError(m_transport.name(), request.model, *answer));
    if (!answer->body.isEmpty()) {
        if (const auto taken = reader.takeWhole(answer->body); !taken)
            return tl::unexpected(taken.error());
    }
    return reader.finish();
}

Result<QList<std::vector<float>>> OpenAiProvider::embed(const QString &model, const QStringList &texts,
                                                        const CancellationToken &cancel) const
{
    if (!m_preset.hasEmbeddings)
        return fail(ErrorCode::NotFound,
                    QCoreApplication::translate("Llm", "%1 has no embeddings.").arg(m_transport.name()));
    QList<std::vector<float>> vectors;
    for (qsizetype begin = 0; begin < texts.size(); begin += TextsPerCall) {
        auto call = this->call(QStringLiteral("embed"), model, QStringLiteral("/embeddings"));
        if (!call)
            return tl::unexpected(call.error());
        const auto part = texts.mid(begin, TextsPerCall);
        call->body = {{QStringLiteral("model"), model},
                      {QStringLiteral("input"), QJsonArray::fromStringList(part)},
                      {QStringLiteral("encoding_format"), QStringLiteral("float")}};
        const auto answer = m_transport.askOrFail(*call, cancel);
        if (!answer)
            return tl::unexpected(answer.error());
        QList<std::vector<float>> found(part.size());
        for (const auto &entry : (*answer)[QStringLiteral("data")].toArray()) {
            const auto index = entry[QStringLiteral("index")].toInteger(-1);
            auto vector = vectorOf(entry[QStringLiteral("embedding")].toArray());
            if (index < 0 || index >= found.size() || !vector)
                return tl::unexpected(m_transport.unexpectedAnswer());
            found[index] = std::move(*vector);
        }
        vectors.append(found);
    }
    if (!areEmbeddings(vectors, texts.size()))
        return tl::unexpected(m_transport.unexpectedAnswer());
    return vectors;
}

Result<qint64> OpenAiProvider::countTokens(const LlmRequest &request, const CancellationToken &) const
{
    return estimatedTokens(request);
}

ModelCapacity OpenAiProvider::capacity() const
{
    // A way through to somewhere else may begin here, too: only what is meant to run here counts.
    ModelCapacity capacity;
    capacity.isOnThisMachine = isLoopback(QUrl(QLatin1String(m_preset.baseUrl))) && isLoopback(m_baseUrl);
    return capacity;
}

Result<QStringList> OpenAiProvider::models(const CancellationToken &cancel) const
{
    const auto call = this->call(QStringLiteral("models"), {}, QStringLiteral("/models"));
    if (!call)
        return tl::unexpected(call.error());
    const auto answer = m_transport.askOrFail(*call, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!(*answer)[QStringLiteral("data")].isArray())
        return tl::unexpected(m_transport.unexpectedAnswer());
    QStringList names;
    for (const auto &model : (*answer)[QStringLiteral("data")].toArray())
        names.append(model[QStringLiteral("id")].toString());
    names.removeAll(QString());
    names.sort();
    return names;
}

} // namespace consultantos
