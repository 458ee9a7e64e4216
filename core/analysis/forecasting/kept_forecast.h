// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/forecast_adjustment.h"
#include "base/result.h"
#include "model/evidence.h"
#include "model/forecast.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <functional>
#include <optional>

namespace consultantos::forecasting {

/// A series that the user wants to have in a report.
struct KeptSeries {
    QString companyId; ///< "table" for a series of the user's own
    QString concept_;  ///< id of resources/concepts.json, or the series' name
    QString label;
    QList<Figure> history;        ///< oldest first, without gaps, of one unit
    int valuesPerYear = 1;        ///< 1, 4 or 12; of other frequencies their season, see chosenSeason()
    std::optional<Method> method; ///< alone, as the user chose; none: the program's choice
    QList<Period> ahead;          ///< of the steps, where they don't follow from the last one's
};

/// The values of a table as figures: each is a computation that is the number itself, told to be the user's, in `book`, which is
/// going to be forecast by so many steps. NotDerivable for series without a frequency: a report has no periods for them.
[[nodiscard]] Result<KeptSeries> keptTable(const PreparedSeries &series, std::size_t steps, EvidenceBook &book);
/// A company's values as they were forecast: what is reported, and between it what the preparation filled in, as computations that say
/// so. `reported` are the line's figures, oldest first, whose labels `labelOf` gives as the series writes them.
[[nodiscard]] QList<Figure> keptHistory(const PreparedSeries &series, const QList<Figure> &reported,
                                        const std::function<QString(const Period &)> &labelOf, const QString &companyId,
                                        const QString &concept_, const QString &label, EvidenceBook &book);

/// The forecast with its figures as computations in `book`, which must hold what the history refers to. The program's own are
/// forecast(…) over the history; values of the user are numbers that say so; what his growth moved is the year before times
/// that growth. NotDerivable where there are too few values.
[[nodiscard]] Result<Forecast> keptForecast(const KeptSeries &series, std::size_t steps,
                                            const ForecastAdjustment &adjustment, EvidenceBook &book);

} // namespace consultantos::forecasting
