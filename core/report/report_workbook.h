// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/report.h"
#include "report/export_options.h"

#include <QByteArray>

namespace consultantos {

/// A report as an XLSX workbook that computes: sheet "Facts" holds what was reported, framed and with its source as a
/// comment, "Computations" the printed formulas over it, and a sheet each section its texts, tables and native charts, whose
/// numbers are those cells. Statement lines, ratios and scores have names ("revenue_FY2024"). Any thread.
[[nodiscard]] Result<QByteArray> renderWorkbook(const Report &report, const ExportOptions &options);

} // namespace consultantos
