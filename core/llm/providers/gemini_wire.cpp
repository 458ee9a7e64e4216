// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/gemini_wire.h"

#include "llm/providers/gemini_schema.h"
#include "llm/providers/provider_error.h"
#include "llm/providers/provider_transport.h"
#include "llm/structured_reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace consultantos {
namespace {

QJsonArray parts(const QString &text)
{
    return {QJsonObject{{QStringLiteral("text"), text}}};
}

} // namespace

QJsonObject geminiBody(const LlmRequest &request)
{
    QJsonArray contents;
    for (const auto &one : request.messages)
        contents.append(QJsonObject{
            {QStringLiteral("role"), one.role == LlmRole::User ? QStringLiteral("user") : QStringLiteral("model")},
            {QStringLiteral("parts"), parts(one.text)}});
    QJsonObject config{{QStringLiteral("temperature"), request.temperature},
                       {QStringLiteral("maxOutputTokens"), request.maxOutputTokens}};
    if (request.seed)
        config[QStringLiteral("seed")] = *request.seed;
    auto system = request.system;
    if (!request.schema.isEmpty()) {
        config[QStringLiteral("responseMimeType")] = QStringLiteral("application/json");
        if (takesJsonSchema(request.model))
            config[QStringLiteral("responseJsonSchema")] = request.schema;
        else if (const auto schema = geminiSchema(request.schema); !schema.isEmpty())
            config[QStringLiteral("responseSchema")] = schema;
        else
            system += (system.isEmpty() ? QString() : QStringLiteral("\n\n")) + schemaInstructions(request.schema);
    }
    QJsonObject body{{QStringLiteral("contents"), contents}, {QStringLiteral("generationConfig"), config}};
    if (!system.isEmpty())
        body[QStringLiteral("systemInstruction")] = QJsonObject{{QStringLiteral("parts"), parts(system)}};
    return body;
}

LlmUsage geminiUsage(const QJsonObject &usage)
{
    const auto prompt = countIn(usage, "promptTokenCount");
    LlmUsage counts;
    counts.cachedInput = std::min(prompt, countIn(usage, "cachedContentTokenCount"));
    counts.input = prompt - counts.cachedInput + countIn(usage, "toolUsePromptTokenCount");
    counts.output = countIn(usage, "candidatesTokenCount");
    counts.reasoning = countIn(usage, "thoughtsTokenCount");
    return counts;
}

GeminiReplyReader::GeminiReplyReader(const ProviderTransport &transport, const LlmRequest &request,
                                     const LlmProvider::OnText &onText)
    : m_transport(transport)
    , m_request(request)
    , m_builder(transport.id(), request, onText)
{
}

Status GeminiReplyReader::takeEvent(const ServerEvent &event)
{
    const auto document = QJsonDocument::fromJson(event.data);
    if (!document.isObject())
        return tl::unexpected(m_transport.unexpectedAnswer());
    return take(document.object());
}

Status GeminiReplyReader::take(const QJsonObject &response)
{
    if (response[QStringLiteral("error")].isObject())
        return tl::unexpected(streamedError(m_transport.name(), m_request.model, response));
    m_builder.setModel(response[QStringLiteral("modelVersion")].toString());
    if (const auto usage = response[QStringLiteral("usageMetadata")].toObject(); !usage.isEmpty())
        m_builder.setUsage(geminiUsage(usage));
    if (!response[QStringLiteral("promptFeedback")][QStringLiteral("blockReason")].toString().isEmpty()) {
        m_builder.setFinish(LlmFinish::Refused);
        m_hasEnd = true;
    }
    const auto candidate = firstByIndex(response[QStringLiteral("candidates")].toArray());
    for (const auto &part : candidate[QStringLiteral("content")][QStringLiteral("parts")].toArray()) {
        const auto text = part[QStringLiteral("text")].toString();
        if (!part[QStringLiteral("thought")].toBool() && !text.isEmpty())
            m_builder.addText(text);
    }
    takeFinish(candidate[QStringLiteral("finishReason")].toString());
    return {};
}

void GeminiReplyReader::takeFinish(const QString &reason)
{
    static const QStringList Refusals{
        QStringLiteral("SAFETY"),      QStringLiteral("RECITATION"),         QStringLiteral("BLOCKLIST"),
        QStringLiteral("SPII"),        QStringLiteral("PROHIBITED_CONTENT"), QStringLiteral("IMAGE_SAFETY"),
        QStringLiteral("MODEL_ARMOR"),
    };
    if (reason.isEmpty() || reason == QLatin1String("FINISH_REASON_UNSPECIFIED"))
        return;
    m_hasEnd = true;
    if (reason == QLatin1String("STOP"))
        m_builder.setFinish(LlmFinish::Stop);
    else if (reason == QLatin1String("MAX_TOKENS"))
        m_builder.setFinish(LlmFinish::Length);
    else
        m_builder.setFinish(Refusals.contains(reason) ? LlmFinish::Refused : LlmFinish::Other);
}

Result<LlmReply> GeminiReplyReader::finish()
{
    if (!m_hasEnd)
        return tl::unexpected(m_transport.brokenStream());
    return m_builder.take();
}

} // namespace consultantos
