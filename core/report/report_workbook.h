// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"
#include "report/readback/row_mark.h"

#include <QByteArray>

namespace consultantos {

/// A report as an XLSX workbook that computes: sheet "Facts" holds what was reported, framed and with its source as a
/// comment, "Weights" the drivers' weights, "Computations" the printed formulas over it, and a sheet each section its texts, tables and native charts, whose
/// numbers are those cells. Statement lines, ratios and scores have names ("revenue_FY2024"). Any thread.
[[nodiscard]] Result<QByteArray> renderWorkbook(const Report &report, const ExportOptions &options);

/// The rows of that workbook, in order, as their marks say them; see readback/row_mark.h. `report` is in the language of
/// `wording`. Any thread.
[[nodiscard]] Result<QList<WrittenRow>> workbookRows(const Report &report, const Wording &wording = {});

} // namespace consultantos
