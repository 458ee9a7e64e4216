// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast/forecast_entry.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// What a series is called: a company's with its line in the window's language, "Apple: Umsatz"; a table's as its heading.
[[nodiscard]] QString seriesTitle(const ForecastEntry &entry);

/// A value of a series; `unit` empty: a plain number in the user's locale.
[[nodiscard]] QString forecastValueText(double value, const QString &unit);
[[nodiscard]] QString frequencyText(forecasting::Frequency frequency); ///< "Yearly"
[[nodiscard]] QString holidayCountryText(const QString &code);         ///< "Germany", of those of holidayCountries()
[[nodiscard]] QString methodText(forecasting::Method method);          ///< "Theta"
[[nodiscard]] QString methodText(const QString &name); ///< of SeriesForecast::method; the name itself if unknown
/// Over which span growth is meant: "a year", "a week", "a day", "a step".
[[nodiscard]] QString growthSpanText(forecasting::Frequency frequency);
[[nodiscard]] QString maseText(double mase); ///< "0.84"; "–" for a negative one

/// "2025: USD 105,000 M, with 95 % between … and …": the first step and the last.
[[nodiscard]] QString headlineText(const ForecastEntry &entry);
/// How it was made, and how it did in its own past: method, MASE beside naive's, coverage, in one line.
[[nodiscard]] QString qualityText(const SeriesOutcome &outcome);
/// All that a reader should know before trusting it, a sentence each: why this method, no better than naive, coverage, gaps,
/// outliers, shifts, what the user changed.
[[nodiscard]] QStringList knowText(const ForecastEntry &entry);
/// "Waiting", "Done", why it failed, …
[[nodiscard]] QString stateText(const ForecastEntry &entry);

} // namespace consultantos
