// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QString>

#include <functional>

namespace consultantos {

/// How the Markdown of a report writes its pieces, labelled with their evidence.
struct MarkdownPieces {
    std::function<QString(const Claim &)> claim;
    std::function<QString(const std::optional<Figure> &)> figure;
    std::function<QString(const QString &)> text;
    Wording wording{};
};

/// The options' table, then each with its conditions and its first hundred days, then what would put another one first,
/// without the heading over all.
[[nodiscard]] QString markdownRecommendations(const Report &report, const MarkdownPieces &write);

} // namespace consultantos
