// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/market/market_sizing.h"
#include "analysis/scenarios/decision_tree.h"
#include "analysis/scenarios/scenario_model.h"
#include "base/result.h"

#include <QByteArray>

#include <optional>

namespace consultantos {

/// What a scenario or decision file holds.
struct ScenarioFile {
    ScenarioModel model; ///< empty for a decision alone
    std::optional<DecisionTree> decision;
};

/// Of the text of such a file; `name` is what messages call it.
[[nodiscard]] Result<ScenarioFile> scenarioOfBytes(const QByteArray &bytes, const QString &name);

// These read and write files: on the pool only.
/// A file of format consultantos-scenario or consultantos-decision, 16 MB at most. Errors: Unreadable, Malformed with the line.
[[nodiscard]] Result<ScenarioFile> readScenarioFile(const QString &path);
[[nodiscard]] Result<MarketSizingModel> readSizingFile(const QString &path);

} // namespace consultantos
