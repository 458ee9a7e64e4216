// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/template/cell_facts.h"
#include "evidence/template/workbook_layout.h"

namespace consultantos::client_workbook {

/// The facts of a sheet of one of the three statements. A row without a known id is the line that is called so, else a
/// row of the user's own, kept under its label.
[[nodiscard]] QList<Fact> readStatementSheet(const SheetGrid &sheet, SheetKind kind, const WorkbookContext &context);

/// The facts of segments and regions.
[[nodiscard]] QList<Fact> readSegmentsSheet(const SheetGrid &sheet, const WorkbookContext &context);

/// The competitors in the order of the sheet, each with all its years.
[[nodiscard]] QList<PeerFigures> readCompetitorsSheet(const SheetGrid &sheet, const WorkbookContext &context);

} // namespace consultantos::client_workbook
