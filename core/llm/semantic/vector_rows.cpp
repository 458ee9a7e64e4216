// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/vector_rows.h"

#include <algorithm>
#include <array>

namespace consultantos {

namespace {

/// Sums side by side, so that the compiler may use vector instructions without changing the order of additions.
constexpr std::size_t Lanes = 16;

float product(const float *a, const float *b, std::size_t count)
{
    std::array<float, Lanes> sums{};
    std::size_t at = 0;
    for (; at + Lanes <= count; at += Lanes) {
        for (std::size_t lane = 0; lane < Lanes; ++lane)
            sums[lane] += a[at + lane] * b[at + lane];
    }
    float sum = 0;
    for (; at < count; ++at)
        sum += a[at] * b[at];
    for (const auto lane : sums)
        sum += lane;
    return sum;
}

} // namespace

VectorRows::VectorRows(std::size_t dimension)
    : m_dimension(std::max<std::size_t>(dimension, 1))
{
}

void VectorRows::append(const std::vector<float> &row)
{
    const auto count = std::min(row.size(), m_dimension);
    m_values.insert(m_values.end(), row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count));
    m_values.resize(m_values.size() + m_dimension - count, 0.0F);
}

void VectorRows::replace(std::size_t row, const std::vector<float> &values)
{
    const auto begin = m_values.begin() + static_cast<std::ptrdiff_t>(row * m_dimension);
    const auto count = static_cast<std::ptrdiff_t>(std::min(values.size(), m_dimension));
    std::fill(std::copy(values.begin(), values.begin() + count, begin),
              begin + static_cast<std::ptrdiff_t>(m_dimension), 0.0F);
}

void VectorRows::removeBySwap(std::size_t row)
{
    if (row >= size())
        return;
    const auto last = m_values.end() - static_cast<std::ptrdiff_t>(m_dimension);
    std::copy(last, m_values.end(), m_values.begin() + static_cast<std::ptrdiff_t>(row * m_dimension));
    m_values.erase(last, m_values.end());
}

void VectorRows::products(const std::vector<float> &query, std::vector<float> &into) const
{
    into.resize(size());
    if (query.size() < m_dimension) {
        std::fill(into.begin(), into.end(), 0.0F);
        return;
    }
    for (std::size_t row = 0; row < into.size(); ++row)
        into[row] = product(m_values.data() + row * m_dimension, query.data(), m_dimension);
}

QList<VectorRows::Near> VectorRows::nearest(const std::vector<float> &query, float least, qsizetype limit) const
{
    std::vector<float> all;
    products(query, all);
    QList<Near> near;
    for (std::size_t row = 0; row < all.size(); ++row) {
        if (all[row] >= least)
            near.append({row, all[row]});
    }
    std::stable_sort(near.begin(), near.end(), [](const Near &a, const Near &b) { return a.product > b.product; });
    return near.mid(0, limit);
}

} // namespace consultantos
