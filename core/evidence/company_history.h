// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/series_preparation.h"
#include "base/result.h"
#include "evidence/growth_anchors.h"
#include "model/company.h"
#include "model/evidence.h"

#include <QList>
#include <QString>

#include <memory>

namespace consultantos {

class FactStore;

/// A standardised line of a company with its values, oldest first.
struct HistoryLine {
    QString id;
    QString label;
    QString unit;
    QList<Figure> years;
    QList<Figure> quarters;
};

/// What of a company can be forecast, and the facts and computations that it comes from.
struct CompanyHistory {
    Company company;
    QList<HistoryLine> lines; ///< with three years or eight quarters at least, in the statements' order
    EvidenceBook evidence;
    QList<GrowthAnchor> anchors; ///< that its growth may be held against
};

/// Reads and derives it. Does I/O. NotFound for an unknown company, NotDerivable for one without such lines.
[[nodiscard]] Result<std::shared_ptr<const CompanyHistory>> companyHistory(const FactStore &facts,
                                                                           const QString &company,
                                                                           const QString &resourceDir);

/// A period as the series below writes it: "2024" or "2024Q1", by the company's own years.
[[nodiscard]] QString historyLabel(const Period &period, bool isQuarterly);
/// A line's values by the company's own years and quarters. Pure.
[[nodiscard]] forecasting::RawSeries seriesOfLine(const CompanyHistory &history, const HistoryLine &line,
                                                  bool isQuarterly);

} // namespace consultantos
