// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/forecast_adjustment.h"
#include "analysis/forecasting/series_preparation.h"
#include "base/result.h"
#include "evidence/company_history.h"
#include "model/report.h"

#include <QString>

#include <cstddef>
#include <memory>
#include <optional>

namespace consultantos {

/// A forecast that the user wants to have in a report.
struct ForecastToKeep {
    forecasting::PreparedSeries series;
    std::size_t steps = 0;
    std::shared_ptr<const CompanyHistory> company; ///< null: the series is of a table
    QString lineId;                                ///< of the company's
    std::optional<forecasting::Method> method;     ///< alone; none: the program's choice
    forecasting::ForecastAdjustment adjustment;
};

/// The report with that forecast, its figures among the evidence; one of the same line and frequency is replaced. NotDerivable, in
/// words for the user, where a report has no periods for it: a table whose periods are mere numbers. Pure.
[[nodiscard]] Result<Report> reportWith(Report report, const ForecastToKeep &kept);

} // namespace consultantos
