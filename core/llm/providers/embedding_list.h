// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonArray>
#include <QList>

#include <optional>
#include <vector>

namespace consultantos {

/// A vector of an answer; empty if it is none.
[[nodiscard]] std::optional<std::vector<float>> vectorOf(const QJsonArray &numbers);

/// Whether there are `count` vectors, of one length.
[[nodiscard]] bool areEmbeddings(const QList<std::vector<float>> &vectors, qsizetype count);

} // namespace consultantos
