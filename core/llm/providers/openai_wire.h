// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/event_stream.h"
#include "llm/llm_types.h"
#include "llm/providers/openai_preset.h"
#include "llm/providers/reply_builder.h"

#include <QJsonObject>
#include <QString>

namespace consultantos {

class ProviderTransport;

/// The body of POST …/chat/completions (OpenAI API reference, "Create chat completion").
[[nodiscard]] QJsonObject openAiBody(const LlmRequest &request, const OpenAiPreset &preset, bool isStream);

/// A usage object in our counts. OpenAI's prompt_tokens holds the cached ones and completion_tokens the reasoning ones;
/// where the total says that reasoning stands beside the completion, it is left there. DeepSeek's prompt_cache_hit_tokens
/// and a cached_tokens beside the others are known too.
[[nodiscard]] LlmUsage openAiUsage(const QJsonObject &usage);

/// Reads an answer of chat completions, whole or as a stream. A stream ends with "[DONE]"; without it, it broke off.
class OpenAiReplyReader {
public:
    OpenAiReplyReader(const ProviderTransport &transport, const LlmRequest &request, const LlmProvider::OnText &onText);

    [[nodiscard]] Status takeEvent(const ServerEvent &event);
    [[nodiscard]] Status takeWhole(const QJsonObject &answer);
    [[nodiscard]] Result<LlmReply> finish();

private:
    [[nodiscard]] Status takeChunk(const QJsonObject &chunk, const QString &messageField);
    void takeMessage(const QJsonObject &message);
    [[nodiscard]] Status takeFinish(const QString &reason);
    void takeUsage(const QJsonObject &chunk, const QJsonObject &choice);

    const ProviderTransport &m_transport;
    const LlmRequest &m_request;
    ReplyBuilder m_builder;
    bool m_isRefused = false;
    bool m_hasChoice = false;
    bool m_hasEnd = false;
};

} // namespace consultantos
