// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/event_stream.h"
#include "llm/llm_types.h"
#include "llm/providers/reply_builder.h"

#include <QJsonObject>
#include <QString>

namespace consultantos {

class ProviderTransport;

/// The body of POST /v1/messages (Anthropic API reference, "Create a Message"). A schema becomes a tool that the model
/// must use; the instructions are marked for the prompt cache.
[[nodiscard]] QJsonObject anthropicBody(const LlmRequest &request, bool isStream);
/// What of it /v1/messages/count_tokens takes.
[[nodiscard]] QJsonObject anthropicCountBody(const LlmRequest &request);

/// Reads a message, whole or as a stream. Input tokens there have no cached ones in them; output has those of thinking in
/// it, which output_tokens_details tells apart where a model thinks. A stream ends with message_stop; without it, it broke off.
class AnthropicReplyReader {
public:
    AnthropicReplyReader(const ProviderTransport &transport, const LlmRequest &request,
                         const LlmProvider::OnText &onText);

    [[nodiscard]] Status takeEvent(const ServerEvent &event);
    [[nodiscard]] Status takeWhole(const QJsonObject &message);
    [[nodiscard]] Result<LlmReply> finish();

private:
    void takeBlock(const QJsonObject &block);
    void takeDelta(const QJsonObject &delta);
    void takeStopReason(const QString &reason);
    void takeUsage(const QJsonObject &usage);

    const ProviderTransport &m_transport;
    const LlmRequest &m_request;
    ReplyBuilder m_builder;
    QJsonObject m_usage; ///< each field as last told: the stream's end tells only some of them again
    bool m_hasEnd = false;
};

} // namespace consultantos
