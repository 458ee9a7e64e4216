// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/calendar_effects.h"

#include "analysis/forecasting/public_holidays.h"
#include "analysis/forecasting/series_statistics.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace consultantos::forecasting {

namespace {

using Kind = CalendarEffects::Kind;

constexpr int WeekLength = 7;
constexpr int WorkDays = 5;
constexpr int EasterWindow = 8; ///< days before Easter that are lived differently

/// Share of the window before Easter that lies in the month.
double easterShare(int year, int month)
{
    const auto easter = easterOf(year);
    int days = 0;
    for (int before = 1; before <= EasterWindow; ++before)
        days += easter.addDays(-before).month() == month ? 1 : 0;
    return static_cast<double>(days) / EasterWindow;
}

/// Its mean over a century, by month.
double meanEasterShare(int month)
{
    static const auto means = [] {
        constexpr int First = 1950;
        constexpr int Last = 2049;
        std::array<double, 13> result{};
        for (int year = First; year <= Last; ++year) {
            for (const int month : {3, 4})
                result[static_cast<std::size_t>(month)] += easterShare(year, month) / (Last - First + 1);
        }
        return result;
    }();
    return means[static_cast<std::size_t>(month)];
}

QDate dayOf(Frequency frequency, qint64 place)
{
    return QDate::fromJulianDay(frequency == Frequency::Weekdays ? place / WorkDays * WeekLength + place % WorkDays
                                                                 : place);
}

double monthRegressor(Kind kind, int year, int month)
{
    const QDate first(year, month, 1);
    const int days = first.daysInMonth();
    if (kind == Kind::MonthLength) {
        // February alone changes, so the season has the others.
        constexpr double MeanFebruary = 28.2425;
        return month == 2 ? std::log(days / MeanFebruary) : 0.0;
    }
    if (kind == Kind::EasterMonth)
        return month == 3 || month == 4 ? easterShare(year, month) - meanEasterShare(month) : 0.0;
    int working = 0;
    for (int day = 0; day < days; ++day)
        working += first.addDays(day).dayOfWeek() <= WorkDays ? 1 : 0;
    return working - static_cast<double>(WorkDays) / (WeekLength - WorkDays) * (days - working);
}

std::vector<Kind> kindsOf(const CalendarAxis &axis)
{
    if (axis.frequency == Frequency::Monthly)
        return {Kind::WorkingDays, Kind::EasterMonth, Kind::MonthLength};
    if (axis.frequency != Frequency::Daily && axis.frequency != Frequency::Weekdays)
        return {};
    std::vector<Kind> kinds{Kind::EasterDays, Kind::TurnOfYear};
    if (!axis.country.isEmpty())
        kinds.push_back(Kind::Holidays);
    return kinds;
}

/// What an airline model with both parameters 0.6 (Box and Jenkins 1970) did not foresee. The first season and one value
/// are missing in it.
Values filtered(Series values, std::size_t season)
{
    constexpr double Parameter = 0.6;
    Values result;
    if (values.size() < season + 2)
        return result;
    for (std::size_t t = season + 1; t < values.size(); ++t) {
        const auto i = t - season - 1;
        double value = values[t] - values[t - 1] - values[t - season] + values[t - season - 1];
        value += i >= 1 ? Parameter * result[i - 1] : 0.0;
        value += i >= season ? Parameter * result[i - season] : 0.0;
        value -= i >= season + 1 ? Parameter * Parameter * result[i - season - 1] : 0.0;
        result.push_back(value);
    }
    return result;
}

/// One coefficient after the other, each on what the others leave: a few rounds reach the least squares of all.
Values coefficientsOf(Series y, const std::vector<Values> &regressors, std::size_t length)
{
    constexpr int Rounds = 25;
    Values coefficients(regressors.size(), 0.0);
    for (int round = 0; round < Rounds; ++round) {
        for (std::size_t k = 0; k < regressors.size(); ++k) {
            double above = 0.0;
            double below = 0.0;
            for (std::size_t t = 0; t < length; ++t) {
                double rest = y[t];
                for (std::size_t other = 0; other < regressors.size(); ++other)
                    rest -= other == k ? 0.0 : coefficients[other] * regressors[other][t];
                above += regressors[k][t] * rest;
                below += regressors[k][t] * regressors[k][t];
            }
            coefficients[k] = below > 0.0 ? above / below : 0.0;
        }
    }
    return coefficients;
}

double errorAt(Series y, const std::vector<Values> &regressors, const Values &coefficients, std::size_t t)
{
    double error = y[t];
    for (std::size_t k = 0; k < regressors.size(); ++k)
        error -= coefficients[k] * regressors[k][t];
    return error;
}

/// The mean absolute error of one step over the later half, at the places that `touched` names, with coefficients from what
/// lies before each of eight parts.
double errorAhead(Series y, const std::vector<Values> &regressors, const std::vector<bool> &touched)
{
    constexpr std::size_t Parts = 8;
    const std::size_t half = y.size() / 2;
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t part = 0; part < Parts; ++part) {
        const std::size_t begin = half + part * (y.size() - half) / Parts;
        const std::size_t end = half + (part + 1) * (y.size() - half) / Parts;
        const auto coefficients = coefficientsOf(y, regressors, begin);
        for (std::size_t t = begin; t < end; ++t) {
            if (!touched[t])
                continue;
            sum += std::abs(errorAt(y, regressors, coefficients, t));
            count += 1.0;
        }
    }
    return count > 0.0 ? sum / count : 0.0;
}

std::vector<bool> touchedBy(const Values &regressor)
{
    constexpr double Little = 0.2;
    double greatest = 0.0;
    for (const double value : regressor)
        greatest = std::max(greatest, std::abs(value));
    std::vector<bool> touched;
    for (const double value : regressor)
        touched.push_back(std::abs(value) > Little * greatest);
    return touched;
}

/// Of the last coefficient.
double tValueOf(Series y, const std::vector<Values> &regressors)
{
    const auto coefficients = coefficientsOf(y, regressors, y.size());
    double squares = 0.0;
    double weight = 0.0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        const double error = errorAt(y, regressors, coefficients, t);
        squares += error * error;
        weight += regressors.back()[t] * regressors.back()[t];
    }
    const double deviation = std::sqrt(squares / std::max(1.0, asReal(y.size()) - asReal(regressors.size())));
    return deviation > 0.0 ? coefficients.back() * std::sqrt(weight) / deviation : 0.0;
}

/// Whether the kind has come at least twice before the later half is judged, and in it.
bool isSeenOften(const std::vector<bool> &touched)
{
    constexpr std::ptrdiff_t Fewest = 2;
    const auto half = touched.begin() + static_cast<std::ptrdiff_t>(touched.size() / 2);
    return std::count(touched.begin(), half, true) >= Fewest && std::count(half, touched.end(), true) >= Fewest;
}

QString percentText(double share)
{
    constexpr double Percent = 100.0;
    const auto text = QLocale().toString(share * Percent, 'f', 1) + QStringLiteral(" %");
    return share > 0.0 ? QLatin1Char('+') + text : text;
}

} // namespace

double calendarRegressor(Kind kind, const CalendarAxis &axis, qint64 place)
{
    constexpr qint64 Months = 12;
    if (axis.frequency == Frequency::Monthly)
        return monthRegressor(kind, static_cast<int>(place / Months), static_cast<int>(place % Months) + 1);
    const auto day = dayOf(axis.frequency, place);
    const auto distance = easterOf(day.year()).daysTo(day);
    const bool isEaster = distance >= -2 && distance <= 1;
    if (kind == Kind::EasterDays)
        return isEaster ? 1.0 : 0.0;
    const bool isChristmas = day.month() == 12 && day.day() >= 24 && day.day() <= 26;
    const bool isNewYear = (day.month() == 12 && day.day() == 31) || (day.month() == 1 && day.day() == 1);
    const bool isTurn = isChristmas || isNewYear;
    if (kind == Kind::Holidays)
        return !isEaster && !isTurn && isPublicHoliday(axis.country, day) ? 1.0 : 0.0;
    return isTurn ? 1.0 : 0.0;
}

CalendarEffects::CalendarEffects(CalendarAxis axis, bool isMultiplicative, std::vector<Effect> effects)
    : m_axis(std::move(axis))
    , m_isMultiplicative(isMultiplicative)
    , m_effects(std::move(effects))
{
}

double CalendarEffects::at(std::size_t place) const
{
    double sum = 0.0;
    for (const auto &effect : m_effects)
        sum +=
            effect.coefficient * calendarRegressor(effect.kind, m_axis, m_axis.firstPlace + static_cast<qint64>(place));
    return m_isMultiplicative ? std::exp(sum) : sum;
}

Values CalendarEffects::removedFrom(Series values, std::size_t first) const
{
    Values result(values.begin(), values.end());
    for (std::size_t t = 0; !isEmpty() && t < result.size(); ++t)
        result[t] = m_isMultiplicative ? result[t] / at(first + t) : result[t] - at(first + t);
    return result;
}

Values CalendarEffects::addedTo(Series values, std::size_t first) const
{
    Values result(values.begin(), values.end());
    for (std::size_t t = 0; !isEmpty() && t < result.size(); ++t)
        result[t] = m_isMultiplicative ? result[t] * at(first + t) : result[t] + at(first + t);
    return result;
}

void CalendarEffects::addTo(MethodForecast &forecast, std::size_t first) const
{
    forecast.mean = addedTo(forecast.mean, first);
    if (m_isMultiplicative)
        forecast.deviation = addedTo(forecast.deviation, first);
}

QStringList CalendarEffects::inWords() const
{
    const auto words = [](const char *text) { return QCoreApplication::translate("Forecast", text); };
    QStringList sentences;
    for (const auto &[kind, coefficient] : m_effects) {
        // A weekend's day that becomes a working day counts on both sides.
        constexpr double OneDay = 1.0 + static_cast<double>(WorkDays) / (WeekLength - WorkDays);
        const double change = kind == Kind::WorkingDays   ? coefficient * OneDay
                              : kind == Kind::MonthLength ? coefficient * std::log(29.0 / 28.0)
                                                          : coefficient;
        const auto size = m_isMultiplicative ? percentText(std::expm1(change)) : QLocale().toString(change, 'g', 3);
        switch (kind) {
        case Kind::WorkingDays:
            sentences.append(
                words(QT_TRANSLATE_NOOP("Forecast", "Working days count: each more in a month, in place of a "
                                                    "weekend's day, brings %1."))
                    .arg(size));
            break;
        case Kind::MonthLength:
            sentences.append(
                words(QT_TRANSLATE_NOOP("Forecast", "Leap years count: the day more brings February %1.")).arg(size));
            break;
        case Kind::EasterMonth:
            sentences.append(
                words(QT_TRANSLATE_NOOP("Forecast", "Easter counts: the days before it bring their month %1."))
                    .arg(size));
            break;
        case Kind::EasterDays:
            sentences.append(
                words(QT_TRANSLATE_NOOP("Forecast", "Easter counts: Good Friday to Easter Monday bring %1."))
                    .arg(size));
            break;
        case Kind::TurnOfYear:
            sentences.append(
                words(QT_TRANSLATE_NOOP("Forecast", "Christmas and New Year count: their days bring %1.")).arg(size));
            break;
        case Kind::Holidays:
            sentences.append(words(QT_TRANSLATE_NOOP("Forecast", "Public holidays of %1 count: each brings %2."))
                                 .arg(m_axis.country, size));
            break;
        }
    }
    return sentences;
}

CalendarEffects findCalendarEffects(Series values, const CalendarAxis &axis)
{
    constexpr std::size_t FewestMonths = 48;
    constexpr double LeastT = 2.5;
    constexpr double MostError = 0.95; // of the error without the effect
    const auto kinds = kindsOf(axis);
    const bool isMonthly = axis.frequency == Frequency::Monthly;
    if (kinds.empty() || values.size() < (isMonthly ? FewestMonths : FewestDaysOfEffects))
        return {};
    const bool isMultiplicative = isPositive(values);
    Values logarithms(values.begin(), values.end());
    for (auto &value : logarithms)
        value = isMultiplicative ? std::log(value) : value;
    const auto season = seasonOf(axis.frequency);
    const auto y = filtered(logarithms, season);
    std::vector<Kind> kept;
    std::vector<Values> regressors;
    for (const auto kind : kinds) {
        Values raw;
        for (std::size_t t = 0; t < values.size(); ++t)
            raw.push_back(calendarRegressor(kind, axis, axis.firstPlace + static_cast<qint64>(t)));
        auto tried = regressors;
        tried.push_back(filtered(raw, season));
        const auto touched = touchedBy(tried.back());
        if (!isSeenOften(touched) || std::abs(tValueOf(y, tried)) < LeastT
            || errorAhead(y, tried, touched) > MostError * errorAhead(y, regressors, touched))
            continue;
        kept.push_back(kind);
        regressors = std::move(tried);
    }
    const auto coefficients = coefficientsOf(y, regressors, y.size());
    std::vector<CalendarEffects::Effect> effects;
    for (std::size_t k = 0; k < kept.size(); ++k)
        effects.push_back({kept[k], coefficients[k]});
    return {axis, isMultiplicative, std::move(effects)};
}

} // namespace consultantos::forecasting
