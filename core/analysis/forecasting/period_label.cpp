// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/period_label.h"

#include <QDate>
#include <QHash>
#include <QRegularExpression>

#include <array>
#include <cstdlib>

namespace consultantos::forecasting {

namespace {

using Kind = PeriodLabel::Kind;
using Label = std::optional<PeriodLabel>;

constexpr qint64 GreatestIndex = 1'000'000'000'000;
constexpr qint64 DaysOfWeek = 7;
constexpr int EarliestYear = 1500;
constexpr int LatestYear = 2200;

/// A pattern over the whole text, which is in lower case.
QRegularExpression whole(const char *pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromUtf8(pattern)));
}

/// Of four digits, or of two as computers usually take them.
int yearOf(const QString &digits)
{
    constexpr int FirstOfLastCentury = 69;
    const int year = digits.toInt();
    if (digits.size() > 2)
        return year;
    return year >= FirstOfLastCentury ? 1900 + year : 2000 + year;
}

/// 1 to 12; 0 for other words.
int monthNamed(const QString &word)
{
    static const QHash<QString, int> months = [] {
        constexpr std::array English = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
        constexpr std::array German = {"januar", "februar", "märz",      "april",   "mai",      "juni",
                                       "juli",   "august",  "september", "oktober", "november", "dezember"};
        QHash<QString, int> names{{QStringLiteral("sept"), 9},
                                  {QStringLiteral("mrz"), 3},
                                  {QStringLiteral("maerz"), 3},
                                  {QStringLiteral("jänner"), 1},
                                  {QStringLiteral("jän"), 1}};
        for (std::size_t month = 0; month < English.size(); ++month) {
            for (const auto *name : {English[month], German[month]}) {
                const auto full = QString::fromUtf8(name);
                names.insert(full, static_cast<int>(month) + 1);
                names.insert(full.left(3), static_cast<int>(month) + 1);
            }
        }
        return names;
    }();
    return months.value(word, 0);
}

Label monthLabel(int year, int month)
{
    if (month < 1 || month > 12)
        return std::nullopt;
    return PeriodLabel{Kind::Month, year * 12LL + month - 1};
}

Label dayLabel(int year, int month, int day)
{
    const QDate date(year, month, day);
    if (!date.isValid())
        return std::nullopt;
    return PeriodLabel{Kind::Date, date.toJulianDay()};
}

Label numberLabel(const QString &text, bool &isNumber)
{
    const auto number = text.toLongLong(&isNumber);
    if (!isNumber || std::abs(number) > GreatestIndex)
        return std::nullopt;
    const bool isYear = text.size() == 4 && number >= EarliestYear && number <= LatestYear;
    return PeriodLabel{isYear ? Kind::Year : Kind::Index, number};
}

Label yearLabel(const QString &text)
{
    static const auto plain =
        whole("(?:fy|gj|fiscal year|geschäftsjahr|year|jahr) ?'?(\\d{4}|\\d{2})|(\\d{4}) ?(?:a|actual|ist)");
    if (const auto found = plain.match(text); found.hasMatch())
        return PeriodLabel{Kind::Year, yearOf(found.captured(1) + found.captured(2))};
    static const auto pair = whole("(fy|gj|)[ ']*(\\d{4}) ?[-/] ?(\\d{4}|\\d{2})");
    if (const auto found = pair.match(text); found.hasMatch()) {
        constexpr int Century = 100;
        const int first = found.captured(2).toInt();
        const auto second = found.captured(3);
        const bool follows = second.size() == 4 ? second.toInt() == first + 1 : second.toInt() == (first + 1) % Century;
        if (follows && (!found.captured(1).isEmpty() || second.size() == 4 || second.toInt() > 12))
            return PeriodLabel{Kind::Year, first + 1LL};
    }
    return std::nullopt;
}

Label quarterLabel(const QString &text)
{
    static const auto yearFirst = whole("(?:fy|gj)? ?'?(\\d{4}|\\d{2})[-/ ]{0,3}(?:q([1-4])|([1-4])q)");
    static const auto quarterFirst =
        whole("(?:q([1-4])|([1-4])(?:q|\\.? ?(?:quartal|quarter)))[-/ ']{0,3}(?:fy|gj)?[ ']{0,2}(\\d{4}|\\d{2})");
    auto found = yearFirst.match(text);
    if (found.hasMatch())
        return PeriodLabel{Kind::Quarter,
                           yearOf(found.captured(1)) * 4LL + (found.captured(2) + found.captured(3)).toInt() - 1};
    found = quarterFirst.match(text);
    if (found.hasMatch())
        return PeriodLabel{Kind::Quarter,
                           yearOf(found.captured(3)) * 4LL + (found.captured(1) + found.captured(2)).toInt() - 1};
    return std::nullopt;
}

Label weekLabel(const QString &text)
{
    static const auto yearFirst = whole("(\\d{4})[-/ ]{0,3}(?:w|kw|cw|wk)[ .]?(\\d{1,2})");
    static const auto weekFirst = whole("(?:w|kw|cw|wk|week|woche)[ .]{0,2}(\\d{1,2})[-/, ]{1,3}(\\d{4})");
    auto found = yearFirst.match(text);
    const bool isYearFirst = found.hasMatch();
    if (!isYearFirst)
        found = weekFirst.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const int year = found.captured(isYearFirst ? 1 : 2).toInt();
    const int week = found.captured(isYearFirst ? 2 : 1).toInt();
    // ISO 8601: the fourth of January lies in the first week, the 28th of December in the last.
    if (week < 1 || week > QDate(year, 12, 28).weekNumber())
        return std::nullopt;
    return PeriodLabel{Kind::Week, QDate(year, 1, 4).toJulianDay() / DaysOfWeek + week - 1};
}

Label monthLabelIn(const QString &text)
{
    static const auto numbers = whole("(\\d{4})[-/.m](\\d{1,2})|(\\d{1,2})[-/.](\\d{4})");
    if (const auto found = numbers.match(text); found.hasMatch())
        return monthLabel((found.captured(1) + found.captured(4)).toInt(),
                          (found.captured(2) + found.captured(3)).toInt());
    static const auto nameFirst = whole("(\\p{L}{3,9})\\.?[-/ ']{0,3}(\\d{4}|\\d{2})");
    static const auto yearFirst = whole("(\\d{4})[-/ ]{0,3}(\\p{L}{3,9})\\.?");
    if (const auto found = nameFirst.match(text); found.hasMatch())
        return monthLabel(yearOf(found.captured(2)), monthNamed(found.captured(1)));
    if (const auto found = yearFirst.match(text); found.hasMatch())
        return monthLabel(found.captured(1).toInt(), monthNamed(found.captured(2)));
    return std::nullopt;
}

Label hourLabel(const QString &text)
{
    static const auto time =
        whole("(\\S{10})[t ](\\d{1,2})(?::\\d{2}){0,2}(?:[.,]\\d+)?(?:z|([+-])(\\d{2}):?(\\d{2})?)?");
    const auto found = time.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    constexpr int HoursOfDay = 24;
    const auto date = QDate::fromString(found.captured(1), Qt::ISODate);
    const int hour = found.captured(2).toInt();
    if (!date.isValid() || hour >= HoursOfDay)
        return std::nullopt;
    // In one zone all through, so that a clock that is put back repeats no hour.
    const int ahead = (found.captured(3) == QLatin1String("-") ? -1 : 1) * found.captured(4).toInt();
    return PeriodLabel{Kind::Hour, (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * HoursOfDay + hour - ahead};
}

Label dateLabel(const QString &text, PeriodStyle::DateOrder order)
{
    static const auto numbers = whole("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");
    if (const auto found = numbers.match(text); found.hasMatch())
        return dayLabel(found.captured(1).toInt(), found.captured(3).toInt(), found.captured(4).toInt());
    static const auto points = whole("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})");
    if (const auto found = points.match(text); found.hasMatch())
        return dayLabel(yearOf(found.captured(3)), found.captured(2).toInt(), found.captured(1).toInt());
    if (const auto slashed = readSlashedDate(text)) {
        constexpr int Months = 12;
        const auto &[first, second, year] = *slashed;
        const bool isOpen = first <= Months && second <= Months && first != second;
        if (isOpen && order == PeriodStyle::DateOrder::Unknown)
            return std::nullopt;
        const bool isDayFirst = isOpen ? order == PeriodStyle::DateOrder::DayFirst : first > Months;
        if (!isOpen && first != second && order != PeriodStyle::DateOrder::Unknown
            && isDayFirst != (order == PeriodStyle::DateOrder::DayFirst))
            return std::nullopt;
        return isDayFirst ? dayLabel(year, second, first) : dayLabel(year, first, second);
    }
    static const auto dayFirst = whole("(\\d{1,2})\\.?[-/ ]{1,2}(\\p{L}{3,9})\\.?[-/, ]{1,2}(\\d{4}|\\d{2})");
    if (const auto found = dayFirst.match(text); found.hasMatch())
        return dayLabel(yearOf(found.captured(3)), monthNamed(found.captured(2)), found.captured(1).toInt());
    static const auto monthFirst = whole("(\\p{L}{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})");
    if (const auto found = monthFirst.match(text); found.hasMatch())
        return dayLabel(found.captured(3).toInt(), monthNamed(found.captured(1)), found.captured(2).toInt());
    return std::nullopt;
}

} // namespace

std::optional<SlashedDate> readSlashedDate(const QString &text)
{
    static const auto pattern = whole("\\s*(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4}|\\d{2})\\s*");
    const auto found = pattern.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    return SlashedDate{found.captured(1).toInt(), found.captured(3).toInt(), yearOf(found.captured(4))};
}

bool isYearPair(const QString &text)
{
    static const auto pattern = whole("\\s*(\\d{4})[-/](\\d{2})\\s*");
    const auto found = pattern.match(text);
    constexpr int Century = 100;
    return found.hasMatch() && found.captured(2).toInt() == (found.captured(1).toInt() + 1) % Century;
}

std::optional<PeriodLabel> readPeriodLabel(const QString &text, const PeriodStyle &style)
{
    constexpr qsizetype Longest = 40;
    auto trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.size() > Longest)
        return std::nullopt;
    bool isNumber = false;
    auto label = numberLabel(trimmed, isNumber);
    if (isNumber)
        return label;
    trimmed = trimmed.simplified().toLower();
    if (style.pairsAreYears && isYearPair(trimmed))
        return PeriodLabel{Kind::Year, trimmed.first(4).toLongLong() + 1};
    // Dates first: of them there are most.
    label = dateLabel(trimmed, style.dateOrder);
    for (const auto read : {monthLabelIn, quarterLabel, yearLabel, weekLabel, hourLabel}) {
        if (!label)
            label = read(trimmed);
    }
    return label;
}

bool namesPeriod(const QString &text)
{
    return readPeriodLabel(text, {PeriodStyle::DateOrder::DayFirst, false}).has_value()
           || readPeriodLabel(text, {PeriodStyle::DateOrder::MonthFirst, false}).has_value();
}

} // namespace consultantos::forecasting
