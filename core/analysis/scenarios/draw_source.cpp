// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/draw_source.h"

#include "analysis/scenarios/portable_math.h"
#include "analysis/scenarios/scenario_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

quint64 streamOfName(const QString &name)
{
    // FNV-1a, 64 bits: the same on every platform, unlike qHash().
    quint64 hash = 14695981039346656037ULL;
    for (const char byte : name.toUtf8()) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 1099511628211ULL;
    }
    return hash;
}

Result<DrawSource> DrawSource::make(const ScenarioModel &model, quint64 seed, DrawMethod method)
{
    DrawSource source;
    source.m_method = method;
    int dimension = 0;
    for (const auto &driver : model.drivers) {
        auto distribution = Distribution::make(driver.distribution);
        if (!distribution)
            return tl::unexpected(distribution.error());
        Driver made{std::move(*distribution), Philox(seed, streamOfName(driver.name)), std::nullopt, -1};
        if (method == DrawMethod::Sobol && !made.distribution.isConstant()) {
            if (dimension >= SobolDimension::MostDimensions) {
                return fail(ErrorCode::InvalidArgument,
                            QCoreApplication::translate("Scenarios",
                                                        "Sobol's sequence has numbers for %1 uncertain drivers here.")
                                .arg(SobolDimension::MostDimensions),
                            QCoreApplication::translate("Scenarios", "Draw at random instead."));
            }
            made.sobol.emplace(dimension++, seed);
        }
        source.m_drivers.push_back(std::move(made));
    }
    const auto indexOf = [&](const QString &name) {
        return std::find_if(model.drivers.begin(), model.drivers.end(),
                            [&](const ScenarioDriver &driver) { return driver.name == name; })
               - model.drivers.begin();
    };
    const auto rowOf = [&](const QString &name) {
        const auto driver = static_cast<std::size_t>(indexOf(name));
        auto &row = source.m_drivers[driver].correlated;
        if (row < 0) {
            row = static_cast<int>(source.m_correlated.size());
            source.m_correlated.push_back(static_cast<int>(driver));
        }
        return row;
    };
    for (const auto &correlation : model.correlations) {
        rowOf(correlation.left);
        rowOf(correlation.right);
    }
    if (source.m_correlated.empty())
        return source;
    CorrelationMatrix matrix(static_cast<int>(source.m_correlated.size()));
    for (const auto &correlation : model.correlations) {
        matrix.set(rowOf(correlation.left), rowOf(correlation.right),
                   correlation.isOfRanks ? CorrelationMatrix::fromRank(correlation.value) : correlation.value);
    }
    auto factor = matrix.factor();
    if (!factor && model.repairsCorrelations) {
        const auto nearest = matrix.nearest();
        source.m_repair = matrix.largestDifference(nearest);
        factor = nearest.factor();
    }
    if (!factor) {
        return fail(factor.error().code, factor.error().message,
                    QCoreApplication::translate("Scenarios",
                                                "Change them by up to %1 (smallest eigenvalue %2), or set "
                                                "\"repair_correlations\" to take the nearest possible ones.")
                        .arg(matrix.largestDifference(matrix.nearest()), 0, 'f', 3)
                        .arg(matrix.smallestEigenvalue(), 0, 'f', 3));
    }
    source.m_factor = std::move(*factor);
    return source;
}

void DrawSource::setDistribution(int driver, Distribution distribution)
{
    m_drivers[static_cast<std::size_t>(driver)].distribution = std::move(distribution);
}

void DrawSource::fillBases(qint64 first, int count, std::span<double *const> bases) const
{
    for (std::size_t i = 0; i < m_drivers.size(); ++i) {
        const auto &driver = m_drivers[i];
        if (driver.sobol)
            driver.sobol->fill(static_cast<std::uint32_t>(first), count, bases[i]);
        else
            driver.random.fill(static_cast<std::uint64_t>(first), count, bases[i]);
    }
    const auto rows = m_correlated.size();
    for (const int driver : m_correlated) {
        auto *base = bases[static_cast<std::size_t>(driver)];
        for (int i = 0; i < count; ++i)
            base[i] = portable::normalQuantile(base[i]);
    }
    // From the last row upwards: a row needs the independent scores of those above it only.
    for (std::size_t row = rows; row-- > 0;) {
        auto *target = bases[static_cast<std::size_t>(m_correlated[row])];
        const double own = m_factor[row * rows + row];
        for (int i = 0; i < count; ++i)
            target[i] *= own;
        for (std::size_t column = 0; column < row; ++column) {
            const double weight = m_factor[row * rows + column];
            if (weight == 0)
                continue;
            const auto *other = bases[static_cast<std::size_t>(m_correlated[column])];
            for (int i = 0; i < count; ++i)
                target[i] += weight * other[i];
        }
    }
}

void DrawSource::transform(int driver, const double *base, int count, double *values) const
{
    const auto &entry = m_drivers[static_cast<std::size_t>(driver)];
    if (entry.correlated >= 0)
        entry.distribution.fromNormal(base, count, values);
    else
        entry.distribution.quantiles(base, count, values);
}

void DrawSource::fill(qint64 first, int count, std::span<double *const> columns) const
{
    fillBases(first, count, columns);
    for (int driver = 0; driver < driverCount(); ++driver) {
        auto *column = columns[static_cast<std::size_t>(driver)];
        transform(driver, column, count, column);
    }
}

} // namespace consultantos
