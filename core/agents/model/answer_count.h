// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/language_model.h"
#include "model/model_writing.h"

namespace consultantos {

/// Adds a reply to what was asked of a model: calls, tokens, cost, the reply's name in the cache.
void countAnswer(ModelUse &use, const LlmAnswer &answer);

} // namespace consultantos
