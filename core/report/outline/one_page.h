// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"
#include "report/outline/outline.h"

namespace consultantos {

/// The executive one-pager: answer, situation, complication, three supports, the best options, what would have to be true of
/// the first, risks, the first steps and the sources, each shortened to whole sentences so that all of it fits on a page.
/// Nothing in it refers to evidence, which stands in the full report. Pure.
[[nodiscard]] outline::Outline onePageOutline(const Report &report, const Wording &wording = {});

/// Whole sentences from the front, as many as fit into `room` characters; where not even the first does, its front up to a
/// comma, with an ellipsis.
[[nodiscard]] QString shortened(const QString &text, qsizetype room);

} // namespace consultantos
