// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/report_difference.h"
#include "storage/report_repository.h"

#include <QString>

namespace consultantos {

/// The kinds as the window names them, translated.
[[nodiscard]] QString causeKindTitle(CauseKind kind);
[[nodiscard]] QString changeKindTitle(ReportChangeKind kind);
/// What changed, for people: a statement's id as the name of the page and place that it stands in.
[[nodiscard]] QString changeTitle(const ReportChange &change);
/// What it was before or is now, a figure or score in the form of the window's language. `value`: change.before or .after.
[[nodiscard]] QString changeValue(const ReportChange &change, const QString &value);
/// "Tesla, 27/11/2026 10:02: question", as a report is chosen by.
[[nodiscard]] QString reportLine(const ReportSummary &report);
/// The kinds of its causes, each once, the largest share first.
[[nodiscard]] QString causeKinds(const ReportChange &change);

/// The whole difference as text with tabs, a change and cause a line: as spreadsheets take it.
[[nodiscard]] QString differenceTable(const ReportDifference &difference);
/// As Markdown, for a mail or a note. `before` and `after` name the reports.
[[nodiscard]] QString differenceMarkdown(const ReportDifference &difference, const QString &before,
                                         const QString &after);

} // namespace consultantos
