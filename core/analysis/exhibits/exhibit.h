// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/market/market_sizing.h"
#include "analysis/valuation/driver_forecast.h"
#include "analysis/valuation/valuation_case.h"
#include "base/result.h"
#include "model/framework.h"

#include <QDate>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What somebody worked out in the window or on the command line and keeps in a report: it is read and exported as a framework
/// is, its numbers are figures, and each of its assumptions says whose it is: "filed", "published", "computed", "assumed" (the
/// program's judgement), "sourced" (with the words of who gave it) or "yours". English, as reports are.
struct Exhibit {
    static constexpr char Valuation[] = "valuation";
    static constexpr char Drivers[] = "drivers";
    static constexpr char MarketSize[] = "market_size";
    static constexpr char Scenario[] = "scenario";

    FrameworkResult result; ///< its id is one of those above
    EvidenceBook evidence;
};

// Ids of an exhibit's own evidence hold a digest of its numbers, so that one that is made again of other assumptions is never taken
// for the one before. What comes from filings and published tables keeps its id.

/// A company's valuation: what each method gives, the years, and what it rests on.
[[nodiscard]] Exhibit valuationExhibit(const ValuationOutcome &outcome, const QString &companyName,
                                       const QStringList &notes);
/// A company's driver tree: its years with their intervals, and what it rests on. Errors as of forecastByDrivers().
[[nodiscard]] Result<Exhibit> driverExhibit(const DriverForecast &forecast, const QString &companyId, QDate date);
/// A market's size, both ways and reconciled, and what it rests on.
[[nodiscard]] Result<Exhibit> sizingExhibit(const MarketSizingModel &model, const MarketSizing &sizing, QDate date);
/// A scenario's results, the probabilities of its lines, and what it rests on.
[[nodiscard]] Result<Exhibit> scenarioExhibit(const ScenarioModel &model, const Simulation &simulation, QDate date);

} // namespace consultantos
