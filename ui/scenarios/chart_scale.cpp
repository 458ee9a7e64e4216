// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/chart_scale.h"

#include "model/units.h"
#include "scenarios/large_number.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>

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
        return shownValue(value, unit);
    if (std::abs(value) >= 1'000 && std::abs(value) < 1e15)
        return shownValue(value, units::Index);
    return shownNumber(QString::number(value, 'g', 4));
}

QString tickText(double value, const QString &unit)
{
    if (unit == units::Ratio)
        return QCoreApplication::translate("ShownValue", "%1 %").arg(shownNumber(QString::number(value * 100, 'g', 4)));
    constexpr double LeastInThousands = 1e4;
    for (auto size = std::crbegin(LargeNumbers); size != std::crend(LargeNumbers); ++size) {
        if (std::abs(value) >= std::max(size->factor, LeastInThousands))
            return QCoreApplication::translate("LargeNumber", size->text)
                .arg(shownNumber(QString::number(value / size->factor, 'g', 4)));
    }
    return shownNumber(QString::number(value, 'g', 4));
}

} // namespace consultantos
