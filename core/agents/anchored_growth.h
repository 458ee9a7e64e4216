// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/growth_fade.h"
#include "base/result.h"
#include "evidence/growth_anchors.h"
#include "model/company.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// To what a company's growth is to fade: what its industry is expected to grow by, or a rate of the user's.
struct FadeTarget {
    std::optional<double> rate; ///< as a ratio; empty: the industry's

    bool operator==(const FadeTarget &) const = default;
};

/// "industry", or a percentage like "4.5%". InvalidArgument for others, and for rates beyond ±50 %.
[[nodiscard]] Result<FadeTarget> fadeTarget(const QString &text);

/// A company's yearly forecast beside what is published of growth.
struct AnchoredGrowth {
    QList<GrowthAnchor> anchors;
    std::optional<double>
        own; ///< mean growth a year of the forecast as it was made; empty where values aren't positive
    /// Where one was asked for it is in the steps; else what the industry's rate would be, for `test`.
    std::optional<forecasting::GrowthFade> fade;
    bool isFaded = false;
    std::optional<forecasting::FadeTest> test; ///< of `fade`

    /// Translated sentences, a source with each figure.
    [[nodiscard]] QStringList inWords() const;
};

/// {own, anchors[{id, title, rate, source, year}], fade{rate, years, applied, backtest{origins, own_error, faded_error}}}
[[nodiscard]] QJsonObject toJson(const AnchoredGrowth &growth);

/// Holds the forecast of `values` (fiscal years, oldest first) beside the anchors of the company, and fades it where that is
/// asked for: never by itself. NotDerivable where it is asked and the industry has no published rate, or a value or forecast
/// isn't positive.
[[nodiscard]] Result<AnchoredGrowth> anchorGrowth(const Company &company, const QString &resourceDir,
                                                  forecasting::Series values, forecasting::SeriesForecast &forecast,
                                                  const std::optional<FadeTarget> &target);

} // namespace consultantos
