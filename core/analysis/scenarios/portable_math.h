// SPDX-License-Identifier: GPL-3.0-or-later
// Elementary functions of sums, products, quotients and square roots only, which IEEE 754 rounds the same everywhere: the
// C library's exp() and log() differ in the last bit between platforms, and seeded draws would with them. Files that
// include this are compiled without contraction into fused operations (CMakeLists.txt).
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace consultantos::portable {

inline constexpr double Ln2High = 6.93147180369123816490e-01; ///< with 21 trailing zero bits: exact times any exponent
inline constexpr double Ln2Low = 1.90821492927058770002e-10;

/// eˣ, within two units of the last place.
[[nodiscard]] inline double exp(double x)
{
    if (std::isnan(x))
        return x;
    if (x > 709.78)
        return std::numeric_limits<double>::infinity();
    if (x < -708.0)
        return 0;
    constexpr double Log2E = 1.44269504088896338700;
    const int power = static_cast<int>(x * Log2E + (x < 0 ? -0.5 : 0.5));
    const double r = (x - power * Ln2High) - power * Ln2Low;
    double sum = 1.0 / 6227020800.0; // Taylor's series to 13!: |r| ≤ ln 2 / 2
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    const double result = 1 + (r + r * r * sum);
    // 2¹⁰²⁴ has no bits of its own: the last doubling is apart.
    const auto half = std::bit_cast<double>(static_cast<std::uint64_t>(1023 + power - 1) << 52);
    return result * half * 2;
}

/// The natural logarithm of a positive, normal number, within two units of the last place.
[[nodiscard]] inline double log(double x)
{
    if (!(x > 0))
        return x == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    if (std::isinf(x))
        return x;
    int power = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 18014398509481984.0; // 2⁵⁴: makes a subnormal number a normal one
        power = -54;
    }
    auto bits = std::bit_cast<std::uint64_t>(x);
    power += static_cast<int>(bits >> 52) - 1023;
    bits = (bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL;
    double m = std::bit_cast<double>(bits);
    if (m > 1.41421356237309504880) {
        m *= 0.5;
        ++power;
    }
    // ln(1 + f) = f − f²/2 + s (f²/2 + R), s = f / (2 + f), R the series of artanh: little is lost where f is small.
    const double f = m - 1;
    const double s = f / (2 + f);
    const double z = s * s;
    double series = 2.0 / 25.0;
    for (int odd = 23; odd >= 3; odd -= 2)
        series = series * z + 2.0 / odd;
    series *= z;
    const double half = 0.5 * f * f;
    return power * Ln2High - ((half - (s * (half + series) + power * Ln2Low)) - f);
}

/// sin x for |x| ≤ 1, by Taylor's series.
[[nodiscard]] double sine(double x);

/// aᵇ: by multiplication for whole exponents up to 64, as a spreadsheet's user would, else by exp and log.
[[nodiscard]] double pow(double base, double exponent);

/// Φ(x), the standard normal distribution, to 1e-15 absolute and 1e-8 relative in its tail: J. F. Hart's rational form as in G. West, "Better
/// approximations to cumulative normal functions", Wilmott 2005.
[[nodiscard]] double normalCdf(double x);
[[nodiscard]] double normalDensity(double x);
/// Φ⁻¹(p), 0 < p < 1, to about 1e-16 relative: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37, 1988.
[[nodiscard]] double normalQuantile(double p);

/// ln Γ(x), x > 0: C. Lanczos 1964, with g = 7 and nine terms.
[[nodiscard]] double logGamma(double x);
/// Iₓ(a, b), the beta distribution's function, a, b > 0, 0 ≤ x ≤ 1: Lentz's method on the continued fraction (Abramowitz and
/// Stegun 26.5.8).
[[nodiscard]] double incompleteBeta(double a, double b, double x);
struct BetaPoint {
    double share = 0; ///< Iₓ(a, b)
    double density = 0;
};
/// Both at once for 0 < x < 1, with `logBeta` = ln B(a, b) known: a third of the time where many points are wanted.
[[nodiscard]] BetaPoint betaPoint(double a, double b, double logBeta, double x);

} // namespace consultantos::portable
