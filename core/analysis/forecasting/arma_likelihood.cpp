// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/arma_likelihood.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

/// What is not zero of a lag polynomial: seasonal ones are nearly empty.
struct Term {
    std::size_t lag = 0; ///< from 1
    double weight = 0.0;
};

std::vector<Term> termsOf(const Values &weights)
{
    std::vector<Term> terms;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] != 0.0)
            terms.push_back({i + 1, weights[i]});
    }
    return terms;
}

/// Gauss with row exchange, in place; false where the matrix is singular. `matrix` is n·n by rows.
bool solve(Values &matrix, Values &right)
{
    const std::size_t n = right.size();
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < n; ++row) {
            if (std::abs(matrix[row * n + column]) > std::abs(matrix[pivot * n + column]))
                pivot = row;
        }
        if (std::abs(matrix[pivot * n + column]) < 1e-12)
            return false;
        if (pivot != column) {
            for (std::size_t k = column; k < n; ++k)
                std::swap(matrix[pivot * n + k], matrix[column * n + k]);
            std::swap(right[pivot], right[column]);
        }
        for (std::size_t row = column + 1; row < n; ++row) {
            const double factor = matrix[row * n + column] / matrix[column * n + column];
            if (factor == 0.0)
                continue;
            for (std::size_t k = column; k < n; ++k)
                matrix[row * n + k] -= factor * matrix[column * n + k];
            right[row] -= factor * right[column];
        }
    }
    for (std::size_t row = n; row-- > 0;) {
        for (std::size_t k = row + 1; k < n; ++k)
            right[row] -= matrix[row * n + k] * right[k];
        right[row] /= matrix[row * n + row];
    }
    return true;
}

double maAt(const ArmaProcess &process, std::size_t lag)
{
    if (lag == 0)
        return 1.0;
    return lag <= process.ma.size() ? process.ma[lag - 1] : 0.0;
}

/// At lags 0 … `last`, for innovations of variance 1. Book, section 3.3, third method.
bool autocovariances(const ArmaProcess &process, const Values &psi, std::size_t last, Values &result)
{
    const std::size_t p = process.ar.size();
    const std::size_t q = process.ma.size();
    const auto rightSide = [&](std::size_t lag) {
        double sum = 0.0;
        for (std::size_t j = lag; j <= q; ++j)
            sum += maAt(process, j) * psi[j - lag];
        return sum;
    };
    Values matrix((p + 1) * (p + 1), 0.0);
    Values right(p + 1);
    for (std::size_t k = 0; k <= p; ++k) {
        right[k] = rightSide(k);
        matrix[k * (p + 1) + k] += 1.0;
        for (std::size_t i = 1; i <= p; ++i)
            matrix[k * (p + 1) + (k > i ? k - i : i - k)] -= process.ar[i - 1];
    }
    if (!solve(matrix, right) || right[0] <= 0.0 || !std::isfinite(right[0]))
        return false;
    result = std::move(right);
    for (std::size_t k = p + 1; k <= last; ++k) {
        double sum = rightSide(k);
        for (std::size_t i = 1; i <= p; ++i)
            sum += process.ar[i - 1] * result[k - i];
        result.push_back(sum);
    }
    return true;
}

} // namespace

Values movingAverageWeights(const ArmaProcess &process, std::size_t count)
{
    const auto terms = termsOf(process.ar);
    Values psi(count, 0.0);
    for (std::size_t j = 0; j < count; ++j) {
        psi[j] = maAt(process, j);
        for (const auto &term : terms) {
            if (term.lag <= j)
                psi[j] += term.weight * psi[j - term.lag];
        }
    }
    return psi;
}

Innovations innovationsOf(Series values, const ArmaProcess &process)
{
    Innovations result;
    const std::size_t n = values.size();
    const std::size_t p = process.ar.size();
    const std::size_t q = process.ma.size();
    const std::size_t m = std::max({p, q, std::size_t{1}});
    const auto psi = movingAverageWeights(process, q + 1);
    Values gamma;
    if (!autocovariances(process, psi, m, gamma))
        return result;
    const auto ar = termsOf(process.ar);
    const auto ma = termsOf(process.ma);

    // Covariances of what the algorithm sees: the values themselves up to m, their moving-average part after.
    Values mixed(q + 1, 0.0);  // of one before m with one after
    Values moving(q + 1, 0.0); // of two after m
    for (std::size_t d = 0; d <= q; ++d) {
        for (std::size_t k = d; k <= q; ++k) {
            mixed[d] += maAt(process, k) * psi[k - d];
            moving[d] += maAt(process, k) * maAt(process, k - d);
        }
    }
    const auto covariance = [&](std::size_t later, std::size_t earlier) { // counted from 1
        const std::size_t d = later - earlier;
        if (later <= m)
            return gamma[d];
        if (d > q)
            return 0.0;
        return earlier <= m ? mixed[d] : moving[d];
    };

    result.errors.assign(n, 0.0);
    result.variances.assign(n, 0.0);
    const std::size_t width = std::max(m, q) + 1;
    std::vector<Values> rows(width, Values(width, 0.0)); // theta[t][lag], the newest `width` of them
    bool hasConverged = false;
    for (std::size_t t = 0; t < n; ++t) { // t values are seen, the next is predicted
        if (!hasConverged) {
            const std::size_t reach = t < m ? t : std::min(t, q);
            auto &row = rows[t % width];
            double variance = covariance(t + 1, t + 1);
            for (std::size_t k = t - reach; k < t; ++k) {
                double sum = covariance(t + 1, k + 1);
                const auto &earlier = rows[k % width];
                const std::size_t earlierReach = k < m ? k : std::min(k, q);
                for (std::size_t j = std::max(t - reach, k - earlierReach); j < k; ++j)
                    sum -= earlier[k - j] * row[t - j] * result.variances[j];
                row[t - k] = sum / result.variances[k];
                variance -= row[t - k] * row[t - k] * result.variances[k];
            }
            result.variances[t] = variance;
            if (!(variance > 1e-10) || !std::isfinite(variance))
                return result;
            hasConverged = t > m + q && variance - 1.0 < 1e-9;
        } else {
            result.variances[t] = 1.0;
        }
        double forecast = 0.0;
        if (t < m) {
            for (std::size_t j = 1; j <= t; ++j)
                forecast += rows[t % width][j] * result.errors[t - j];
        } else {
            for (const auto &term : ar)
                forecast += term.weight * values[t - term.lag];
            if (hasConverged) {
                for (const auto &term : ma)
                    forecast += term.weight * result.errors[t - term.lag];
            } else {
                for (std::size_t j = 1; j <= std::min(t, q); ++j)
                    forecast += rows[t % width][j] * result.errors[t - j];
            }
        }
        result.errors[t] = values[t] - forecast;
    }
    result.isSound = true;
    return result;
}

} // namespace consultantos::forecasting
