// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QString>

namespace consultantos {

/// The window's names of a report's ids, translated; an unknown id comes back with its underscores as spaces.
/// `fallback`: the title that a framework's file gives.
[[nodiscard]] QString frameworkTitle(const QString &id, const QString &fallback = {});
[[nodiscard]] QString sectionTitle(const QString &id, const QString &fallback);
/// Where in a report an id is, as its pages are headed: "porter.buyers.score" → "Porter's five forces: Buyers",
/// "swot.strengths.1" → "SWOT and TOWS: Strengths 1", "recommendation.3" → "3. Build on the gross margin".
[[nodiscard]] QString placeTitle(const Report &report, const QString &id);
[[nodiscard]] QString fieldTitle(const QString &key);
[[nodiscard]] QString fieldValue(const QString &value);
[[nodiscard]] QString statementTitle(const QString &kind, const QString &frequency);
[[nodiscard]] QString ratioGroupTitle(const QString &group);
[[nodiscard]] QString reportStatus(const QString &status);
[[nodiscard]] QString depthTitle(const QString &depth);
[[nodiscard]] QString trendTitle(const QString &trend);

/// "from the cache (memory), computed 5 min ago"; empty for what was computed.
[[nodiscard]] QString servedText(const ServedFrom &from);
/// How an analysis ended, for the status bar.
[[nodiscard]] QString finishedText(const Report &report);

} // namespace consultantos
