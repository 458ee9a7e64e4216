// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/conversation.h"

namespace consultantos::test {

/// An answer on Tesla's gross margin in a model's words: three sentences, of which one has a number that was struck, with
/// a figure, a passage and a report's claim as sources.
[[nodiscard]] ChatMessage sampleChatAnswer();
/// Makes a few conversations in the store; the newest is about the gross margin.
void fillConversations(AppServices &services, const QString &reportId = {});

} // namespace consultantos::test
