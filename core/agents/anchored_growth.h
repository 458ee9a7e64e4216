// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/growth_fade.h"
#include "base/result.h"
#include "evidence/growth_anchors.h"
#include "model/company.h"
#include "model/fade_target.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A company's yearly forecast beside what is published of growth.
struct AnchoredGrowth {
    QList<GrowthAnchor> anchors;
    std::optional<double>
        own; ///< mean growth a year of the forecast as it was made; empty where values aren't positive
    /// Where one was asked for it is in the steps; else what the industry's rate would be, for `test`.
    std::optional<forecasting::GrowthFade> fade;
    QString fadeAnchor; ///< whose rate that is, an id of `anchors`; empty: the user's
    bool isFaded = false;
    std::optional<forecasting::FadeTest> test; ///< of `fade`

    /// Translated sentences, a source with each figure.
    [[nodiscard]] QStringList inWords() const;
};

/// {own, anchors[{id, title, rate, source, year}], fade{rate, years, applied, backtest{origins, own_error, faded_error}}}
[[nodiscard]] QJsonObject toJson(const AnchoredGrowth &growth);

/// The words and tests of a forecast as it was made, of positive values. `fade` empty: of what the industry's rate would do.
[[nodiscard]] AnchoredGrowth growthBeside(const QList<GrowthAnchor> &anchors, forecasting::Series values,
                                          const forecasting::SeriesForecast &forecast,
                                          const std::optional<forecasting::GrowthFade> &fade,
                                          const QString &fadeAnchor);

/// Holds the forecast of `values` (fiscal years, oldest first) beside the anchors of the company, and fades it where that is
/// asked for: never by itself. NotDerivable where it is asked and no such rate is published, or a value or forecast isn't positive.
[[nodiscard]] Result<AnchoredGrowth> anchorGrowth(const Company &company, const QString &resourceDir,
                                                  forecasting::Series values, forecasting::SeriesForecast &forecast,
                                                  const std::optional<FadeTarget> &target);

} // namespace consultantos
