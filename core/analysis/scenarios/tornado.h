// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <optional>

namespace consultantos {

struct ScenarioModel;

/// What an output becomes where one driver goes from its 10 % to its 90 % quantile and all others stay at their medians.
struct TornadoBar {
    QString driver;
    double driverLow = 0;
    double driverHigh = 0;
    std::optional<double> low; ///< the output at driverLow; empty where it isn't defined there
    std::optional<double> high;

    [[nodiscard]] double swing() const; ///< |high − low|; 0 where one is undefined
    bool operator==(const TornadoBar &) const = default;
};

struct Tornado {
    QString output;
    double base = 0;        ///< with all drivers at their medians
    QList<TornadoBar> bars; ///< the widest first; constants have none
};

/// One at a time. NotDerivable where the output isn't defined at the medians.
[[nodiscard]] Result<Tornado> tornado(const ScenarioModel &model, const QString &output, double lowShare = 0.1,
                                      double highShare = 0.9);

/// The share of an output's variance that a driver explains.
struct VarianceShare {
    QStringList drivers; ///< one, or all that are correlated with each other: only together do they have a share
    double first = 0;    ///< by itself (Sobol's first index)
    double firstLow = 0; ///< 95 % interval
    double firstHigh = 0;
    double total = 0; ///< with all interactions it takes part in (total index)
    double totalLow = 0;
    double totalHigh = 0;
    bool operator==(const VarianceShare &) const = default;
};

struct VarianceShares {
    QString output;
    double variance = 0;
    qint64 evaluations = 0;      ///< of the model
    QList<VarianceShare> shares; ///< largest total first
};

struct VarianceShareOptions {
    int points = 1024;   ///< of each replicate; a power of two
    int replicates = 16; ///< independent scrambles: their spread gives the intervals (Student's t)
    quint64 seed = 1;
    QThreadPool *pool = nullptr;
    CancellationToken cancellation;
};

/// Sobol's indices: the first by A. Saltelli et al., Comput. Phys. Commun. 181, 2010 (table 2, b), the total by M. Jansen,
/// Comput. Phys. Commun. 117, 1999, on scrambled Sobol' points. NotDerivable where the output has no variance or isn't
/// defined in some draw.
[[nodiscard]] Result<VarianceShares> varianceShares(const ScenarioModel &model, const QString &output,
                                                    const VarianceShareOptions &options = {});

[[nodiscard]] QJsonObject toJson(const Tornado &tornado);
[[nodiscard]] QJsonObject toJson(const VarianceShares &shares);

} // namespace consultantos
