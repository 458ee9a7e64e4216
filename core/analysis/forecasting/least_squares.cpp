// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/least_squares.h"

#include <cmath>
#include <cstddef>

namespace consultantos::forecasting {

namespace {

double squaresOf(const Values &residuals)
{
    double sum = 0.0;
    for (const double residual : residuals)
        sum += residual * residual;
    return std::isfinite(sum) ? sum : INFINITY;
}

/// Cholesky, in place; false where the matrix isn't positive definite.
bool solvePositive(Values &matrix, Values &right)
{
    const std::size_t n = right.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= matrix[i * n + k] * matrix[j * n + k];
            if (i == j && !(sum > 0.0))
                return false;
            matrix[i * n + j] = i == j ? std::sqrt(sum) : sum / matrix[j * n + j];
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            right[i] -= matrix[i * n + k] * right[k];
        right[i] /= matrix[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            right[i] -= matrix[k * n + i] * right[k];
        right[i] /= matrix[i * n + i];
    }
    return true;
}

} // namespace

double minimiseSquares(Values &point, const ResidualFunction &residuals)
{
    constexpr int MostRounds = 30;
    constexpr double Enough = 1e-7; // relative gain of a round
    const std::size_t count = point.size();
    Values current;
    if (!residuals(point, current))
        return INFINITY;
    double squares = squaresOf(current);
    if (count == 0)
        return squares;
    double damping = 1e-3;
    std::vector<Values> slopes(count);
    Values moved;
    Values matrix;
    Values right;
    for (int round = 0; round < MostRounds; ++round) {
        for (std::size_t k = 0; k < count; ++k) {
            auto near = point;
            const double step = 1e-5 * (1.0 + std::abs(point[k]));
            near[k] += step;
            slopes[k].assign(current.size(), 0.0);
            if (!residuals(near, moved))
                continue;
            for (std::size_t t = 0; t < current.size(); ++t)
                slopes[k][t] = (moved[t] - current[t]) / step;
        }
        bool isBetter = false;
        double gain = 0.0;
        for (int attempt = 0; attempt < 8 && !isBetter; ++attempt) {
            matrix.assign(count * count, 0.0);
            right.assign(count, 0.0);
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t t = 0; t < current.size(); ++t)
                    right[i] -= slopes[i][t] * current[t];
                for (std::size_t j = 0; j <= i; ++j) {
                    double sum = 0.0;
                    for (std::size_t t = 0; t < current.size(); ++t)
                        sum += slopes[i][t] * slopes[j][t];
                    matrix[i * count + j] = i == j ? sum * (1.0 + damping) + 1e-12 : sum;
                }
            }
            if (solvePositive(matrix, right)) {
                auto candidate = point;
                for (std::size_t k = 0; k < count; ++k)
                    candidate[k] += std::isfinite(right[k]) ? std::fmax(-2.0, std::fmin(2.0, right[k])) : 0.0;
                const bool hasResiduals = residuals(candidate, moved);
                const double tried = hasResiduals ? squaresOf(moved) : INFINITY;
                if (tried < squares) {
                    gain = (squares - tried) / squares;
                    squares = tried;
                    point = candidate;
                    current = moved;
                    isBetter = true;
                    damping = std::fmax(damping / 10.0, 1e-9);
                    break;
                }
            }
            damping *= 10.0;
        }
        if (!isBetter || gain < Enough)
            break;
    }
    return squares;
}

} // namespace consultantos::forecasting
