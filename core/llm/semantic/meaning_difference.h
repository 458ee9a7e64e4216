// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "llm/semantic/prompt_meaning.h"

#include <QString>

#include <optional>

namespace consultantos {

/// Why a reply to one prompt is none to the other, in a few words for the user; nothing if what tells something is there
/// in both: the same names, periods, numbers with their units, negations, directions, quantifiers, other words, question
/// and, where it matters, order. Symmetric. Pure.
[[nodiscard]] std::optional<QString> meaningDifference(const PromptMeaning &one, const PromptMeaning &other);

} // namespace consultantos
