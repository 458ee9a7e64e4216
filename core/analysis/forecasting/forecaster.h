// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/backtest.h"
#include "analysis/forecasting/series_preparation.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace consultantos::forecasting {

struct ForecastStep {
    QString period; ///< its label
    double mean = 0.0;
    double lower80 = 0.0;
    double upper80 = 0.0;
    double lower95 = 0.0;
    double upper95 = 0.0;
};

/// What one method says, beside the others.
struct MethodResult {
    Method method = Method::Naive;
    double weight = 0.0;     ///< share of the combination, in [0, 1]; 0: only held beside it
    MethodForecast forecast; ///< in the series' unit
    double mase = -1.0;      ///< in the backtest; negative: unknown
};

/// What the caller decides in place of the program.
struct ForecastChoice {
    std::optional<Method> method; ///< alone; nothing: the combination, or what suits a short series
};

/// A series' forecast with what is to be known of it.
struct SeriesForecast {
    std::vector<ForecastStep> steps;
    QString method; ///< short and stable: "combination", "naive", "drift", "seasonal_naive", "croston_sba", "constant"
    QStringList parameters; ///< of each method within, technical
    QString reason;         ///< why this method, a translated sentence
    Backtest backtest;
    bool isNoBetterThanNaive = false;  ///< by the backtest
    QStringList notes;                 ///< translated sentences
    std::vector<MethodResult> methods; ///< by weight, the greatest first; empty where no method was tried but one
    QStringList outliers;              ///< labels of periods that models see on their neighbours' level
    QString levelShift;                ///< label of the period; empty if there is none
};

/// The forecast of a prepared series. Deterministic: the same values give the same forecast. InvalidArgument for no steps
/// or more than 10,000; NotDerivable for fewer than two values, and where the method chosen can't forecast them. Never
/// blocks; safe to call from many threads.
[[nodiscard]] Result<SeriesForecast> forecastSeries(const PreparedSeries &series, std::size_t steps,
                                                    const ForecastChoice &choice = {});

/// How many steps people plan ahead: one to two seasons.
[[nodiscard]] std::size_t usualSteps(Frequency frequency);
/// Whether the public holidays of PreparedSeries::country may count: in days with dates, more than a year of them.
[[nodiscard]] bool canShowHolidays(const PreparedSeries &series);

} // namespace consultantos::forecasting
