// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/chart_scale.h"

#include "model/units.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos {

QList<double> niceTicks(double low, double high, int most)
{
    QList<double> ticks;
    if (!std::isfinite(low) || !std::isfinite(high) || !(high > low) || most < 1)
        return ticks;
    const double rough = (high - low) / most;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) {
            step = factor * power;
            break;
        }
    }
    // Values that a step can't be told from have no ticks.
    if (!(step > 0) || low + step == low)
        return ticks;
    for (double tick = std::ceil(low / step); tick * step <= high && ticks.size() <= most; ++tick)
        ticks.append(tick == 0 ? 0 : tick * step);
    return ticks;
}

QString quantityText(double value, const QString &unit)
{
    if (!unit.isEmpty())
        return formatValue(value, unit);
    if (std::abs(value) >= 1'000 && std::abs(value) < 1e15)
        return formatValue(value, units::Index);
    return QString::number(value, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212));
}

QString tickText(double value, const QString &unit)
{
    if (unit == units::Ratio)
        return QString::number(value * 100, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212)) + QStringLiteral(" %");
    double shown = value;
    QString suffix;
    for (const auto &[size, letter] : {std::pair{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e4, "k"}}) {
        if (std::abs(value) >= size) {
            shown = value / (size == 1e4 ? 1e3 : size);
            suffix = QStringLiteral(" ") + QLatin1String(letter);
            break;
        }
    }
    return QString::number(shown, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212)) + suffix;
}

} // namespace consultantos
