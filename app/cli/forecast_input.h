// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_table.h"
#include "base/result.h"
#include "evidence/company_history.h"
#include "evidence/fact_store.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

/// The series of a CSV file in any form that SeriesTableReader takes, or of standard input for "-". Read in pieces.
[[nodiscard]] Result<std::vector<forecasting::RawSeries>> seriesOfTable(const QString &path);

/// A company's yearly values of a tag or standardised line (quarterly ones with that frequency), the whole company's in its
/// most used unit. NotFound where there are none.
[[nodiscard]] Result<forecasting::RawSeries> seriesOfCompany(const FactStore &facts, const QString &company,
                                                             const QString &wanted,
                                                             std::optional<forecasting::Frequency> frequency);

/// A line of a company's statements as a report keeps it: its series and where its figures come from.
struct KeepableLine {
    forecasting::RawSeries series;
    std::shared_ptr<const CompanyHistory> history;
    QString lineId;
};

/// Of an id or label of a line. NotFound, with the lines that there are, for others.
[[nodiscard]] Result<KeepableLine> keepableLine(const FactStore &facts, const QString &resourceDir,
                                                const QString &company, const QString &wanted, bool isQuarterly);

} // namespace consultantos
