// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/evidence.h"
#include "model/forecast.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos::forecasting {

/// What is forecast: a statement's line of one company.
struct FigureSeries {
    QString companyId;
    QString concept_;                     ///< id of resources/concepts.json
    QString label;                        ///< "Revenue"
    QList<std::optional<Figure>> figures; ///< fiscal years, newest first, as statements have them
};

/// The forecast of a line's fiscal years: from the newest back to the first year that is missing. Its computations print
/// forecast(…) over exactly these figures and get into `book`, which must hold what the figures refer to. NotDerivable for
/// fewer than two years; the sentence is English and without figures, for a data request.
[[nodiscard]] Result<Forecast> forecastFigures(const FigureSeries &series, int years, EvidenceBook &book);

} // namespace consultantos::forecasting
