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

/// The body of POST …:generateContent and …:streamGenerateContent (Gemini API reference, "Generating content").
[[nodiscard]] QJsonObject geminiBody(const LlmRequest &request);

/// A usageMetadata in our counts: promptTokenCount holds the cached ones, candidatesTokenCount no thoughts.
[[nodiscard]] LlmUsage geminiUsage(const QJsonObject &usage);

/// Reads a GenerateContentResponse, or the row of them that a stream is. A stream ends with a finishReason, or with the
/// word that the prompt is blocked; without either, it broke off.
class GeminiReplyReader {
public:
    GeminiReplyReader(const ProviderTransport &transport, const LlmRequest &request, const LlmProvider::OnText &onText);

    [[nodiscard]] Status takeEvent(const ServerEvent &event);
    [[nodiscard]] Status take(const QJsonObject &response);
    [[nodiscard]] Result<LlmReply> finish();

private:
    void takeFinish(const QString &reason);

    const ProviderTransport &m_transport;
    const LlmRequest &m_request;
    ReplyBuilder m_builder;
    bool m_hasEnd = false;
};

} // namespace consultantos
