// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/conversation.h"
#include "storage/conversation_repository.h"

#include <QString>

namespace consultantos {

/// The whole id of the one conversation whose id begins so; InvalidArgument if there are several.
[[nodiscard]] Result<QString> wholeConversationId(const ConversationRepository &conversations, const QString &prefix);

/// A message as terminals show it: the text with its citations, then its sources, then what was struck and why.
[[nodiscard]] QString chatText(const ChatMessage &message);

} // namespace consultantos
