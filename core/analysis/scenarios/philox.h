// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace consultantos {

/// The counter-based generator Philox4x32-10: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel Random Numbers: As Easy as
/// 1, 2, 3", SC 2011. Number n of a stream is a function of seed, stream and n alone, so that any thread may make any
/// part of it, in any order, on any platform: integers only.
class Philox {
public:
    using Block = std::array<std::uint32_t, 4>;
    using Key = std::array<std::uint32_t, 2>;

    /// Ten rounds over a counter; the generator itself.
    [[nodiscard]] static constexpr Block block(Block counter, Key key)
    {
        constexpr int Rounds = 10;
        for (int round = 0; round < Rounds; ++round) {
            const auto first = std::uint64_t{0xD2511F53U} * counter[0];
            const auto second = std::uint64_t{0xCD9E8D57U} * counter[2];
            counter = {high(second) ^ counter[1] ^ key[0], low(second), high(first) ^ counter[3] ^ key[1], low(first)};
            key[0] += 0x9E3779B9U;
            key[1] += 0xBB67AE85U;
        }
        return counter;
    }

    Philox(std::uint64_t seed, std::uint64_t stream)
        : m_key{low(seed), high(seed)}
        , m_stream(stream)
    {
    }

    /// 64 random bits: number `index` of the stream.
    [[nodiscard]] std::uint64_t bits(std::uint64_t index) const
    {
        const auto words = pair(index / 2);
        return index % 2 == 0 ? join(words[0], words[1]) : join(words[2], words[3]);
    }
    /// Above 0 and below 1, in steps of 2⁻⁵², never an end: every quantile function has a value there.
    [[nodiscard]] double uniform(std::uint64_t index) const { return toUniform(bits(index)); }
    /// Numbers first … first + count − 1.
    void fill(std::uint64_t first, int count, double *target) const
    {
        int at = 0;
        if (first % 2 == 1 && count > 0)
            target[at++] = uniform(first);
        for (; at + 1 < count; at += 2) {
            const auto words = pair((first + static_cast<std::uint64_t>(at)) / 2);
            target[at] = toUniform(join(words[0], words[1]));
            target[at + 1] = toUniform(join(words[2], words[3]));
        }
        if (at < count)
            target[at] = uniform(first + static_cast<std::uint64_t>(at));
    }

    [[nodiscard]] static double toUniform(std::uint64_t bits)
    {
        constexpr double Step = 1.0 / 4503599627370496.0; // 2⁻⁵²
        constexpr int Dropped = 12;                       // 52 bits and a half step: exact, and never 1
        return (static_cast<double>(bits >> Dropped) + 0.5) * Step;
    }

private:
    [[nodiscard]] static constexpr std::uint32_t low(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
    [[nodiscard]] static constexpr std::uint32_t high(std::uint64_t value)
    {
        return static_cast<std::uint32_t>(value >> 32);
    }
    [[nodiscard]] static constexpr std::uint64_t join(std::uint32_t upper, std::uint32_t lower)
    {
        return (std::uint64_t{upper} << 32) | lower;
    }
    [[nodiscard]] Block pair(std::uint64_t index) const
    {
        return block({low(index), high(index), low(m_stream), high(m_stream)}, m_key);
    }

    Key m_key;
    std::uint64_t m_stream;
};

} // namespace consultantos
