// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/portable_math.h"

#include <array>
#include <span>

namespace consultantos::portable {

namespace {

/// Highest power first.
[[nodiscard]] double polynomial(std::span<const double> coefficients, double x)
{
    double sum = 0;
    for (const double coefficient : coefficients)
        sum = sum * x + coefficient;
    return sum;
}

constexpr double SqrtTwoPi = 2.50662827463100050242;

[[nodiscard]] double betaFraction(double a, double b, double x)
{
    constexpr double Tiny = 1e-300;
    constexpr double Enough = 1e-16;
    constexpr int MostSteps = 500;
    const auto notZero = [](double value) { return std::abs(value) < Tiny ? Tiny : value; };
    double c = 1;
    double d = 1 / notZero(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= MostSteps; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / notZero(1 + even * d);
        c = notZero(1 + even / c);
        result *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / notZero(1 + odd * d);
        c = notZero(1 + odd / c);
        const double step = d * c;
        result *= step;
        if (std::abs(step - 1) < Enough)
            break;
    }
    return result;
}

} // namespace

double pow(double base, double exponent)
{
    constexpr double MostFactors = 64;
    if (exponent == std::trunc(exponent) && std::abs(exponent) <= MostFactors) {
        double result = 1;
        double factor = base;
        for (auto left = static_cast<int>(std::abs(exponent)); left > 0; left /= 2) {
            if (left % 2 == 1)
                result *= factor;
            factor *= factor;
        }
        return exponent < 0 ? 1 / result : result;
    }
    if (base == 0)
        return exponent > 0 ? 0 : std::numeric_limits<double>::infinity();
    if (base < 0) {
        if (exponent != std::trunc(exponent))
            return std::numeric_limits<double>::quiet_NaN();
        const double size = exp(exponent * log(-base));
        return std::fmod(exponent, 2) == 0 ? size : -size;
    }
    return exp(exponent * log(base));
}

double sine(double x)
{
    double term = x;
    double sum = x;
    for (int n = 2; n <= 20; n += 2) {
        term *= -x * x / (n * (n + 1));
        sum += term;
    }
    return sum;
}

double normalDensity(double x)
{
    return exp(-x * x / 2) / SqrtTwoPi;
}

double normalCdf(double x)
{
    constexpr std::array Above{3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                               112.079291497871,     221.213596169931,  220.206867912376};
    constexpr std::array Below{8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                               296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
    constexpr double Far = 7.07106781186547;
    constexpr double Nothing = 37;
    const double z = std::abs(x);
    if (!(z < Nothing))
        return std::isnan(x) ? x : x > 0 ? 1 : 0;
    const double e = exp(-z * z / 2);
    double tail = 0;
    if (z < Far) {
        tail = e * polynomial(Above, z) / polynomial(Below, z);
    } else {
        double fraction = z + 0.65;
        for (int k = 4; k >= 1; --k)
            fraction = z + k / fraction;
        tail = e / (fraction * SqrtTwoPi);
    }
    return x > 0 ? 1 - tail : tail;
}

double normalQuantile(double p)
{
    constexpr std::array A{2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                           4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                           1.3314166789178437745e+2, 3.3871328727963666080e+0};
    constexpr std::array B{
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0};
    constexpr std::array C{7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                           1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                           4.63033784615654529590e+0, 1.42343711074968357734e+0};
    constexpr std::array D{
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0};
    constexpr std::array E{2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                           2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
                           5.46378491116411436990e+0, 6.65790464350110377720e+0};
    constexpr std::array F{
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2,  1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    constexpr double Centre = 0.425;
    constexpr double CentreSquared = 0.180625;
    constexpr double Far = 5;
    const double q = p - 0.5;
    if (std::abs(q) <= Centre) {
        const double r = CentreSquared - q * q;
        return q * polynomial(A, r) / polynomial(B, r);
    }
    double r = std::sqrt(-log(q < 0 ? p : 1 - p));
    double value = 0;
    if (r <= Far) {
        r -= 1.6;
        value = polynomial(C, r) / polynomial(D, r);
    } else {
        r -= Far;
        value = polynomial(E, r) / polynomial(F, r);
    }
    return q < 0 ? -value : value;
}

double logGamma(double x)
{
    constexpr std::array Terms{0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                               771.32342877765313,   -176.61502916214059,   12.507343278686905,
                               -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    constexpr double G = 7.5;
    if (x < 0.5) // ln Γ(x) = ln Γ(x + 1) − ln x
        return logGamma(x + 1) - log(x);
    const double at = x - 1;
    double sum = Terms[0];
    for (std::size_t i = 1; i < Terms.size(); ++i)
        sum += Terms[i] / (at + static_cast<double>(i));
    const double t = at + G;
    return (at + 0.5) * log(t) - t + log(SqrtTwoPi * sum);
}

double incompleteBeta(double a, double b, double x)
{
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    return betaPoint(a, b, logGamma(a) + logGamma(b) - logGamma(a + b), x).share;
}

BetaPoint betaPoint(double a, double b, double logBeta, double x)
{
    const double front = exp(a * log(x) + b * log(1 - x) - logBeta);
    BetaPoint point;
    point.density = front / (x * (1 - x));
    // The fraction converges fast only below the mean.
    if (x < (a + 1) / (a + b + 2))
        point.share = front * betaFraction(a, b, x) / a;
    else
        point.share = 1 - front * betaFraction(b, a, 1 - x) / b;
    return point;
}

} // namespace consultantos::portable
