// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/chat_evidence.h"
#include "llm/llm_types.h"
#include "model/conversation.h"

#include <QList>
#include <QString>

namespace consultantos {

/// Asks for an answer to `question` from the evidence alone. What stands in documents is data: it can't end the block
/// that it stands in, nor look like a citation. Of `history` the last few messages go along, shortened. Pure.
[[nodiscard]] LlmRequest chatRequest(const QString &question, const ChatEvidence &evidence,
                                     const QList<ChatMessage> &history);

/// Asks for `question` written out so that it stands without the messages before it. Pure.
[[nodiscard]] LlmRequest writtenOutRequest(const QString &question, const QList<ChatMessage> &history);

/// The question in the reply to that; empty if it is no usable one. Pure.
[[nodiscard]] QString writtenOutQuestion(const QString &reply);

} // namespace consultantos
