// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QString>
#include <QStringList>

#include <optional>

/// What every rendering of recommendations says in the same words, in the language of the wording given. Pure and
/// thread-safe.
namespace consultantos::recommendation_text {

/// How the options' scores are to be read.
[[nodiscard]] QString preface(const Wording &wording = {});
/// "Week 1", "Weeks 2 to 3".
[[nodiscard]] QString weeks(const PlannedAction &action, const Wording &wording = {});
/// The column titles of the options' table; the criteria's stand in the recommendation's order.
[[nodiscard]] QStringList optionColumns(const Wording &wording = {});
/// How a condition is found out, and why it has no threshold where it has none.
[[nodiscard]] QString test(const Condition &condition, const Wording &wording = {});
/// Whether the report has scored options; those of earlier versions have none.
[[nodiscard]] bool hasScores(const Report &report);
/// A criterion's weight, as the figure that the score rests on; empty where the evidence lacks it.
[[nodiscard]] std::optional<Figure> weight(const Report &report, const Recommendation &recommendation,
                                           const QString &criterion);
/// An end of the score's interval, as the figure in the evidence; empty where that lacks it.
[[nodiscard]] std::optional<Figure> bound(const Report &report, const Recommendation &recommendation, bool isLow);

} // namespace consultantos::recommendation_text
