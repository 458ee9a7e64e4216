// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_table.h"
#include "base/result.h"
#include "evidence/fact_store.h"

#include <QString>

#include <optional>
#include <vector>

namespace consultantos {

/// The series of a CSV file in the long form, or of standard input for "-". Read in pieces.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfTable(const QString &path);

/// A company's yearly values of a tag or standardised line (quarterly ones with that frequency), the whole company's in its
/// most used unit. NotFound where there are none.
[[nodiscard]] Result<forecasting::RawSeries> seriesOfCompany(const FactStore &facts, const QString &company,
                                                             const QString &wanted,
                                                             std::optional<forecasting::Frequency> frequency);

} // namespace consultantos
