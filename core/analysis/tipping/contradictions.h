// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QList>
#include <QString>

namespace consultantos {

/// Two places of a report that judge the same figure of the company in opposite ways.
struct Contradiction {
    QString figure;     ///< id of its fact or computation
    QString favourable; ///< "swot.strengths.1": framework, section and item; or section and driver
    QString adverse;
    /// Why both can stand: they hold the figure against different references. Empty: nothing explains it, and the report has
    /// to be put right.
    QString settledBy;
};

/// SWOT's strengths and weaknesses against the drivers of all other frameworks' scores, and these against each other.
/// A driver speaks for or against the company where its score is more than a quarter from the middle of the scale; in
/// Porter's forces a high score is against it. In order of the figures' ids.
[[nodiscard]] QList<Contradiction> contradictions(const Report &report);

[[nodiscard]] QJsonObject toJson(const Contradiction &contradiction);

} // namespace consultantos
