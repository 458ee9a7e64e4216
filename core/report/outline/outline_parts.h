// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/outline/outline.h"
#include "report/outline/source_notes.h"

#include <optional>

/// The pieces that outline_builder.cpp puts together. Pure and thread-safe.
namespace consultantos::outline {

/// A claim with its grade; what it stands on is noted behind its words.
[[nodiscard]] Text textOf(const Report &report, const Claim &claim);
[[nodiscard]] Text words(const QString &text);
[[nodiscard]] Text labelled(const QString &label, const Text &text);
[[nodiscard]] Block paragraph(const Text &text);
[[nodiscard]] Block bullet(const Text &text, int level = 0);
[[nodiscard]] Block block(Table table);
[[nodiscard]] Block block(Chart chart);
/// A figure as it stands in a table whose caption names the currency; a dash where there is none.
[[nodiscard]] Cell cellOf(const std::optional<Figure> &figure, const QString &currency = {});
/// The evidence of all figures in a table, each once.
[[nodiscard]] QStringList refsOf(const Table &table);

/// The options by score, then each with its conditions and first hundred days, then what would put another one first.
[[nodiscard]] Section recommendationsSection(const Report &report, const Wording &wording = {});
/// One framework with its chart, sections, drivers and items.
[[nodiscard]] Section frameworkSection(const Report &report, const FrameworkResult &framework,
                                       const Wording &wording = {});
/// Statements, breakdowns, ratios and identities with their charts; no section where there are no figures.
[[nodiscard]] std::optional<Section> financialsSection(const Report &report, const Wording &wording = {});
/// The lights of the company's figures and their peers; no section where none is judged.
[[nodiscard]] std::optional<Section> healthSection(const Report &report, const Wording &wording = {});
/// Each forecast with its chart and table; no section where there are none.
[[nodiscard]] std::optional<Section> forecastsSection(const Report &report, const Wording &wording = {});
/// The review of the report; no section where there was none.
[[nodiscard]] std::optional<Section> qualitySection(const Report &report, const Wording &wording = {});
/// Sources, computations, facts, passages and playbook entries under their labels. A line a source; computations of one formula
/// and facts of one tag share a row, grouped by statement, with a value a period; passages by their beginnings.
[[nodiscard]] QList<Section> evidenceSections(const Report &report, const SourceNotes &notes,
                                              const Wording &wording = {});

} // namespace consultantos::outline
