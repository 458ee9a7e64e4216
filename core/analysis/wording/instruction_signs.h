// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// Whether a passage speaks to a language model rather than to a reader of the document: instructions that earlier ones
/// be left aside, roles and tags of chat formats, replies made ready to be copied, commands on what to answer, in English,
/// German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese and Japanese, also spaced out, encoded or
/// with letters of other alphabets that look alike. Such a passage is not shown to a model at all. By rule, so it misses
/// what no rule names: what a model makes of that is stopped by the checks of its statements. Pure.
[[nodiscard]] bool speaksToModel(const QString &passage);

} // namespace consultantos
