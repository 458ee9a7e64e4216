// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A section's score before a step in the report and after it.
struct ScoreChange {
    QString target; ///< "porter.rivalry.score"
    std::optional<Score> before;
    std::optional<Score> after;
};

/// The scores that a step moved, narrowed or widened, in the report's order. Pure.
[[nodiscard]] QList<ScoreChange> scoreChanges(const Report &before, const Report &after);
[[nodiscard]] QJsonObject toJson(const ScoreChange &change); ///< {score, before, after}

} // namespace consultantos
