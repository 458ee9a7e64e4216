// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr double Million = 1e6;
constexpr double TenMillion = 1e7;

/// Fixed decimals with commas between thousands, independent of the user's locale: a report reads the same everywhere.
QString grouped(double magnitude, int decimals)
{
    auto text = QString::number(magnitude, 'f', decimals);
    auto position = text.indexOf(QLatin1Char('.'));
    if (position < 0)
        position = text.size();
    for (position -= 3; position > 0; position -= 3)
        text.insert(position, QLatin1Char(','));
    return text;
}

/// "USD 53,823 M" and the like; `unit` is the currency or empty.
QString amount(double magnitude, const QString &currency)
{
    const auto prefix = currency.isEmpty() ? QString() : currency + QLatin1Char(' ');
    if (magnitude >= Million)
        return prefix + grouped(magnitude / Million, magnitude < TenMillion ? 2 : 0) + QStringLiteral(" M");
    const bool whole = std::floor(magnitude) == magnitude;
    return prefix + grouped(magnitude, whole || magnitude >= 1000 ? 0 : 2);
}

QString ordinalSuffix(int number)
{
    const int lastTwo = number % 100;
    if (lastTwo >= 11 && lastTwo <= 13)
        return QStringLiteral("th");
    switch (number % 10) {
    case 1:
        return QStringLiteral("st");
    case 2:
        return QStringLiteral("nd");
    case 3:
        return QStringLiteral("rd");
    default:
        return QStringLiteral("th");
    }
}

QString formatMagnitude(double magnitude, const QString &unit)
{
    if (unit == units::Ratio)
        return grouped(magnitude * 100, 1) + QStringLiteral(" %");
    if (unit == units::Points)
        return grouped(magnitude * 100, 1) + QStringLiteral(" pp");
    if (unit == units::Multiple)
        return grouped(magnitude, 2) + QLatin1Char('x');
    if (unit == units::Days)
        return grouped(magnitude, 1) + QStringLiteral(" days");
    if (unit == units::Years)
        return grouped(magnitude, std::floor(magnitude) == magnitude ? 0 : 1) + QStringLiteral(" years");
    if (unit == units::Score)
        return grouped(magnitude, 1);
    if (unit == units::Index || unit == units::Count)
        return grouped(magnitude, 0);
    if (unit == units::Percentile) {
        const int percentile = static_cast<int>(std::lround(magnitude * 100));
        return QString::number(percentile) + ordinalSuffix(percentile) + QStringLiteral(" percentile");
    }
    if (unit == units::Shares)
        return amount(magnitude, {}) + QStringLiteral(" shares");
    const auto slash = unit.indexOf(QLatin1Char('/'));
    if (slash > 0 && isCurrency(unit.left(slash)))
        return unit.left(slash) + QLatin1Char(' ') + grouped(magnitude, 2);
    if (isCurrency(unit))
        return amount(magnitude, unit);
    return grouped(magnitude, 4);
}

} // namespace

bool isCurrency(const QString &unit)
{
    return unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](QChar c) {
               return c >= QLatin1Char('A') && c <= QLatin1Char('Z');
           });
}

QString formatValue(double value, const QString &unit)
{
    const auto text = formatMagnitude(std::abs(value), unit);
    if (value >= 0)
        return text;
    // A negative value that rounds to zero is written as zero: "−0.0 %" reads as an error.
    const bool isZero =
        std::none_of(text.begin(), text.end(), [](QChar c) { return c >= QLatin1Char('1') && c <= QLatin1Char('9'); });
    return isZero ? text : QChar(0x2212) + text;
}

} // namespace consultantos
