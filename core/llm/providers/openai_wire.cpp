// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/openai_wire.h"

#include "llm/json_schema.h"
#include "llm/providers/provider_error.h"
#include "llm/providers/provider_transport.h"
#include "llm/structured_reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {
namespace {

/// OpenAI's models that reason refuse any temperature but their own.
bool takesTemperature(const LlmRequest &request, const OpenAiPreset &preset)
{
    static const QRegularExpression Reasoning(QStringLiteral("^(openai/)?(o[1-9]|gpt-([5-9]|\\d\\d))"));
    const bool isOpenAi = QLatin1String(preset.tokenLimit) == QLatin1String("max_completion_tokens")
                          || request.model.startsWith(QLatin1String("openai/"));
    return !isOpenAi || !Reasoning.match(request.model).hasMatch();
}

QJsonObject message(const QString &role, const QString &text)
{
    return {{QStringLiteral("role"), role}, {QStringLiteral("content"), text}};
}

QString instructions(const LlmRequest &request, StructureSupport structure)
{
    if (request.schema.isEmpty() || structure == StructureSupport::Schema)
        return request.system;
    const auto words = schemaInstructions(request.schema);
    return request.system.isEmpty() ? words : request.system + QStringLiteral("\n\n") + words;
}

QJsonObject responseFormat(const LlmRequest &request, StructureSupport structure)
{
    if (structure == StructureSupport::Object)
        return {{QStringLiteral("type"), QStringLiteral("json_object")}};
    return {{QStringLiteral("type"), QStringLiteral("json_schema")},
            {QStringLiteral("json_schema"), QJsonObject{{QStringLiteral("name"), request.schemaName},
                                                        {QStringLiteral("strict"), isStrictSchema(request.schema)},
                                                        {QStringLiteral("schema"), request.schema}}}};
}

/// Content is a string, or, from Mistral's models that reason, a list of parts.
QString textOf(const QJsonValue &content)
{
    if (!content.isArray())
        return content.toString();
    QString text;
    for (const auto &part : content.toArray()) {
        if (part[QStringLiteral("type")] == QLatin1String("text"))
            text += part[QStringLiteral("text")].toString();
    }
    return text;
}

} // namespace

QJsonObject openAiBody(const LlmRequest &request, const OpenAiPreset &preset, bool isStream)
{
    QJsonArray messages;
    if (const auto system = instructions(request, preset.structure); !system.isEmpty())
        messages.append(message(QStringLiteral("system"), system));
    for (const auto &one : request.messages)
        messages.append(
            message(one.role == LlmRole::User ? QStringLiteral("user") : QStringLiteral("assistant"), one.text));
    QJsonObject body{{QStringLiteral("model"), request.model}, {QStringLiteral("messages"), messages}};
    body[QLatin1String(preset.tokenLimit)] = request.maxOutputTokens;
    if (takesTemperature(request, preset))
        body[QStringLiteral("temperature")] = request.temperature;
    if (request.seed && *preset.seed)
        body[QLatin1String(preset.seed)] = *request.seed;
    if (!request.schema.isEmpty() && preset.structure != StructureSupport::Prompt)
        body[QStringLiteral("response_format")] = responseFormat(request, preset.structure);
    body[QStringLiteral("stream")] = isStream;
    if (isStream && preset.hasUsageOption)
        body[QStringLiteral("stream_options")] = QJsonObject{{QStringLiteral("include_usage"), true}};
    return body;
}

LlmUsage openAiUsage(const QJsonObject &usage)
{
    const auto prompt = countIn(usage, "prompt_tokens");
    const auto completion = countIn(usage, "completion_tokens");
    const auto promptDetails = usage[QStringLiteral("prompt_tokens_details")].toObject();
    const auto completionDetails = usage[QStringLiteral("completion_tokens_details")].toObject();
    LlmUsage counts;
    counts.cachedInput =
        std::min(prompt, std::max({countIn(promptDetails, "cached_tokens"), countIn(usage, "prompt_cache_hit_tokens"),
                                   countIn(usage, "cached_tokens")}));
    counts.cacheWrite = std::min(prompt - counts.cachedInput, countIn(promptDetails, "cache_write_tokens"));
    counts.input = prompt - counts.cachedInput - counts.cacheWrite;
    counts.reasoning = countIn(completionDetails, "reasoning_tokens");
    const bool standsBeside =
        counts.reasoning > 0 && countIn(usage, "total_tokens") == prompt + completion + counts.reasoning;
    if (!standsBeside)
        counts.reasoning = std::min(counts.reasoning, completion);
    counts.output = standsBeside ? completion : completion - counts.reasoning;
    return counts;
}

OpenAiReplyReader::OpenAiReplyReader(const ProviderTransport &transport, const LlmRequest &request,
                                     const LlmProvider::OnText &onText)
    : m_transport(transport)
    , m_request(request)
    , m_builder(transport.id(), request, onText)
{
}

Status OpenAiReplyReader::takeEvent(const ServerEvent &event)
{
    if (event.data.trimmed() == "[DONE]") {
        m_hasEnd = true;
        return {};
    }
    if (m_hasEnd)
        return {};
    const auto document = QJsonDocument::fromJson(event.data);
    if (!document.isObject())
        return tl::unexpected(m_transport.unexpectedAnswer());
    return takeChunk(document.object(), QStringLiteral("delta"));
}

Status OpenAiReplyReader::takeWhole(const QJsonObject &answer)
{
    m_hasEnd = true;
    if (auto taken = takeChunk(answer, QStringLiteral("message")); !taken)
        return taken;
    if (!m_hasChoice)
        return tl::unexpected(m_transport.unexpectedAnswer());
    return {};
}

Status OpenAiReplyReader::takeChunk(const QJsonObject &chunk, const QString &messageField)
{
    const auto error = chunk[QStringLiteral("error")];
    if (!error.isNull() && !error.isUndefined()) {
        if (!isContentRefusal(chunk))
            return tl::unexpected(streamedError(m_transport.name(), m_request.model, chunk));
        m_isRefused = m_hasChoice = m_hasEnd = true;
        return {};
    }
    m_builder.setModel(chunk[QStringLiteral("model")].toString());
    // Chunks without a choice bring usage, or Azure's word on the prompt.
    const auto choice = firstByIndex(chunk[QStringLiteral("choices")].toArray());
    takeUsage(chunk, choice);
    if (choice.isEmpty())
        return {};
    m_hasChoice = true;
    takeMessage(choice[messageField].toObject());
    return takeFinish(choice[QStringLiteral("finish_reason")].toString());
}

void OpenAiReplyReader::takeMessage(const QJsonObject &message)
{
    if (const auto refusal = message[QStringLiteral("refusal")].toString(); !refusal.isEmpty()) {
        m_isRefused = true;
        m_builder.addText(refusal);
    }
    if (const auto text = textOf(message[QStringLiteral("content")]); !text.isEmpty())
        m_builder.addText(text);
}

Status OpenAiReplyReader::takeFinish(const QString &reason)
{
    if (reason.isEmpty())
        return {};
    if (reason == QLatin1String("error") || reason == QLatin1String("insufficient_system_resource"))
        return tl::unexpected(streamedError(m_transport.name(), m_request.model, {}));
    if (reason == QLatin1String("stop") || reason == QLatin1String("tool_calls") || reason == QLatin1String("eos"))
        m_builder.setFinish(LlmFinish::Stop);
    else if (reason == QLatin1String("length") || reason == QLatin1String("model_length"))
        m_builder.setFinish(LlmFinish::Length);
    else if (reason == QLatin1String("content_filter"))
        m_isRefused = true;
    return {};
}

void OpenAiReplyReader::takeUsage(const QJsonObject &chunk, const QJsonObject &choice)
{
    for (const auto &holder : {chunk, chunk[QStringLiteral("x_groq")].toObject(), choice}) {
        const auto usage = holder[QStringLiteral("usage")].toObject();
        if (!usage.isEmpty())
            return m_builder.setUsage(openAiUsage(usage));
    }
}

Result<LlmReply> OpenAiReplyReader::finish()
{
    if (!m_hasEnd || !m_hasChoice)
        return tl::unexpected(m_transport.brokenStream());
    if (m_isRefused)
        m_builder.setFinish(LlmFinish::Refused);
    return m_builder.take();
}

} // namespace consultantos
