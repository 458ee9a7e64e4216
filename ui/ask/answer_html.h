// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/answer.h"

#include <QPalette>
#include <QString>

namespace consultantos {

/// The answer as rich text: what was asked for in large letters, how it came about, and each fact and passage with where
/// it stands. What stands in a document is a link "place:<evidence id>", see evidenceLink().
[[nodiscard]] QString answerToHtml(const Answer &answer, const QPalette &palette);
/// The answer with its sources as plain text, to be pasted into a document.
[[nodiscard]] QString answerToText(const Answer &answer);

} // namespace consultantos
