// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace consultantos {

/// One dimension of Sobol's sequence with Joe and Kuo's direction numbers, scrambled so that its points are as even and
/// their average is without bias: nested uniform scrambling (A. Owen 1995) by a hash of the bits above (B. Burley, "Practical
/// Hash-based Owen Scrambling", JCGT 9, 2020). Point n is a function of dimension, seed and n alone. Best with powers of two.
class SobolDimension {
public:
    static constexpr int MostDimensions = 192;

    /// `dimension` from 0, below MostDimensions.
    SobolDimension(int dimension, std::uint64_t seed);

    /// Point `index` (below 2³²), above 0 and below 1.
    [[nodiscard]] double uniform(std::uint32_t index) const { return toUniform(scrambled(unscrambled(index))); }
    /// Points first … first + count − 1.
    void fill(std::uint32_t first, int count, double *target) const;
    /// The plain sequence's point as 32 binary digits: 0, 0.5, 0.75, 0.25, … in dimension 0 (Gray code's order).
    [[nodiscard]] std::uint32_t unscrambled(std::uint32_t index) const;

private:
    [[nodiscard]] std::uint32_t scrambled(std::uint32_t point) const;
    [[nodiscard]] static double toUniform(std::uint32_t point) { return (point + 0.5) * (1.0 / 4294967296.0); }

    std::array<std::uint32_t, 32> m_directions{};
    std::uint32_t m_hash = 0;
};

} // namespace consultantos
