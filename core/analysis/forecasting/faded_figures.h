// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/growth_fade.h"
#include "base/result.h"
#include "model/evidence.h"
#include "model/forecast.h"

#include <QString>

namespace consultantos::forecasting {

/// A growth to fade to, with whose it is.
struct FadeBasis {
    GrowthFade fade;
    QString anchor; ///< id of a published growth: "industry", "economy" or "world"; empty: the user's own rate
    QString source; ///< of the published one
};

/// A report's forecast of fiscal years with its growth faded as faded() does it. Its figures are computations over those of the
/// forecast as it was made, which stay among the evidence, and over the rate, which is a figure with its source; a note
/// says it. NotDerivable where periods aren't years, or the last value or a forecast isn't above zero. English.
[[nodiscard]] Result<Forecast> fadedForecast(Forecast forecast, const FadeBasis &basis, const QString &companyId,
                                             EvidenceBook &book);

} // namespace consultantos::forecasting
