// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/providers/anthropic_wire.h"

#include "llm/providers/provider_error.h"
#include "llm/providers/provider_transport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace consultantos {
namespace {

QJsonArray messagesOf(const LlmRequest &request)
{
    QJsonArray messages;
    for (const auto &one : request.messages)
        messages.append(QJsonObject{
            {QStringLiteral("role"), one.role == LlmRole::User ? QStringLiteral("user") : QStringLiteral("assistant")},
            {QStringLiteral("content"), one.text},
        });
    return messages;
}

bool asksForTool(const LlmRequest &request)
{
    return !request.schema.isEmpty();
}

/// Models since Opus 4.7 refuse temperature (Anthropic, "Migrating to Claude Opus 4.7"); those before are named here,
/// since names to come can't be.
bool takesTemperature(const QString &model)
{
    static const QRegularExpression Newer(QStringLiteral(
        "^claude-(opus|sonnet|haiku)-(4-[7-9]|4-1\\d(?!\\d)|[5-9]|\\d\\d(?!\\d))|^claude-(fable|mythos)"));
    return !Newer.match(model).hasMatch();
}

} // namespace

QJsonObject anthropicCountBody(const LlmRequest &request)
{
    QJsonObject body{{QStringLiteral("model"), request.model}, {QStringLiteral("messages"), messagesOf(request)}};
    if (!request.system.isEmpty()) {
        const QJsonObject cache{{QStringLiteral("type"), QStringLiteral("ephemeral")}};
        // The mark covers what stands before it, the tools too.
        body[QStringLiteral("system")] = QJsonArray{QJsonObject{{QStringLiteral("type"), QStringLiteral("text")},
                                                                {QStringLiteral("text"), request.system},
                                                                {QStringLiteral("cache_control"), cache}}};
    }
    if (asksForTool(request)) {
        body[QStringLiteral("tools")] =
            QJsonArray{QJsonObject{{QStringLiteral("name"), request.schemaName},
                                   {QStringLiteral("description"), QStringLiteral("Takes the reply.")},
                                   {QStringLiteral("input_schema"), request.schema}}};
        body[QStringLiteral("tool_choice")] =
            QJsonObject{{QStringLiteral("type"), QStringLiteral("tool")}, {QStringLiteral("name"), request.schemaName}};
    }
    return body;
}

QJsonObject anthropicBody(const LlmRequest &request, bool isStream)
{
    auto body = anthropicCountBody(request);
    body[QStringLiteral("max_tokens")] = request.maxOutputTokens;
    if (takesTemperature(request.model))
        body[QStringLiteral("temperature")] = std::clamp(request.temperature, 0.0, 1.0);
    if (isStream)
        body[QStringLiteral("stream")] = true;
    return body;
}

AnthropicReplyReader::AnthropicReplyReader(const ProviderTransport &transport, const LlmRequest &request,
                                           const LlmProvider::OnText &onText)
    : m_transport(transport)
    , m_request(request)
    , m_builder(transport.id(), request, onText)
{
}

Status AnthropicReplyReader::takeEvent(const ServerEvent &event)
{
    const auto document = QJsonDocument::fromJson(event.data);
    if (!document.isObject())
        return tl::unexpected(m_transport.unexpectedAnswer());
    const auto body = document.object();
    const auto type = body[QStringLiteral("type")].toString();
    if (type == QLatin1String("error"))
        return tl::unexpected(streamedError(m_transport.name(), m_request.model, body));
    if (type == QLatin1String("message_start")) {
        const auto message = body[QStringLiteral("message")].toObject();
        m_builder.setModel(message[QStringLiteral("model")].toString());
        takeUsage(message[QStringLiteral("usage")].toObject());
    } else if (type == QLatin1String("content_block_start")) {
        // Its text is empty by the documentation; a tool's input comes as pieces of JSON.
        const auto block = body[QStringLiteral("content_block")].toObject();
        if (block[QStringLiteral("type")] == QLatin1String("text"))
            takeBlock(block);
    } else if (type == QLatin1String("content_block_delta")) {
        takeDelta(body[QStringLiteral("delta")].toObject());
    } else if (type == QLatin1String("message_delta")) {
        takeStopReason(body[QStringLiteral("delta")][QStringLiteral("stop_reason")].toString());
        takeUsage(body[QStringLiteral("usage")].toObject());
    } else if (type == QLatin1String("message_stop")) {
        m_hasEnd = true;
    }
    // Pings, block ends, and what the future brings: the documentation says to pass over it.
    return {};
}

Status AnthropicReplyReader::takeWhole(const QJsonObject &message)
{
    if (!message[QStringLiteral("content")].isArray())
        return tl::unexpected(m_transport.unexpectedAnswer());
    m_hasEnd = true;
    m_builder.setModel(message[QStringLiteral("model")].toString());
    for (const auto &block : message[QStringLiteral("content")].toArray())
        takeBlock(block.toObject());
    takeStopReason(message[QStringLiteral("stop_reason")].toString());
    takeUsage(message[QStringLiteral("usage")].toObject());
    return {};
}

void AnthropicReplyReader::takeBlock(const QJsonObject &block)
{
    const auto type = block[QStringLiteral("type")].toString();
    if (type == QLatin1String("tool_use") && asksForTool(m_request))
        m_builder.addText(
            QString::fromUtf8(QJsonDocument(block[QStringLiteral("input")].toObject()).toJson(QJsonDocument::Compact)));
    else if (type == QLatin1String("text"))
        m_builder.addText(block[QStringLiteral("text")].toString());
}

void AnthropicReplyReader::takeDelta(const QJsonObject &delta)
{
    const auto type = delta[QStringLiteral("type")].toString();
    if (type == QLatin1String("text_delta"))
        m_builder.addText(delta[QStringLiteral("text")].toString());
    else if (type == QLatin1String("input_json_delta") && asksForTool(m_request))
        m_builder.addText(delta[QStringLiteral("partial_json")].toString());
}

void AnthropicReplyReader::takeStopReason(const QString &reason)
{
    if (reason.isEmpty())
        return;
    if (reason == QLatin1String("end_turn") || reason == QLatin1String("tool_use")
        || reason == QLatin1String("stop_sequence"))
        m_builder.setFinish(LlmFinish::Stop);
    else if (reason == QLatin1String("max_tokens") || reason == QLatin1String("model_context_window_exceeded"))
        m_builder.setFinish(LlmFinish::Length);
    else if (reason == QLatin1String("refusal"))
        m_builder.setFinish(LlmFinish::Refused);
    else
        m_builder.setFinish(LlmFinish::Other);
}

void AnthropicReplyReader::takeUsage(const QJsonObject &usage)
{
    constexpr std::array Fields{"input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens",
                                "output_tokens"};
    bool isTold = false;
    for (const auto *field : Fields) {
        const auto value = usage[QLatin1String(field)];
        if (!value.isDouble())
            continue;
        m_usage[QLatin1String(field)] = value;
        isTold = true;
    }
    const auto details = usage[QStringLiteral("output_tokens_details")].toObject();
    if (details[QStringLiteral("thinking_tokens")].isDouble())
        m_usage[QStringLiteral("thinking_tokens")] = details[QStringLiteral("thinking_tokens")];
    if (!isTold)
        return;
    const auto output = countIn(m_usage, Fields[3]);
    const auto thinking = std::min(output, countIn(m_usage, "thinking_tokens"));
    m_builder.setUsage({countIn(m_usage, Fields[0]), countIn(m_usage, Fields[1]), countIn(m_usage, Fields[2]),
                        output - thinking, thinking});
}

Result<LlmReply> AnthropicReplyReader::finish()
{
    if (!m_hasEnd)
        return tl::unexpected(m_transport.brokenStream());
    return m_builder.take();
}

} // namespace consultantos
