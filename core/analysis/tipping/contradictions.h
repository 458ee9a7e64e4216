// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QList>

namespace consultantos {

/// SWOT's strengths and weaknesses against the drivers of all other frameworks' scores, and these against each other.
/// A driver speaks for or against the company where its score is more than a quarter from the middle of the scale; in
/// Porter's forces a high score is against it. Then VRIO's verdicts, written knowledge that is an opportunity here and a
/// threat there, and documents that speak against a statement. In order of the figures' ids.
///
/// One rule settles: the better evidence outweighs. Of two references that is the one on which statements have the higher
/// confidence (peers' median, then a published average, then own earlier years); of a figure and a text, the figure where the
/// text isn't later than the figures. What that leaves open is `settledBy` empty.
[[nodiscard]] QList<Contradiction> contradictions(const Report &report);

} // namespace consultantos
