// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace consultantos::forecasting {

/// Standard normal numbers, the same on every machine from the same seed: the standard library leaves its
/// distributions' algorithms open. SplitMix64 (Steele, Lea and Flood 2014) with the polar method (Marsaglia and Bray
/// 1964).
class NormalSource {
public:
    explicit NormalSource(std::uint64_t seed = 20080601)
        : m_state(seed)
    {
    }

    double next()
    {
        if (m_hasSpare) {
            m_hasSpare = false;
            return m_spare;
        }
        double x = 0.0;
        double y = 0.0;
        double square = 0.0;
        do {
            x = 2.0 * uniform() - 1.0;
            y = 2.0 * uniform() - 1.0;
            square = x * x + y * y;
        } while (square >= 1.0 || square == 0.0);
        const double factor = std::sqrt(-2.0 * std::log(square) / square);
        m_spare = y * factor;
        m_hasSpare = true;
        return x * factor;
    }

    /// In [0, 1).
    double uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }

private:
    std::uint64_t bits()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31U);
    }

    std::uint64_t m_state;
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

} // namespace consultantos::forecasting
