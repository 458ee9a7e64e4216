// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

enum class DistributionKind { Constant, Uniform, Triangular, Pert, Normal, Lognormal, Empirical };

/// "constant", "uniform", "triangular", "pert", "normal", "lognormal", "empirical".
[[nodiscard]] QString distributionKindName(DistributionKind kind);
[[nodiscard]] std::optional<DistributionKind> distributionKindFromName(const QString &name);

/// What is known of an uncertain value. Which members count depends on the kind; all in the value's own unit.
struct DistributionSpec {
    DistributionKind kind = DistributionKind::Constant;
    double value = 0; ///< Constant
    /// Uniform, Triangular, Pert: the least and the most that is possible. Normal and Lognormal may be cut off there.
    std::optional<double> min;
    std::optional<double> max;
    double mode = 0;  ///< Triangular, Pert: the most likely value
    double shape = 4; ///< Pert: the weight of the mode (λ of the PERT beta: mean = (min + λ mode + max) / (λ + 2))
    double mean = 0;  ///< Normal, Lognormal: of the value itself, before any cutting
    double sd = 0;    ///< Normal, Lognormal: of the value itself
    QList<double> values; ///< Empirical: observations
    QList<double>
        weights; ///< Empirical: with them, only these values occur, each with its share; without, what lies between
                 ///< neighbours occurs too (quantiles by linear interpolation, Hyndman and Fan's type 7)

    [[nodiscard]] static DistributionSpec constant(double value);
    [[nodiscard]] static DistributionSpec uniform(double min, double max);
    [[nodiscard]] static DistributionSpec triangular(double min, double mode, double max);
    [[nodiscard]] static DistributionSpec pert(double min, double mode, double max);
    [[nodiscard]] static DistributionSpec normal(double mean, double sd);
    [[nodiscard]] static DistributionSpec lognormal(double mean, double sd);
    [[nodiscard]] static DistributionSpec empirical(const QList<double> &values);
    bool operator==(const DistributionSpec &) const = default;
};

/// A distribution ready for drawing: quantiles of many values at once. Immutable and thread-safe.
class Distribution {
public:
    /// InvalidArgument says which parameter is wrong and why, e.g. a mode above the maximum.
    [[nodiscard]] static Result<Distribution> make(const DistributionSpec &spec);

    [[nodiscard]] const DistributionSpec &spec() const { return m_spec; }
    [[nodiscard]] bool isConstant() const { return m_kind == DistributionKind::Constant; }
    /// True where a standard normal number leads to the value faster than a uniform one.
    [[nodiscard]] bool wantsNormal() const;

    /// The value below which the share p of all draws falls, 0 < p < 1.
    [[nodiscard]] double quantile(double p) const;
    /// Shares p[i] (0 < p < 1) into values; `p` and `values` may be the same.
    void quantiles(const double *p, int count, double *values) const;
    /// Standard normal scores z[i] into the values at Φ(z[i]); `z` and `values` may be the same.
    void fromNormal(const double *z, int count, double *values) const;

    [[nodiscard]] double median() const { return quantile(0.5); }
    /// Exact, but for Normal and Lognormal that are cut off: by integration over the quantiles.
    [[nodiscard]] double mean() const;
    [[nodiscard]] double standardDeviation() const;

private:
    /// A quantile function over evenly spaced normal scores, by cubic Hermite interpolation.
    struct ScoreTable {
        std::vector<double> values;
        std::vector<double> slopes;
    };

    [[nodiscard]] static std::shared_ptr<const ScoreTable> betaTable(double a, double b);
    [[nodiscard]] double fromScore(double z) const;
    [[nodiscard]] double fromShare(double p) const;
    [[nodiscard]] double integral(double (*function)(double value, double centre), double centre) const;

    DistributionSpec m_spec;
    DistributionKind m_kind = DistributionKind::Constant;
    bool m_isCut = false;
    double m_lowShare = 0; ///< of a cut distribution
    double m_highShare = 1;
    double m_first = 0; ///< minimum, mean, or mean of the logarithm
    double m_width = 0; ///< maximum − minimum, or standard deviation of that
    double m_alpha = 0; ///< Pert: of the beta distribution
    double m_beta = 0;
    std::shared_ptr<const ScoreTable> m_table;
    std::shared_ptr<const std::vector<double>> m_sorted; ///< Empirical
    std::shared_ptr<const std::vector<double>> m_shares; ///< Empirical with weights: cumulated
};

} // namespace consultantos
