// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/method_forecast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace consultantos::forecasting {

/// How a component of a series enters it.
enum class Component : std::uint8_t { None, Additive, Multiplicative };

/// One of the 30 forms of the taxonomy of exponential smoothing: Hyndman, Koehler, Snyder and Grose (2002), Int. J.
/// Forecasting 18; Hyndman, Koehler, Ord and Snyder (2008), "Forecasting with Exponential Smoothing".
struct EtsForm {
    Component error = Component::Additive; ///< never None
    Component trend = Component::None;
    bool isDamped = false; ///< with a trend only
    Component season = Component::None;

    /// "ETS(M,Ad,N)".
    [[nodiscard]] std::string name() const;
    bool operator==(const EtsForm &) const = default;
};

/// A form fitted by maximum likelihood.
struct EtsModel {
    EtsForm form;
    std::size_t period = 1;
    double alpha = 0.0;
    double beta = 0.0;  ///< of the trend, in (0, alpha)
    double gamma = 0.0; ///< of the season, in (0, 1 − alpha)
    double phi = 1.0;   ///< of the damping, in [0.8, 0.98]
    double level = 0.0; ///< before the first value
    double slope = 0.0;
    Values season; ///< before the first value, by position

    double logLikelihood = 0.0; ///< without its constant: −n/2 · log Σe² − Σ log|f|, as in the book (5.1)
    double criterion = 0.0;     ///< AICc
    double variance = 0.0;      ///< of the errors (relative ones where they are multiplicative)
    Values residuals;           ///< one-step errors, in the series' unit
};

/// How thoroughly a fit searches.
enum class EtsEffort : std::uint8_t {
    Quick,   ///< smoothing parameters, level and slope; the season's first indices come from a decomposition
    Complete ///< all that and the season's first indices, as the maximum likelihood has it
};

/// The forms that may be fitted to a series: those with a multiplicative part need positive values, those whose
/// variance is infinite or whose recursion can divide by zero are never admitted (book, section 5.4 and 15), a season
/// needs two full periods and at most 24 positions, each form fewer parameters than observations.
/// Multiplicative trends are admissible, too, but forecast badly as a class; only with `withMultiplicativeTrends`.
[[nodiscard]] std::vector<EtsForm> admissibleForms(Series values, std::size_t period, bool withMultiplicativeTrends);

/// Nothing where the form doesn't fit the series (too short, a value that it can't have).
[[nodiscard]] std::optional<EtsModel> fitEts(Series values, std::size_t period, const EtsForm &form, EtsEffort effort);

/// The admissible form of least AICc; `forms` narrows the choice.
[[nodiscard]] std::optional<EtsModel> selectEts(Series values, std::size_t period, const std::vector<EtsForm> &forms,
                                                EtsEffort effort);

/// Point forecasts of the fitted model, and deviations from `paths` simulated futures with a generator of its own that
/// always begins alike.
[[nodiscard]] MethodForecast forecastEts(const EtsModel &model, Series values, std::size_t steps, int paths);

} // namespace consultantos::forecasting
