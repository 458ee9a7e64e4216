// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "forecast/forecast_entry.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace consultantos {

/// series,step,period,mean,lo80,hi80,lo95,hi95,method,origin: as the command line writes it, with the period, and whose value
/// it is ("forecast", "own growth", "own value"). Series without a forecast are left out. UTF-8. Pure.
[[nodiscard]] QByteArray forecastCsv(const std::vector<ForecastEntry> &entries);

/// What the table of values shows, with tabs: as spreadsheets take it from the clipboard. Pure.
[[nodiscard]] QString forecastClipboardText(const ForecastEntry &entry);

} // namespace consultantos
