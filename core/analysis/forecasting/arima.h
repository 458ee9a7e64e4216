// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <optional>
#include <string>

namespace consultantos::forecasting {

/// The orders of a seasonal ARIMA model: Box and Jenkins (1970), "Time Series Analysis".
struct ArimaOrder {
    int p = 0;
    int d = 0;
    int q = 0;
    int seasonalP = 0;
    int seasonalD = 0;
    int seasonalQ = 0;
    std::size_t period = 1;
    bool hasConstant = false; ///< mean of the differenced series: a drift once it is differenced

    /// "ARIMA(1,1,1)(0,1,1)[12] with drift".
    [[nodiscard]] std::string name() const;
    [[nodiscard]] int coefficients() const { return p + q + seasonalP + seasonalQ + (hasConstant ? 1 : 0); }
    bool operator==(const ArimaOrder &) const = default;
};

/// A model fitted by exact Gaussian maximum likelihood.
struct ArimaModel {
    ArimaOrder order;
    Values ar;
    Values ma;
    Values seasonalAr;
    Values seasonalMa;
    double constant = 0.0; ///< the mean of the differenced series
    double variance = 0.0; ///< of the innovations
    double logLikelihood = 0.0;
    double criterion = 0.0; ///< AICc
    Values errors;          ///< of the differenced series
};

/// Nothing where the series is too short for the order or the likelihood can't be had.
[[nodiscard]] std::optional<ArimaModel> fitArima(Series values, const ArimaOrder &order);

/// Differences by seasonal strength (above 0.64: Wang, Smith and Hyndman 2006) and the KPSS test at 5 %, then the
/// stepwise search of Hyndman and Khandakar (2008), J. Statistical Software 27, by AICc. `period` 1: no season.
[[nodiscard]] std::optional<ArimaModel> selectArima(Series values, std::size_t period);

[[nodiscard]] MethodForecast forecastArima(const ArimaModel &model, Series values, std::size_t steps);

} // namespace consultantos::forecasting
