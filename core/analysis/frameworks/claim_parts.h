// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"

namespace consultantos {

/// Writes the first sentence of `source`, without its full stop, into `target`, its numbers with their references and all
/// evidence of the source.
void writeFirstSentence(ClaimBuilder &target, const Claim &source);
/// The whole claim under another id.
[[nodiscard]] Claim withId(Claim claim, const QString &id);
/// "two", "three", …, "many" for use where a report may hold no figure.
[[nodiscard]] QString numberWord(int number);

} // namespace consultantos
