// SPDX-License-Identifier: GPL-3.0-or-later
#include "conformity_fixture.h"

#include "base/clock.h"
#include "llm/providers/anthropic_provider.h"
#include "llm/providers/gemini_provider.h"
#include "llm/providers/openai_provider.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QTest>

namespace consultantos::test {
namespace {

std::shared_ptr<const SecretStore> keys()
{
    QProcessEnvironment environment;
    for (const auto *name : {"GEMINI_API_KEY", "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY",
                             "DEEPSEEK_API_KEY", "MISTRAL_API_KEY", "GROQ_API_KEY", "OPENROUTER_API_KEY"})
        environment.insert(QLatin1String(name), QStringLiteral("conform-key-0123456789"));
    return std::make_shared<EnvironmentSecretStore>(environment);
}

QStringList texts(const QJsonValue &list)
{
    QStringList found;
    for (const auto &one : list.toArray())
        found.append(one.toString());
    return found;
}

} // namespace

QByteArray nameOf(Wire wire)
{
    return std::array{"gemini", "openai", "anthropic"}.at(static_cast<size_t>(wire));
}

void ConformityFixture::renewClient()
{
    auto services = m_network.services();
    // Dates in answers are the real ones.
    services.clock = std::make_shared<SystemClock>();
    m_client = std::make_unique<HttpClient>(localOptions(), services);
}

bool ConformityFixture::start()
{
    renewClient();
    for (const auto wire : Wires) {
        auto &server = m_servers.at(static_cast<size_t>(wire));
        const auto script = QStringLiteral(CONFORMITY_DIR "/%1_server.py").arg(QLatin1String(nameOf(wire)));
        if (!server.process.start(QStringLiteral(CONFORMITY_PYTHON), {QStringLiteral("-u"), script}))
            return false;
        const auto said = server.process.readUntil(".");
        server.port = said.mid(5, said.indexOf('.') - 5);
        if (!said.startsWith("port ") || server.port.isEmpty())
            return false;
    }
    return true;
}

QString ConformityFixture::address(Wire wire, const QString &scenario) const
{
    const auto port = QString::fromLatin1(m_servers.at(static_cast<size_t>(wire)).port);
    return QStringLiteral("http://127.0.0.1:%1/%2").arg(port, scenario);
}

std::shared_ptr<const LlmProvider> ConformityFixture::provider(Wire wire, const QString &scenario,
                                                               const QString &preset)
{
    const auto base = address(wire, scenario);
    if (wire == Wire::Gemini)
        return std::make_shared<const GeminiProvider>(QUrl(base + QStringLiteral("/v1beta")), *m_client, keys());
    if (wire == Wire::Anthropic)
        return std::make_shared<const AnthropicProvider>(QUrl(base), *m_client, keys());
    const bool isAzure = preset == QLatin1String("azure");
    const OpenAiProvider::Place place{
        QUrl(isAzure ? base : base + QStringLiteral("/v1")), isAzure ? QStringLiteral("2024-10-21") : QString(), {}};
    return std::make_shared<const OpenAiProvider>(*findOpenAiPreset(preset), place, *m_client, keys());
}

ConformityReport ConformityFixture::report(Wire wire)
{
    HttpRequest request;
    request.url = QUrl(address(wire, QStringLiteral("conformity/report")));
    request.kind = QStringLiteral("conformity");
    const auto response = m_client->fetch(request);
    if (!response)
        return {{}, 0, {response.error().toText()}, {}, {}, {}, 0, {}};
    const auto told = parseObject(response->body);
    const auto ledger = told[QStringLiteral("ledger")];
    const auto last = told[QStringLiteral("last")];
    return {{ledger[QStringLiteral("input")].toInteger(), ledger[QStringLiteral("cachedInput")].toInteger(),
             ledger[QStringLiteral("cacheWrite")].toInteger(), ledger[QStringLiteral("output")].toInteger(),
             ledger[QStringLiteral("reasoning")].toInteger()},
            told[QStringLiteral("untold")].toInteger(),
            texts(told[QStringLiteral("faults")]),
            texts(told[QStringLiteral("paths")]),
            last[QStringLiteral("body")].toObject(),
            last[QStringLiteral("headers")].toObject(),
            static_cast<qsizetype>(told[QStringLiteral("size")].toInteger()),
            told[QStringLiteral("text")].toString()};
}

LlmRequest conversation(Wire wire)
{
    LlmRequest request;
    request.model = std::array{QStringLiteral("gemini-2.5-conform"), QStringLiteral("gpt-conform"),
                               QStringLiteral("claude-conform")}
                        .at(static_cast<size_t>(wire));
    request.system = QString::fromUtf8("Be brief. Antworte genau – \xE7\xAE\x80\xE7\x9F\xAD.");
    request.messages = {{LlmRole::User, QStringLiteral("Hello, \"partner\"?")},
                        {LlmRole::Assistant, QStringLiteral("Yes?")},
                        {LlmRole::User, QString::fromUtf8("How did sales go\xE2\x80\xAF?\n\xF0\x9F\x93\x88")}};
    request.seed = 7;
    request.maxOutputTokens = 300;
    return request;
}

LlmRequest structured(Wire wire)
{
    auto request = conversation(wire);
    request.schemaName = QStringLiteral("finding");
    request.schema =
        parseObject(R"({"type": "object", "additionalProperties": false, "required": ["title", "share", "ids"],
        "properties": {"title": {"type": "string", "description": "Short."}, "share": {"type": "number"},
                       "ids": {"type": "array", "items": {"type": "string"}}}})");
    return request;
}

QJsonObject parseObject(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

void addWires()
{
    QTest::addColumn<Wire>("wire");
    for (const auto wire : Wires)
        QTest::newRow(nameOf(wire).constData()) << wire;
}

} // namespace consultantos::test
