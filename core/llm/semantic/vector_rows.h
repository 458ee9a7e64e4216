// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <cstddef>
#include <vector>

namespace consultantos {

/// Rows of floats, one behind the other, and the scan over them. A value; const members are thread-safe.
class VectorRows {
public:
    struct Near {
        std::size_t row = 0;
        float product = 0;
    };

    explicit VectorRows(std::size_t dimension);

    /// Of `dimension` floats; another number is cut or filled with zeros.
    void append(const std::vector<float> &row);
    /// `row` must be there.
    void replace(std::size_t row, const std::vector<float> &values);
    /// The last row takes the place of `row`.
    void removeBySwap(std::size_t row);
    [[nodiscard]] std::size_t size() const { return m_values.size() / m_dimension; }

    /// The dot product of each row with `query` (of `dimension` floats).
    void products(const std::vector<float> &query, std::vector<float> &into) const;
    /// The rows with a product of at least `least`, the largest first, of equal ones the earlier.
    [[nodiscard]] QList<Near> nearest(const std::vector<float> &query, float least, qsizetype limit) const;

private:
    std::size_t m_dimension;
    std::vector<float> m_values;
};

} // namespace consultantos
