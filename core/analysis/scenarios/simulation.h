// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/draw_source.h"
#include "base/cancellation.h"
#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <optional>
#include <span>
#include <vector>

namespace consultantos {

struct ScenarioModel;

struct SimulationOptions {
    static constexpr qint64 MostDraws = 10'000'000;

    qint64 draws = 10'000; ///< 1 … MostDraws
    quint64 seed = 1;
    DrawMethod method = DrawMethod::Random;
    QStringList kept;            ///< quantities whose draws are wanted beside the model's outputs
    QThreadPool *pool = nullptr; ///< helpers, where some are free; the numbers are the same without
    CancellationToken cancellation;
};

/// The draws of a model's outputs, in the order of draws; draws in which a formula had no value are left out of all columns.
struct Simulation {
    QStringList names; ///< the outputs, then what was kept
    std::vector<std::vector<double>> columns;
    qint64 draws = 0;     ///< asked for
    qint64 undefined = 0; ///< of these left out
    QString undefinedReason;
    quint64 seed = 1;
    DrawMethod method = DrawMethod::Random;
    std::optional<double> correlationRepair; ///< see DrawSource

    [[nodiscard]] const std::vector<double> *column(const QString &name) const;
};

/// Seeded Monte Carlo: the same numbers on every platform and with any number of threads. Errors: InvalidArgument (number
/// of draws, correlations, unknown names), Malformed (formulas), NotDerivable (no draw has a value), Cancelled.
[[nodiscard]] Result<Simulation> simulate(const ScenarioModel &model, const SimulationOptions &options = {});

/// Where a column's values lie.
struct DrawSummary {
    struct Quantile {
        double share = 0;
        double value = 0;
        bool operator==(const Quantile &) const = default;
    };
    struct Bin {
        double from = 0;
        double to = 0; ///< not included, but in the last bin
        qint64 count = 0;
        bool operator==(const Bin &) const = default;
    };

    qint64 count = 0;
    double mean = 0;
    double sd = 0;            ///< n − 1
    double standardError = 0; ///< of the mean of random draws: sd / √n; an upper bound for Sobol's points
    double least = 0;
    double most = 0;
    QList<Quantile> quantiles; ///< 5, 10, 25, 50, 75, 90, 95 %
    QList<Bin> bins;           ///< between the 0.5 and 99.5 % quantiles, with all that lies outside in the end bins

    [[nodiscard]] double quantile(double share) const; ///< of those above; NaN for another share
    bool operator==(const DrawSummary &) const = default;
};
[[nodiscard]] DrawSummary summarise(std::span<const double> values);

/// The share of draws at or above a value, with a 95 % interval (Wilson 1927).
struct CrossingProbability {
    double probability = 0;
    double low = 0;
    double high = 0;
    bool operator==(const CrossingProbability &) const = default;
};
[[nodiscard]] CrossingProbability probabilityAtLeast(std::span<const double> values, double value);

/// The quantile of sorted values by linear interpolation (Hyndman and Fan's type 7); NaN of none.
[[nodiscard]] double sortedQuantile(std::span<const double> sorted, double share);

[[nodiscard]] QJsonObject toJson(const DrawSummary &summary);
/// {draws, undefined_draws, seed, method, outputs[{name, title, unit, mean, …, quantiles, histogram}], lines[…]}
[[nodiscard]] QJsonObject toJson(const Simulation &simulation, const ScenarioModel &model);

} // namespace consultantos
