// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <vector>

namespace consultantos {

/// A symmetric matrix of correlations with ones on its diagonal. A value.
class CorrelationMatrix {
public:
    explicit CorrelationMatrix(int size);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] double at(int row, int column) const { return m_values[index(row, column)]; }
    /// Both halves.
    void set(int row, int column, double value);

    /// Pearson's correlation of the normal scores whose ranks are correlated by `rank`: 2 sin(π ρ / 6) (Pearson 1907).
    [[nodiscard]] static double fromRank(double rank);
    [[nodiscard]] static double toRank(double normal);

    [[nodiscard]] double smallestEigenvalue() const;
    /// The correlation matrix nearest by Frobenius' norm: alternating projections with Dykstra's correction (N. Higham,
    /// "Computing the nearest correlation matrix", IMA J. Numer. Anal. 22, 2002), eigenvalues at least 1e-8.
    [[nodiscard]] CorrelationMatrix nearest() const;
    /// Lower triangular L, row by row, with L Lᵀ = this. InvalidArgument where the matrix isn't positive definite; perfectly
    /// correlated pairs (a zero eigenvalue) are allowed.
    [[nodiscard]] Result<std::vector<double>> factor() const;
    [[nodiscard]] double largestDifference(const CorrelationMatrix &other) const;
    bool operator==(const CorrelationMatrix &) const = default;

private:
    [[nodiscard]] std::size_t index(int row, int column) const
    {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(m_size) + static_cast<std::size_t>(column);
    }

    int m_size;
    std::vector<double> m_values;
};

} // namespace consultantos
