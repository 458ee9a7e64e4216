// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/scenarios/correlation_matrix.h"
#include "analysis/scenarios/distribution.h"
#include "analysis/scenarios/philox.h"
#include "analysis/scenarios/sobol_sequence.h"
#include "base/result.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace consultantos {

struct ScenarioModel;

enum class DrawMethod {
    Random, ///< Philox
    Sobol,  ///< scrambled Sobol' points: the same answer from fewer draws
};

/// The drivers' values in each draw. Draw n depends on seed, method and n alone; with Random also on the driver's name, not its
/// place, so that adding a driver leaves the others' numbers as they were. Correlations are those of a Gaussian copula: normal
/// scores are correlated, then taken to each driver's distribution. Immutable and thread-safe.
class DrawSource {
public:
    /// InvalidArgument where the correlations contradict each other and the model doesn't ask for the nearest possible ones,
    /// or where Sobol's sequence has too few dimensions.
    [[nodiscard]] static Result<DrawSource> make(const ScenarioModel &model, quint64 seed, DrawMethod method);

    [[nodiscard]] int driverCount() const { return static_cast<int>(m_drivers.size()); }
    [[nodiscard]] const Distribution &distribution(int driver) const
    {
        return m_drivers[static_cast<std::size_t>(driver)].distribution;
    }
    /// For another distribution of one driver on the same draws; not while another thread draws.
    void setDistribution(int driver, Distribution distribution);

    /// What chance says of draws first … first + count − 1, before distributions: shares, or normal scores of correlated
    /// drivers. bases[d] has room for `count` values.
    void fillBases(qint64 first, int count, std::span<double *const> bases) const;
    /// A driver's values of its bases; `base` and `values` may be the same.
    void transform(int driver, const double *base, int count, double *values) const;
    /// Both at once.
    void fill(qint64 first, int count, std::span<double *const> columns) const;

    [[nodiscard]] DrawMethod method() const { return m_method; }
    /// By how much the largest change of a correlation had to change them to be possible; empty where nothing was changed.
    [[nodiscard]] std::optional<double> correlationRepair() const { return m_repair; }

private:
    struct Driver {
        Distribution distribution;
        Philox random;
        std::optional<SobolDimension> sobol;
        int correlated = -1; ///< row of the correlation matrix
    };

    std::vector<Driver> m_drivers;
    std::vector<int> m_correlated; ///< drivers by row
    std::vector<double> m_factor;
    std::optional<double> m_repair;
    DrawMethod m_method = DrawMethod::Random;
};

/// The stream of Philox that belongs to a name.
[[nodiscard]] quint64 streamOfName(const QString &name);

} // namespace consultantos
