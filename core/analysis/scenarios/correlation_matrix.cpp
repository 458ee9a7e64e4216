// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/correlation_matrix.h"

#include "analysis/scenarios/portable_math.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace consultantos {

namespace {

/// Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations, which are exact enough for any order and simple.
struct Spectrum {
    std::vector<double> values;
    std::vector<double> vectors; ///< columns
};

Spectrum spectrumOf(std::vector<double> a, int size)
{
    constexpr int MostSweeps = 100;
    const auto at = [size](int row, int column) {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(size) + static_cast<std::size_t>(column);
    };
    std::vector<double> v(a.size(), 0);
    for (int i = 0; i < size; ++i)
        v[at(i, i)] = 1;
    for (int sweep = 0; sweep < MostSweeps; ++sweep) {
        double off = 0;
        for (int p = 0; p < size; ++p) {
            for (int q = p + 1; q < size; ++q)
                off += a[at(p, q)] * a[at(p, q)];
        }
        if (off < 1e-30)
            break;
        for (int p = 0; p < size; ++p) {
            for (int q = p + 1; q < size; ++q) {
                if (a[at(p, q)] == 0)
                    continue;
                const double theta = (a[at(q, q)] - a[at(p, p)]) / (2 * a[at(p, q)]);
                const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1);
                const double s = t * c;
                for (int k = 0; k < size; ++k) {
                    const double first = a[at(k, p)];
                    const double second = a[at(k, q)];
                    a[at(k, p)] = c * first - s * second;
                    a[at(k, q)] = s * first + c * second;
                }
                for (int k = 0; k < size; ++k) {
                    const double first = a[at(p, k)];
                    const double second = a[at(q, k)];
                    a[at(p, k)] = c * first - s * second;
                    a[at(q, k)] = s * first + c * second;
                    const double left = v[at(k, p)];
                    const double right = v[at(k, q)];
                    v[at(k, p)] = c * left - s * right;
                    v[at(k, q)] = s * left + c * right;
                }
            }
        }
    }
    Spectrum spectrum;
    for (int i = 0; i < size; ++i)
        spectrum.values.push_back(a[at(i, i)]);
    spectrum.vectors = std::move(v);
    return spectrum;
}

/// The nearest matrix whose eigenvalues are at least `least`.
std::vector<double> withoutNegative(const std::vector<double> &matrix, int size, double least)
{
    const auto spectrum = spectrumOf(matrix, size);
    const auto n = static_cast<std::size_t>(size);
    std::vector<double> result(matrix.size(), 0);
    for (std::size_t k = 0; k < n; ++k) {
        const double value = std::max(spectrum.values[k], least);
        for (std::size_t row = 0; row < n; ++row) {
            for (std::size_t column = 0; column < n; ++column)
                result[row * n + column] += value * spectrum.vectors[row * n + k] * spectrum.vectors[column * n + k];
        }
    }
    return result;
}

} // namespace

CorrelationMatrix::CorrelationMatrix(int size)
    : m_size(size)
    , m_values(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0)
{
    for (int i = 0; i < size; ++i)
        m_values[index(i, i)] = 1;
}

void CorrelationMatrix::set(int row, int column, double value)
{
    m_values[index(row, column)] = value;
    m_values[index(column, row)] = value;
}

double CorrelationMatrix::fromRank(double rank)
{
    if (std::abs(rank) == 1)
        return rank;
    return 2 * portable::sine(std::numbers::pi * rank / 6);
}

double CorrelationMatrix::toRank(double normal)
{
    return 6 / std::numbers::pi * std::asin(std::clamp(normal, -1.0, 1.0) / 2);
}

double CorrelationMatrix::smallestEigenvalue() const
{
    const auto values = spectrumOf(m_values, m_size).values;
    return values.empty() ? 0 : *std::min_element(values.begin(), values.end());
}

CorrelationMatrix CorrelationMatrix::nearest() const
{
    constexpr int MostSteps = 2000;
    constexpr double Enough = 1e-10;
    constexpr double LeastEigenvalue = 1e-8;
    auto y = m_values;
    std::vector<double> correction(y.size(), 0);
    for (int step = 0; step < MostSteps; ++step) {
        std::vector<double> r(y.size());
        for (std::size_t i = 0; i < y.size(); ++i)
            r[i] = y[i] - correction[i];
        const auto x = withoutNegative(r, m_size, LeastEigenvalue);
        double moved = 0;
        for (std::size_t i = 0; i < y.size(); ++i)
            correction[i] = x[i] - r[i];
        auto next = x;
        for (int i = 0; i < m_size; ++i)
            next[index(i, i)] = 1;
        for (std::size_t i = 0; i < y.size(); ++i)
            moved = std::max(moved, std::abs(next[i] - y[i]));
        y = std::move(next);
        if (moved < Enough)
            break;
    }
    // What the last projections left: a rescaling to ones on the diagonal keeps it positive definite.
    y = withoutNegative(y, m_size, LeastEigenvalue);
    CorrelationMatrix result(m_size);
    for (int row = 0; row < m_size; ++row) {
        for (int column = 0; column < row; ++column)
            result.set(row, column, y[index(row, column)] / std::sqrt(y[index(row, row)] * y[index(column, column)]));
    }
    return result;
}

Result<std::vector<double>> CorrelationMatrix::factor() const
{
    constexpr double Rounding = 1e-10;
    std::vector<double> lower(m_values.size(), 0);
    for (int row = 0; row < m_size; ++row) {
        for (int column = 0; column <= row; ++column) {
            double rest = at(row, column);
            for (int k = 0; k < column; ++k)
                rest -= lower[index(row, k)] * lower[index(column, k)];
            if (row == column) {
                if (rest < -Rounding)
                    break;
                lower[index(row, row)] = std::sqrt(std::max(rest, 0.0));
                continue;
            }
            const double pivot = lower[index(column, column)];
            if (pivot > 1e-7) {
                lower[index(row, column)] = rest / pivot;
            } else if (std::abs(rest) > 1e-6) { // a column that has no variance left can't explain any
                lower[index(row, row)] = 2;
                break;
            }
        }
        double squares = 0;
        for (int k = 0; k <= row; ++k)
            squares += lower[index(row, k)] * lower[index(row, k)];
        if (std::abs(squares - 1) > 1e-6) {
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Scenarios",
                                                    "The correlations contradict each other: no quantities can be "
                                                    "correlated like that."));
        }
    }
    return lower;
}

double CorrelationMatrix::largestDifference(const CorrelationMatrix &other) const
{
    double largest = 0;
    for (std::size_t i = 0; i < m_values.size() && i < other.m_values.size(); ++i)
        largest = std::max(largest, std::abs(m_values[i] - other.m_values[i]));
    return largest;
}

} // namespace consultantos
