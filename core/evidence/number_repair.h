// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace consultantos {

/// JSON in which numbers that no double or 64-bit integer holds, and the words NaN and Infinity that some writers put
/// for numbers, are replaced by null, so that one such value doesn't cost the whole file. Empty if there are none, or
/// if `json` has a number that isn't written as JSON writes them. Pure.
[[nodiscard]] std::optional<QByteArray> withoutImpossibleNumbers(const QByteArray &json);

} // namespace consultantos
