// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/public_holidays.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace consultantos::forecasting {

namespace {

using MonthDay = std::pair<int, int>;

constexpr int GoodFriday = -2;
constexpr int EasterMonday = 1;
constexpr int Ascension = 39;
constexpr int WhitMonday = 50;

bool isFixed(QDate day, std::initializer_list<MonthDay> days)
{
    return std::find(days.begin(), days.end(), MonthDay{day.month(), day.day()}) != days.end();
}

bool isByEaster(QDate day, std::initializer_list<int> distances)
{
    const auto distance = easterOf(day.year()).daysTo(day);
    return std::any_of(distances.begin(), distances.end(), [distance](int one) { return one == distance; });
}

/// Whether it is the month's weekday of that number from 1; −1: the last.
bool isNth(QDate day, int month, Qt::DayOfWeek weekday, int number)
{
    if (day.month() != month || day.dayOfWeek() != weekday)
        return false;
    return number > 0 ? (day.day() - 1) / 7 + 1 == number : day.day() + 7 > day.daysInMonth();
}

bool isAmericanDate(QDate day)
{
    constexpr int Juneteenth = 2021;
    return isFixed(day, {{1, 1}, {7, 4}, {11, 11}, {12, 25}}) || (day.year() >= Juneteenth && isFixed(day, {{6, 19}}));
}

bool isAmerican(QDate day)
{
    constexpr int KingsBirthday = 1986;
    const int weekday = day.dayOfWeek();
    const bool isDate = weekday <= Qt::Friday
                        && (isAmericanDate(day) || (weekday == Qt::Friday && isAmericanDate(day.addDays(1)))
                            || (weekday == Qt::Monday && isAmericanDate(day.addDays(-1))));
    return isDate || (day.year() >= KingsBirthday && isNth(day, 1, Qt::Monday, 3)) || isNth(day, 2, Qt::Monday, 3)
           || isNth(day, 5, Qt::Monday, -1) || isNth(day, 9, Qt::Monday, 1) || isNth(day, 10, Qt::Monday, 2)
           || isNth(day, 11, Qt::Thursday, 4);
}

bool isGerman(QDate day)
{
    constexpr int Unity = 1990;
    return isFixed(day, {{1, 1}, {5, 1}, {12, 25}, {12, 26}}) || (day.year() >= Unity && isFixed(day, {{10, 3}}))
           || isByEaster(day, {GoodFriday, EasterMonday, Ascension, WhitMonday});
}

bool isFrench(QDate day)
{
    return isFixed(day, {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}})
           || isByEaster(day, {EasterMonday, Ascension, WhitMonday});
}

bool isBritish(QDate day)
{
    constexpr int EarlyMay = 1978;
    if (isByEaster(day, {GoodFriday, EasterMonday}) || (day.year() >= EarlyMay && isNth(day, 5, Qt::Monday, 1))
        || isNth(day, 5, Qt::Monday, -1) || isNth(day, 8, Qt::Monday, -1))
        return true;
    const int weekday = day.dayOfWeek();
    if (day.month() == 1)
        return weekday <= Qt::Friday && (day.day() == 1 || (weekday == Qt::Monday && day.day() <= 3));
    if (day.month() != 12 || weekday > Qt::Friday)
        return false;
    // Christmas and Boxing Day; those on a weekend go to the next two days that are none.
    const int christmas = QDate(day.year(), 12, 25).dayOfWeek();
    return isFixed(day, {{12, 25}, {12, 26}}) || (christmas == Qt::Friday && day.day() == 28)
           || (christmas == Qt::Saturday && (day.day() == 27 || day.day() == 28))
           || (christmas == Qt::Sunday && day.day() == 27);
}

constexpr std::pair<QLatin1String, bool (*)(QDate)> Countries[] = {{QLatin1String("DE"), isGerman},
                                                                   {QLatin1String("FR"), isFrench},
                                                                   {QLatin1String("GB"), isBritish},
                                                                   {QLatin1String("US"), isAmerican}};

} // namespace

QDate easterOf(int year)
{
    const int golden = year % 19;
    const int century = year / 100;
    const int rest = year % 100;
    const int correction = (century - (century + 8) / 25 + 1) / 3;
    const int moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    const int late = (golden + 11 * moon + 22 * weekday) / 451;
    const int sum = moon + weekday - 7 * late + 114;
    return {year, sum / 31, sum % 31 + 1};
}

bool isPublicHoliday(const QString &country, QDate day)
{
    const auto *const found = std::find_if(std::begin(Countries), std::end(Countries),
                                           [&country](const auto &one) { return country == one.first; });
    return found != std::end(Countries) && found->second(day);
}

QStringList holidayCountries()
{
    QStringList names;
    for (const auto &[name, rule] : Countries)
        names.append(name);
    return names;
}

} // namespace consultantos::forecasting
