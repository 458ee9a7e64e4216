// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/driver_forecast.h"
#include "base/result.h"

#include <QString>

namespace consultantos {

/// A company's driver tree as an XLSX workbook: sheet "Assumptions" (value, unit, range, whose, source), which may be changed,
/// "Drivers" (a row a line, a column a year, each cell the model's own formula over the cells that it names, and what the years are
/// worth) and "Intervals" (80 and 95 % of the simulation, as plain values that say so). Nothing is at the path before it is whole.
[[nodiscard]] Status writeDriverWorkbook(const DriverForecast &forecast, const QString &path);

} // namespace consultantos
