// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/reconciliation.h"
#include "analysis/forecasting/series_preparation.h"
#include "base/result.h"
#include "evidence/fact_store.h"
#include "forecast_output.h"

#include <QString>

#include <optional>
#include <vector>

namespace consultantos {

/// Series of which some are sums of others.
struct SeriesHierarchy {
    std::vector<forecasting::RawSeries> series;
    forecasting::Hierarchy hierarchy;
};

/// A company's revenue with its parts by "segment", "product" or "region", the whole company first; what the parts leave of
/// it is a series of its own. NotFound where no filings tell of parts, for two years in a row at least.
[[nodiscard]] Result<SeriesHierarchy> hierarchyOfCompany(const FactStore &facts, const QString &resourceDir,
                                                         const QString &company, const QString &kind);

/// The series of a table with the totals that a file of two columns, total and part, names. NotFound for a series that the
/// table hasn't got.
[[nodiscard]] Result<SeriesHierarchy> hierarchyOfTable(std::vector<forecasting::RawSeries> series, const QString &path);

/// Each series' forecast, reconciled. All fail together: what doesn't add up is no hierarchy.
[[nodiscard]] Result<std::vector<ForecastOutcome>> forecastTogether(const SeriesHierarchy &parts,
                                                                    std::optional<forecasting::Frequency> frequency,
                                                                    std::optional<std::size_t> steps);

} // namespace consultantos
