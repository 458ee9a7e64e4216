// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/frequency.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

#include <array>
#include <cstdlib>

namespace consultantos::forecasting {

namespace {

constexpr std::array NamedFrequencies = {Frequency::Yearly, Frequency::Quarterly, Frequency::Monthly, Frequency::Weekly,
                                         Frequency::Daily,  Frequency::Weekdays,  Frequency::Hourly,  Frequency::None};
constexpr qint64 GreatestIndex = 1'000'000'000'000;
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

std::optional<QDate> dateIn(const QString &text)
{
    auto date = QDate::fromString(text.left(10), Qt::ISODate);
    for (const auto *format : {"yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "yyyy-M-d"}) {
        if (!date.isValid())
            date = QDate::fromString(text, QString::fromLatin1(format));
    }
    if (!date.isValid())
        return std::nullopt;
    return date;
}

std::optional<PeriodLabel> dateLabel(const QString &text)
{
    static const QRegularExpression time(QStringLiteral("^(\\S{10})[T ](\\d{1,2})(:\\d{2}){0,2}(\\.\\d+)?Z?$"));
    if (const auto found = time.match(text); found.hasMatch()) {
        const auto date = dateIn(found.captured(1));
        const int hour = found.captured(2).toInt();
        if (!date || hour > 23)
            return std::nullopt;
        return PeriodLabel{PeriodLabel::Kind::Hour,
                           (date->toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * 24 + hour};
    }
    const auto date = dateIn(text);
    if (!date)
        return std::nullopt;
    return PeriodLabel{PeriodLabel::Kind::Date, date->toJulianDay()};
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

std::optional<PeriodLabel> readPeriodLabel(const QString &text)
{
    using Kind = PeriodLabel::Kind;
    const auto trimmed = text.trimmed();
    bool isNumber = false;
    const auto number = trimmed.toLongLong(&isNumber);
    if (isNumber) {
        if (std::abs(number) > GreatestIndex)
            return std::nullopt;
        const bool isYear = trimmed.size() == 4 && number >= 1500 && number <= 2200;
        return PeriodLabel{isYear ? Kind::Year : Kind::Index, number};
    }
    static const QRegularExpression quarter(QStringLiteral("^(\\d{4})[- ]?[Qq]([1-4])$|^[Qq]([1-4])[- /]?(\\d{4})$"));
    if (const auto found = quarter.match(trimmed); found.hasMatch()) {
        const bool yearFirst = !found.captured(1).isEmpty();
        const auto year = found.captured(yearFirst ? 1 : 4).toLongLong();
        return PeriodLabel{Kind::Quarter, year * 4 + found.captured(yearFirst ? 2 : 3).toInt() - 1};
    }
    static const QRegularExpression month(QStringLiteral("^(\\d{4})[-/.Mm](\\d{1,2})$"));
    if (const auto found = month.match(trimmed); found.hasMatch()) {
        const int which = found.captured(2).toInt();
        if (which < 1 || which > 12)
            return std::nullopt;
        return PeriodLabel{Kind::Month, found.captured(1).toLongLong() * 12 + which - 1};
    }
    static const QRegularExpression week(QStringLiteral("^(\\d{4})-?[Ww](\\d{1,2})$"));
    if (const auto found = week.match(trimmed); found.hasMatch()) {
        const int which = found.captured(2).toInt();
        if (which < 1 || which > 53)
            return std::nullopt;
        // ISO 8601: the fourth of January lies in the first week.
        const auto first = QDate(found.captured(1).toInt(), 1, 4);
        return PeriodLabel{Kind::Week, weekPlace(first) + which - 1};
    }
    return dateLabel(trimmed);
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
    case Frequency::Weekly:
        return QDate::fromJulianDay(place * DaysOfWeek).toString(Qt::ISODate);
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
