// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/frequency.h"

#include <QCoreApplication>
#include <QDate>
#include <QDateTime>
#include <QStringList>
#include <QTimeZone>

#include <array>

namespace consultantos::forecasting {

namespace {

constexpr std::array NamedFrequencies = {Frequency::Yearly, Frequency::Quarterly, Frequency::Monthly, Frequency::Weekly,
                                         Frequency::Daily,  Frequency::Weekdays,  Frequency::Hourly,  Frequency::None};
constexpr qint64 HourLength = 3'600;
constexpr qint64 DaysOfWeek = 7;

qint64 monthPlace(const QDate &date)
{
    return date.year() * 12LL + date.month() - 1;
}

/// Mondays lie at multiples of seven of the Julian day.
qint64 weekPlace(const QDate &date)
{
    return date.toJulianDay() / DaysOfWeek;
}

/// Counts working days alone; a weekend's day has none.
std::optional<qint64> weekdayPlace(qint64 julianDay)
{
    const qint64 day = julianDay % DaysOfWeek;
    if (day > 4)
        return std::nullopt;
    return julianDay / DaysOfWeek * 5 + day;
}

} // namespace

std::size_t seasonOf(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Quarterly:
        return 4;
    case Frequency::Monthly:
        return 12;
    case Frequency::Weekly:
        return 52;
    case Frequency::Daily:
        return 7;
    case Frequency::Weekdays:
        return 5;
    case Frequency::Hourly:
        return 24;
    case Frequency::None:
    case Frequency::Yearly:
        break;
    }
    return 1;
}

QString frequencyName(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Yearly:
        return QStringLiteral("yearly");
    case Frequency::Quarterly:
        return QStringLiteral("quarterly");
    case Frequency::Monthly:
        return QStringLiteral("monthly");
    case Frequency::Weekly:
        return QStringLiteral("weekly");
    case Frequency::Daily:
        return QStringLiteral("daily");
    case Frequency::Weekdays:
        return QStringLiteral("weekdays");
    case Frequency::Hourly:
        return QStringLiteral("hourly");
    case Frequency::None:
        break;
    }
    return QStringLiteral("none");
}

Result<Frequency> frequencyNamed(const QString &name)
{
    QStringList names;
    for (const auto frequency : NamedFrequencies) {
        if (name.compare(frequencyName(frequency), Qt::CaseInsensitive) == 0)
            return frequency;
        names.append(frequencyName(frequency));
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Forecast", "The frequency \"%1\" is not known.").arg(name),
                QCoreApplication::translate("Forecast", "Choose among %1.").arg(names.join(QStringLiteral(", "))));
}

std::optional<qint64> placeOf(const PeriodLabel &label, Frequency frequency)
{
    using Kind = PeriodLabel::Kind;
    if (label.kind == Kind::Index || label.kind == Kind::Year)
        return label.ordinal;
    const bool isDay = label.kind == Kind::Date || label.kind == Kind::Hour;
    const auto day = label.kind == Kind::Hour ? QDate(1970, 1, 1).toJulianDay() + label.ordinal / 24 : label.ordinal;
    const auto date = isDay ? QDate::fromJulianDay(day) : QDate();
    switch (frequency) {
    case Frequency::None:
        return label.ordinal;
    case Frequency::Yearly:
        if (label.kind == Kind::Quarter)
            return label.ordinal / 4;
        if (label.kind == Kind::Month)
            return label.ordinal / 12;
        if (isDay)
            return date.year();
        return std::nullopt;
    case Frequency::Quarterly:
        if (label.kind == Kind::Quarter)
            return label.ordinal;
        if (label.kind == Kind::Month)
            return label.ordinal / 3;
        if (isDay)
            return monthPlace(date) / 3;
        return std::nullopt;
    case Frequency::Monthly:
        if (label.kind == Kind::Month)
            return label.ordinal;
        if (isDay)
            return monthPlace(date);
        return std::nullopt;
    case Frequency::Weekly:
        if (label.kind == Kind::Week)
            return label.ordinal;
        if (isDay)
            return weekPlace(date);
        return std::nullopt;
    case Frequency::Daily:
        if (isDay)
            return day;
        return std::nullopt;
    case Frequency::Weekdays:
        if (isDay)
            return weekdayPlace(day);
        return std::nullopt;
    case Frequency::Hourly:
        if (label.kind == Kind::Hour)
            return label.ordinal;
        return std::nullopt;
    }
    return std::nullopt;
}

QString labelOf(qint64 place, Frequency frequency, PeriodLabel::Kind writtenAs)
{
    using Kind = PeriodLabel::Kind;
    if (writtenAs == Kind::Index || writtenAs == Kind::Year)
        return QString::number(place);
    switch (frequency) {
    case Frequency::Quarterly:
        return QStringLiteral("%1Q%2").arg(place / 4).arg(place % 4 + 1);
    case Frequency::Monthly:
        return QStringLiteral("%1-%2").arg(place / 12).arg(place % 12 + 1, 2, 10, QLatin1Char('0'));
    case Frequency::Weekly: {
        const auto monday = QDate::fromJulianDay(place * DaysOfWeek);
        if (writtenAs != Kind::Week)
            return monday.toString(Qt::ISODate);
        int year = 0;
        const int week = monday.weekNumber(&year);
        return QStringLiteral("%1-W%2").arg(year).arg(week, 2, 10, QLatin1Char('0'));
    }
    case Frequency::Daily:
        return QDate::fromJulianDay(place).toString(Qt::ISODate);
    case Frequency::Weekdays:
        return QDate::fromJulianDay(place / 5 * DaysOfWeek + place % 5).toString(Qt::ISODate);
    case Frequency::Hourly:
        return QDateTime::fromSecsSinceEpoch(place * HourLength, QTimeZone::utc())
            .toString(QStringLiteral("yyyy-MM-ddTHH:mm"));
    case Frequency::None:
    case Frequency::Yearly:
        break;
    }
    return QString::number(place);
}

} // namespace consultantos::forecasting
