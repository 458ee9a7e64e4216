// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <optional>

namespace consultantos {

/// Confidence of a sentence that a person wrote, and of one with a number that the facts deny.
inline constexpr double PersonConfidence = 0.8;
inline constexpr double DeniedConfidence = 0.4;

/// Puts the sentences of `edits` over those of the report, which must show none of a person's yet, and adds them to
/// report.edits with what became of each. A claim that a person wrote has grade Person; numbers that stand in both texts,
/// or in the text as the person read it, keep what they refer to. Scores, weights and answers are the analysis's work: they are left out. Pure.
[[nodiscard]] Report withTextEdits(Report report, const QList<ReportEdit> &edits);
/// The report with its computed sentences again, to the byte; report.edits keeps the edits of other kinds.
[[nodiscard]] Report withoutTextEdits(Report report);

/// How the sentence of a claim reads in `read`, the same report in another language: for the edit that a person writes of it there.
[[nodiscard]] EditReading editReadingOf(const Report &report, const Report &read, const QString &language,
                                        const QString &claim);

/// The report's edit of that place; null if there is none.
[[nodiscard]] const ReportEdit *editOf(const Report &report, EditKind kind, const QString &target);
/// Those that a person has to decide on: see EditState::Conflict.
[[nodiscard]] QList<ReportEdit> conflictsOf(const Report &report);

/// A place that can be edited, with what the report shows there.
struct EditPlace {
    EditKind kind = EditKind::Text;
    QString target;
    QString title; ///< for people: "Rivalry: Revenue growth"
    QString shown; ///< the sentence, or the number of editNumber()
    QString base;  ///< what was computed there; the same as `shown` without an edit
};
/// All of them, in reading order, each once. Answers are places of data requests, not listed here.
[[nodiscard]] QList<EditPlace> editPlaces(const Report &report);
/// The one of that kind and target, if the report has it.
[[nodiscard]] std::optional<EditPlace> editPlaceOf(const Report &report, EditKind kind, const QString &target);
/// The section that a score, weight or answer is in ("porter.rivalry.…"); null if the report has none.
[[nodiscard]] const FrameworkSection *sectionOf(const Report &report, const QString &target);

} // namespace consultantos
