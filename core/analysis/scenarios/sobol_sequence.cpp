// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/sobol_sequence.h"

#include "analysis/scenarios/joe_kuo_numbers.h"
#include "analysis/scenarios/philox.h"

#include <bit>
#include <iterator>

namespace consultantos {

namespace {

constexpr int Bits = 32;
constexpr std::uint64_t ScrambleStream = 0x536f626f6c273031ULL; ///< apart from the streams of drivers

static_assert(std::size(JoeKuoTable) == SobolDimension::MostDimensions);

std::uint32_t reversed(std::uint32_t bits)
{
    bits = ((bits >> 1) & 0x55555555U) | ((bits & 0x55555555U) << 1);
    bits = ((bits >> 2) & 0x33333333U) | ((bits & 0x33333333U) << 2);
    bits = ((bits >> 4) & 0x0F0F0F0FU) | ((bits & 0x0F0F0F0FU) << 4);
    bits = ((bits >> 8) & 0x00FF00FFU) | ((bits & 0x00FF00FFU) << 8);
    return (bits >> 16) | (bits << 16);
}

} // namespace

SobolDimension::SobolDimension(int dimension, std::uint64_t seed)
{
    const auto &numbers = JoeKuoTable[dimension];
    const int degree = std::bit_width(numbers.polynomial) - 1;
    for (int bit = 0; bit < Bits; ++bit) {
        const auto index = static_cast<std::size_t>(bit);
        if (dimension == 0) {
            m_directions[index] = 1U << (Bits - 1 - bit);
        } else if (bit < degree) {
            m_directions[index] = std::uint32_t{numbers.first[bit]} << (Bits - 1 - bit);
        } else {
            const auto oldest = m_directions[static_cast<std::size_t>(bit - degree)];
            auto next = oldest ^ (oldest >> degree);
            for (int term = 1; term < degree; ++term) {
                if ((numbers.polynomial >> (degree - term)) & 1U)
                    next ^= m_directions[static_cast<std::size_t>(bit - term)];
            }
            m_directions[index] = next;
        }
    }
    m_hash = static_cast<std::uint32_t>(Philox(seed, ScrambleStream).bits(static_cast<std::uint64_t>(dimension)) >> 32);
}

std::uint32_t SobolDimension::unscrambled(std::uint32_t index) const
{
    std::uint32_t point = 0;
    for (auto gray = index ^ (index >> 1); gray != 0; gray &= gray - 1)
        point ^= m_directions[static_cast<std::size_t>(std::countr_zero(gray))];
    return point;
}

std::uint32_t SobolDimension::scrambled(std::uint32_t point) const
{
    // Each bit is changed by a hash of those above it: reversed, a product of an even number carries only upwards.
    auto bits = reversed(point);
    bits ^= bits * 0x3D20ADEAU;
    bits += m_hash;
    bits *= (m_hash >> 16) | 1U;
    bits ^= bits * 0x05526C56U;
    bits ^= bits * 0x53A22864U;
    return reversed(bits);
}

void SobolDimension::fill(std::uint32_t first, int count, double *target) const
{
    auto point = unscrambled(first);
    for (int i = 0; i < count; ++i) {
        target[i] = toUniform(scrambled(point));
        // In Gray code's order the next point differs by the direction of the index's lowest zero bit.
        const auto index = first + static_cast<std::uint32_t>(i);
        point ^= m_directions[static_cast<std::size_t>(std::countr_one(index)) % Bits];
    }
}

} // namespace consultantos
