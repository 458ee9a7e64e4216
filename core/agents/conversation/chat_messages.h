// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/chat_evidence.h"
#include "agents/conversation/prose_checker.h"
#include "model/conversation.h"

namespace consultantos {

/// The built-in engine's answer as a message: its words, each quotation with its source. Pure.
[[nodiscard]] ChatMessage builtInMessage(const Answer &answer);

/// A model's checked text as a message; of the evidence only what it cites and what the built-in answer is stays, numbered
/// in the order in which it is cited. Pure.
[[nodiscard]] ChatMessage proseMessage(const CheckedProse &prose, const Answer &answer, const ChatEvidence &evidence);

} // namespace consultantos
