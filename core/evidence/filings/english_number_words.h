// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace consultantos {

/// "one hundred and twenty-five" → 125, "no" → 0, as the SEC's transformation numwordsen reads it: whole numbers below
/// 10^15. Nothing if a word is no number's.
[[nodiscard]] std::optional<qint64> numberOfEnglishWords(QStringView text);

} // namespace consultantos
