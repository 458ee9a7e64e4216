// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace consultantos::forecasting {

/// When a search gives up.
struct SearchLimits {
    int evaluations = 500;
    double tolerance = 1e-7; ///< relative spread of the simplex' values at which it has converged
};

/// Minimises `loss(const std::vector<double> &)` from `start`, in place; returns the least value. Without derivatives:
/// the losses of smoothing methods have edges where a bound ends them (infinity is a legal value). Deterministic.
/// Nelder and Mead (1965), Computer Journal 7; coefficients that adapt to the dimension by Gao and Han (2012).
template <typename Loss>
double minimiseBySimplex(std::vector<double> &start, const std::vector<double> &steps, const SearchLimits &limits,
                         Loss &&loss)
{
    const std::size_t n = start.size();
    const auto dimension = static_cast<double>(n);
    const bool isHigh = n > 3;
    const double expansion = isHigh ? 1.0 + 2.0 / dimension : 2.0;
    const double contraction = isHigh ? 0.75 - 0.5 / dimension : 0.5;
    const double shrinkage = isHigh ? 1.0 - 1.0 / dimension : 0.5;

    const auto finite = [&loss](const std::vector<double> &point) {
        const double value = loss(point);
        return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
    };
    std::vector<std::vector<double>> corners(n + 1, start);
    std::vector<double> values(n + 1);
    values[0] = finite(corners[0]);
    for (std::size_t i = 0; i < n; ++i) {
        corners[i + 1][i] += steps[i];
        values[i + 1] = finite(corners[i + 1]);
    }
    int evaluations = static_cast<int>(n) + 1;
    std::vector<double> centre(n);
    std::vector<double> tried(n);
    std::vector<double> further(n);
    while (evaluations < limits.evaluations) {
        std::size_t best = 0;
        std::size_t worst = 0;
        for (std::size_t i = 1; i <= n; ++i) {
            if (values[i] < values[best])
                best = i;
            if (values[i] >= values[worst])
                worst = i;
        }
        double second = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i <= n; ++i) {
            if (i != worst)
                second = std::max(second, values[i]);
        }
        if (std::abs(values[worst] - values[best]) <= limits.tolerance * (std::abs(values[best]) + limits.tolerance))
            break;
        std::fill(centre.begin(), centre.end(), 0.0);
        for (std::size_t i = 0; i <= n; ++i) {
            for (std::size_t k = 0; i != worst && k < n; ++k)
                centre[k] += corners[i][k] / dimension;
        }
        const auto along = [&](double factor, std::vector<double> &point) {
            for (std::size_t k = 0; k < n; ++k)
                point[k] = centre[k] + factor * (corners[worst][k] - centre[k]);
            ++evaluations;
            return finite(point);
        };
        const double reflected = along(-1.0, tried);
        if (reflected < values[best]) {
            const double expanded = along(-expansion, further);
            const bool isBetter = expanded < reflected;
            corners[worst] = isBetter ? further : tried;
            values[worst] = isBetter ? expanded : reflected;
        } else if (reflected < second) {
            corners[worst] = tried;
            values[worst] = reflected;
        } else {
            const bool isOutside = reflected < values[worst];
            const double contracted = along(isOutside ? -contraction : contraction, further);
            if (contracted < std::min(reflected, values[worst])) {
                corners[worst] = further;
                values[worst] = contracted;
            } else {
                for (std::size_t i = 0; i <= n; ++i) {
                    if (i == best)
                        continue;
                    for (std::size_t k = 0; k < n; ++k)
                        corners[i][k] = corners[best][k] + shrinkage * (corners[i][k] - corners[best][k]);
                    values[i] = finite(corners[i]);
                }
                evaluations += static_cast<int>(n);
            }
        }
    }
    const auto least = std::min_element(values.begin(), values.end());
    start = corners[static_cast<std::size_t>(least - values.begin())];
    return *least;
}

} // namespace consultantos::forecasting
