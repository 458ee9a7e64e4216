// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// One period ahead: five figures of the same period and unit, each a computation of the report's evidence.
struct ForecastedPeriod {
    Figure mean;
    Figure lower80;
    Figure upper80;
    Figure lower95;
    Figure upper95;

    [[nodiscard]] const Period &period() const { return mean.period; }
    bool operator==(const ForecastedPeriod &) const = default;
};

/// How the same method did on the series' own past: it forecast from earlier periods what was known already.
struct ForecastRecord {
    int origins = 0;       ///< from how many periods it forecast, at least 1
    double mase = 0;       ///< mean absolute scaled error (Hyndman and Koehler 2006)
    double naiveMase = 0;  ///< the same of the (seasonal) naive forecast
    double smape = 0;      ///< percent, 0 … 200
    double coverage80 = 0; ///< share of the values within the 80 % interval, 0 … 1
    double coverage95 = 0;

    bool operator==(const ForecastRecord &) const = default;
};

/// A series' forecast as it stands in a report. What it rests on and what it gives are figures with evidence.
struct Forecast {
    QString concept_;         ///< id of resources/concepts.json, e.g. "revenue"; free text for a series of the user's
    QString label;            ///< "Revenue"
    QString frequency;        ///< "yearly", "quarterly", "monthly", …
    QString unit;             ///< of all its figures: "USD"
    QList<Figure> history;    ///< what the models saw, oldest first, without gaps
    QList<ForecastedPeriod> steps;
    QString method;           ///< "combination", "naive", "drift", "seasonal_naive", "croston_sba" or "constant"
    QStringList parameters;   ///< of each method within, technical
    QString reason;           ///< why this method; an English sentence
    std::optional<ForecastRecord> record; ///< empty where the series is too short for one
    bool isNoBetterThanNaive = false;     ///< by the record
    QStringList notes;                    ///< English sentences: outliers, shifts of level, too few values

    bool operator==(const Forecast &) const = default;
};

/// {concept, label, frequency, unit, history[…], steps[{period, mean, lower80, …}], method, parameters[…], reason,
/// backtest{…} or null, no_better_than_naive, notes[…]}
[[nodiscard]] QJsonObject toJson(const Forecast &forecast);
[[nodiscard]] Forecast forecastFromJson(const QJsonObject &object);

} // namespace consultantos
