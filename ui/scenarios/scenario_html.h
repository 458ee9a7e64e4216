// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/market/market_sizing.h"
#include "scenarios/scenario_desk.h"

#include <QString>

class QPalette;

namespace consultantos {

/// Median, mean, nine of ten draws and lines of the output that is shown.
[[nodiscard]] QString scenarioSummary(const ScenarioDesk &desk);
/// The four worlds and the signposts that tell them early, as HTML.
[[nodiscard]] QString worldsHtml(const ScenarioModel &model, const ScenarioStudy &study, const QPalette &palette);
/// The tree, its best choices, and what knowing more is worth, as HTML.
[[nodiscard]] QString decisionHtml(const DecisionTree &tree, const Result<DecisionAnalysis> &analysis,
                                   const QPalette &palette);
[[nodiscard]] QString goalSeekText(const ScenarioModel &model, const Result<GoalSeek> &found);
/// The formulas behind the outputs, as HTML: nothing is computed that can't be read.
[[nodiscard]] QString formulasHtml(const ScenarioModel &model, const QPalette &palette);
/// Both ways of the market's size, what divides them, and warnings, as HTML.
[[nodiscard]] QString sizingHtml(const MarketSizingModel &model, const MarketSizing &sizing, const QPalette &palette);

} // namespace consultantos
