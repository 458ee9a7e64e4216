// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/decomposition.h"
#include "analysis/forecasting/forecast_adjustment.h"
#include "evidence/company_history.h"

#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

/// What a forecast of one series gave.
struct SeriesOutcome {
    forecasting::PreparedSeries series;
    forecasting::SeriesForecast forecast;
    forecasting::Decomposition decomposition;
};

/// A series of the page: as it came, what is assumed of it, and its forecast.
struct ForecastEntry {
    enum class State { Waiting, Done, Failed, Cancelled };

    forecasting::RawSeries raw;
    QString unit;                                    ///< empty: that of a table, unknown
    std::shared_ptr<const CompanyHistory> company;   ///< null: it comes from a table
    QString lineId;                                  ///< of the company's
    std::optional<forecasting::Frequency> frequency; ///< nothing: from the periods
    forecasting::ForecastChoice choice;
    forecasting::ForecastAdjustment adjustment;
    State state = State::Waiting;
    std::optional<Error> error;                   ///< of a failed one
    std::shared_ptr<const SeriesOutcome> outcome; ///< the last one; may be of earlier assumptions while waiting
    int version = 0;                              ///< grows with each order

    [[nodiscard]] bool isDone() const { return state == State::Done && outcome != nullptr; }
    /// As the user wants it; nothing without an outcome.
    [[nodiscard]] forecasting::AdjustedForecast shown() const
    {
        return outcome ? forecasting::adjusted(outcome->series, outcome->forecast.steps, adjustment)
                       : forecasting::AdjustedForecast();
    }
};

} // namespace consultantos
