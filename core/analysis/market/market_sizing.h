// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/scenario_model.h"
#include "analysis/scenarios/simulation.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A market at one level, estimated in two ways.
struct SizingLevel {
    QString name;    ///< "tam", "sam" or "som": total, serviceable, obtainable market
    QString topDown; ///< names of drivers or formulas; either may be empty
    QString bottomUp;
    bool operator==(const SizingLevel &) const = default;
};

/// The same quantity as both ways have it, e.g. customers or spend a customer. The levels' estimates differ by the product of
/// such factors' ratios, and by what no factor explains.
struct SizingFactor {
    QString title;
    QString topDown;
    QString bottomUp;
    bool operator==(const SizingFactor &) const = default;
};

/// The format "consultantos-market-sizing", version 1: drivers with sources and formulas as in a scenario model, then levels and
/// factors.
struct MarketSizingModel {
    QString title;
    QString unit;
    ScenarioModel tree; ///< its outputs are all that the levels name
    QList<SizingLevel> levels;
    QList<SizingFactor> factors; ///< of the first level
};

/// Malformed names the line, as readScenarioModel() does; a level or factor of unknown names is one.
[[nodiscard]] Result<MarketSizingModel> readMarketSizing(const QByteArray &bytes, const QString &what);

/// One level's figures: medians with 90 % intervals from the same draws.
struct SizingEstimate {
    QString level;
    std::optional<DrawSummary> topDown;
    std::optional<DrawSummary> bottomUp;
    /// Both combined, on a logarithmic scale: each weighs by the inverse of its variance, minding that draws they share move both
    /// (best linear unbiased combination; weights kept between 0 and 1). Empty where one is missing or can be zero or less.
    struct Combined {
        double value = 0;
        double low = 0; ///< 90 %
        double high = 0;
        double topDownWeight = 0;
    };
    std::optional<Combined> combined;
    double ratio = 1; ///< top-down over bottom-up, of the medians
    double distance =
        0; ///< difference of the logarithms' means over its standard deviation: above 2 the two contradict each other
    QString refusal; ///< why there is no combination
};

/// What one factor contributes to the difference of the two ways, in the level's unit: by the logarithmic mean (B. W. Ang, "LMDI
/// approach to decomposition analysis", Energy Policy 33, 2005), so that contributions add up to the difference exactly.
struct SizingContribution {
    QString title;
    double topDown = 0; ///< medians
    double bottomUp = 0;
    double contribution = 0;
};

struct MarketSizing {
    QList<SizingEstimate> levels;
    double difference = 0; ///< top-down less bottom-up of the first level, of the medians
    QList<SizingContribution> contributions;
    double unexplained = 0; ///< of the difference
    QStringList warnings;   ///< e.g. a serviceable market larger than the total one
    Simulation simulation;
};

/// Errors as of simulate().
[[nodiscard]] Result<MarketSizing> sizeMarket(const MarketSizingModel &model, SimulationOptions options = {});

[[nodiscard]] QJsonObject toJson(const MarketSizing &sizing);
/// As the file format has it: readMarketSizing() gives the same model.
[[nodiscard]] QJsonObject toJson(const MarketSizingModel &model);

} // namespace consultantos
