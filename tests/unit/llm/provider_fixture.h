// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_store.h"
#include "egress/http_client.h"
#include "llm/llm_types.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <memory>

namespace consultantos::test {

inline const char *const TestKey = "sk-very-secret-0123456789";

/// A server that stands for a provider, with a client and keys to ask it.
struct ProviderFixture {
    LocalHttpServer server;
    Network network;
    HttpClient client{localOptions(), network.services()};
    std::shared_ptr<const SecretStore> secrets = keys();

    static std::shared_ptr<const SecretStore> keys()
    {
        QProcessEnvironment environment;
        for (const auto *name : {"GEMINI_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY",
                                 "DEEPSEEK_API_KEY", "MISTRAL_API_KEY", "GROQ_API_KEY", "OPENROUTER_API_KEY"})
            environment.insert(QLatin1String(name), QLatin1String(TestKey));
        return std::make_shared<EnvironmentSecretStore>(environment);
    }

    /// The body of the last request.
    [[nodiscard]] QJsonObject sent() const { return QJsonDocument::fromJson(server.requests().last().body).object(); }

    void answerJson(const QByteArray &body, int status = 200)
    {
        server.answer({status, body, "application/json", {}, Manner::Whole});
    }

    void answerStream(const QByteArray &body, Manner manner = Manner::Chunked)
    {
        server.answer({200, body, "text/event-stream", {}, manner});
    }
};

inline LlmRequest simpleRequest(const QString &model)
{
    LlmRequest request;
    request.model = model;
    request.system = QStringLiteral("Be brief.");
    request.messages = {{LlmRole::User, QStringLiteral("Hello?")},
                        {LlmRole::Assistant, QStringLiteral("Yes?")},
                        {LlmRole::User, QStringLiteral("Sales?")}};
    request.seed = 7;
    request.maxOutputTokens = 100;
    request.reportId = QStringLiteral("r1");
    return request;
}

/// JSON with ' for ", so that a test's file has no quotes in it that moc trips over.
inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

/// As the events of a stream.
inline QByteArray events(const QList<QByteArray> &data)
{
    QByteArray stream;
    for (const auto &one : data)
        stream += "data: " + quoted(one) + "\n\n";
    return stream;
}

} // namespace consultantos::test
