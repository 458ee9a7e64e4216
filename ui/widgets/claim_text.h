// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"
#include "model/evidence.h"

#include <QPalette>
#include <QString>

namespace consultantos {

/// A claim as rich text: every number of Claim::numbers is a link "number:<claim>/<index>", and the grade stands
/// behind the text as a link "claim:<claim>" in words, not by colour alone.
[[nodiscard]] QString claimToHtml(const Claim &claim, const QPalette &palette);
/// The grade in words and its colour, as a link to `href`; stands behind what it grades.
[[nodiscard]] QString gradeMarkToHtml(Grade grade, const QString &href, const QPalette &palette);
/// The grade as the window names it, translated.
[[nodiscard]] QString gradeLabel(Grade grade);
/// A figure as a link "ref:<id>", written by formatValue().
[[nodiscard]] QString figureToHtml(const Figure &figure);
/// "number:…", "claim:…" or "ref:…" percent-encoded, so that any id survives as a link.
[[nodiscard]] QString evidenceLink(const QString &scheme, const QString &id);

} // namespace consultantos
