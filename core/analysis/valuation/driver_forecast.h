// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/simulation.h"
#include "analysis/valuation/company_scenario.h"
#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// The lines of a company's driver tree in the order in which it is read.
enum class DriverLine { Growth, Revenue, Margin, OperatingIncome, Tax, Reinvestment, CashFlow };
constexpr DriverLine DriverLines[] = {DriverLine::Growth,          DriverLine::Revenue, DriverLine::Margin,
                                      DriverLine::OperatingIncome, DriverLine::Tax,     DriverLine::Reinvestment,
                                      DriverLine::CashFlow};

[[nodiscard]] QString driverLineName(DriverLine line);  ///< "growth", "revenue", "margin", "ebit", "tax", …
[[nodiscard]] QString driverLineTitle(DriverLine line); ///< translated
/// What the model calls a line's year, from 1: "revenue_3".
[[nodiscard]] QString driverQuantity(DriverLine line, int year);
/// All of them, line by line.
[[nodiscard]] QStringList driverQuantities(int years);
/// "FY2028", or "year 3" where the company's years aren't known. Year 0 is the last one reported.
[[nodiscard]] QString driverYearLabel(const CompanyDrivers &drivers, int year);

/// The model with an assumption of the user's own: a driver's distribution, or a distribution in place of a formula, e.g. of one
/// year's growth. It has no source then: it is the user's. InvalidArgument: an unknown name (the message names those there are), a
/// distribution that can't be.
[[nodiscard]] Result<ScenarioModel> withAssumption(const ScenarioModel &model, const QString &name,
                                                   const DistributionSpec &distribution);
/// The model with what `original` has under that name in place of the user's own; the model itself where it is the same.
[[nodiscard]] ScenarioModel withoutAssumption(const ScenarioModel &model, const ScenarioModel &original,
                                              const QString &name);
/// "0.05" or "5%": a value; "0.02:0.05:0.09": between the first and the last, most likely the middle one. InvalidArgument
/// says what was expected.
[[nodiscard]] Result<DistributionSpec> distributionFromText(const QString &text);

/// What a quantity is in one year.
struct DriverStep {
    double middle = 0; ///< with all drivers at their medians
    double mean = 0;   ///< of the draws, as all that follows
    double lower80 = 0;
    double upper80 = 0;
    double lower95 = 0;
    double upper95 = 0;
    bool operator==(const DriverStep &) const = default;
};

struct DriverLineForecast {
    DriverLine line = DriverLine::Revenue;
    QString unit;
    std::optional<double> last; ///< of the year before the first
    QList<DriverStep> steps;    ///< by year
    QList<bool> isOwn;          ///< whether the user gave this year's value in place of the formula
};

struct DriverForecast {
    CompanyDrivers drivers;
    QList<DriverLineForecast> lines; ///< of DriverLines, in this order
    /// What the years are worth, in the model's order: value per share, of equity, of the firm, as far as can be said.
    QList<std::pair<QString, DriverStep>> values;
    qint64 draws = 0;
    quint64 seed = 1;

    [[nodiscard]] const DriverLineForecast &line(DriverLine which) const;
};

/// Computes the tree at its medians and simulates its intervals. Errors as of simulate(). `options.kept` is not used.
[[nodiscard]] Result<DriverForecast> forecastByDrivers(const CompanyDrivers &drivers, SimulationOptions options = {});

/// {company, base_year, draws, seed, assumptions[{name, title, unit, median, low80, high80, distribution, yours, source}],
/// series[{series, title, unit, last, steps[{step, period, middle, mean, lo80, hi80, lo95, hi95, yours}]}], values[…]}
[[nodiscard]] QJsonObject toJson(const DriverForecast &forecast);

} // namespace consultantos
