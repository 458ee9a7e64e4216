// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/anchored_growth.h"
#include "analysis/forecasting/forecaster.h"
#include "table_output.h"
#include "terminal.h"

#include <QString>

#include <optional>

namespace consultantos {

/// What became of one series.
struct ForecastOutcome {
    QString name;
    forecasting::PreparedSeries series;
    Result<forecasting::SeriesForecast> forecast;
    std::optional<AnchoredGrowth> growth{}; ///< of a company's fiscal years
};

/// Prints forecasts one by one, as they come. CSV and JSON hold the forecasts alone; what went wrong with a series goes to
/// standard error, and with JSON into "errors", too.
class ForecastOutput {
public:
    /// `tellsErrors`: a series that can't be forecast is named on standard error.
    ForecastOutput(TableFormat format, bool tellsErrors, Terminal &terminal);

    void begin();
    void print(const ForecastOutcome &outcome);
    void end();

    [[nodiscard]] int failures() const { return m_failures; }
    [[nodiscard]] int successes() const { return m_successes; }
    /// Of the last series that failed.
    [[nodiscard]] const Error &lastError() const { return m_lastError; }

private:
    void printText(const ForecastOutcome &outcome);

    TableFormat m_format;
    bool m_tellsErrors;
    Terminal &m_terminal;
    int m_failures = 0;
    int m_successes = 0;
    Error m_lastError;
    QByteArray m_errors; ///< JSON objects
};

} // namespace consultantos
