// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_labels.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace consultantos::forecasting {

namespace {

using Kind = PeriodLabel::Kind;
using DateOrder = PeriodStyle::DateOrder;

QString inWords(const char *text)
{
    return QCoreApplication::translate("Forecast", text);
}

std::optional<Frequency> frequencyOfDays(const std::vector<qint64> &days)
{
    const auto gap = usualGap(days);
    const bool hasWeekend = std::any_of(days.begin(), days.end(), [](qint64 day) { return day % 7 > 4; });
    if (gap == 1)
        return hasWeekend || days.size() < 8 ? Frequency::Daily : Frequency::Weekdays;
    if (gap == 7)
        return Frequency::Weekly;
    if (gap >= 28 && gap <= 31)
        return Frequency::Monthly;
    if (gap >= 89 && gap <= 92)
        return Frequency::Quarterly;
    if (gap >= 364 && gap <= 371)
        return Frequency::Yearly;
    return std::nullopt;
}

/// Whether dates lie as far apart as their frequency says, nearly all of them.
bool areRegular(const std::vector<qint64> &days, std::optional<Frequency> wanted)
{
    if (days.size() < 3)
        return false;
    const auto frequency = frequencyOfDays(days);
    if (!frequency || (wanted && *wanted != *frequency))
        return false;
    std::vector<qint64> places;
    for (const auto day : days) {
        if (const auto place = placeOf({Kind::Date, day}, *frequency))
            places.push_back(*place);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    const auto length = places.back() - places.front() + 1;
    constexpr qint64 Tenth = 10;
    return static_cast<qint64>(places.size()) * Tenth >= length * (Tenth - 1)
           && static_cast<qint64>(places.size()) * Tenth >= static_cast<qint64>(days.size()) * (Tenth - 1);
}

std::vector<qint64> daysIn(const QStringList &labels, DateOrder order)
{
    std::vector<qint64> days;
    for (const auto &text : labels) {
        const auto label = readPeriodLabel(text, {order, false});
        if (label && label->kind == Kind::Date)
            days.push_back(label->ordinal);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

Result<DateOrder> dateOrderOf(const QStringList &labels, std::optional<Frequency> frequency, QStringList &notes)
{
    constexpr int Months = 12;
    qsizetype dayFirst = 0;   // can't be read otherwise
    qsizetype monthFirst = 0; // likewise
    QString open;
    for (const auto &text : labels) {
        const auto date = readSlashedDate(text);
        if (!date || (date->first > Months && date->second > Months))
            continue;
        if (date->first > Months)
            ++dayFirst;
        else if (date->second > Months)
            ++monthFirst;
        else if (date->first != date->second && open.isEmpty())
            open = text.trimmed();
    }
    if (open.isEmpty())
        return DateOrder::Unknown;
    if (dayFirst > 0 && monthFirst > 0)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Its dates are written both as day/month and as month/day.")),
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Write them as 2024-01-31.")));
    if (dayFirst > 0)
        return DateOrder::DayFirst;
    if (monthFirst > 0)
        return DateOrder::MonthFirst;
    const bool fitsDays = areRegular(daysIn(labels, DateOrder::DayFirst), frequency);
    const bool fitsMonths = areRegular(daysIn(labels, DateOrder::MonthFirst), frequency);
    if (fitsDays == fitsMonths)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Its dates can be day/month as well as month/day: \"%1\"."))
                        .arg(open),
                    inWords(QT_TRANSLATE_NOOP("Forecast", "Write them as 2024-01-31, or name the frequency.")));
    notes.append((fitsDays ? inWords(QT_TRANSLATE_NOOP("Forecast", "Dates like %1 are read with the day first."))
                           : inWords(QT_TRANSLATE_NOOP("Forecast", "Dates like %1 are read with the month first.")))
                     .arg(open));
    return fitsDays ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

/// Whether all of them are years like 2011/12: months in a row never are, but for a single one.
bool arePairs(const QStringList &labels)
{
    return labels.size() > 1 && std::all_of(labels.begin(), labels.end(), [](const QString &label) {
               return isYearPair(label) || label.trimmed().isEmpty();
           });
}

} // namespace

qint64 usualGap(std::vector<qint64> places)
{
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    QMap<qint64, int> counts;
    for (std::size_t i = 1; i < places.size(); ++i)
        ++counts[places[i] - places[i - 1]];
    qint64 best = 1;
    int most = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > most) {
            most = it.value();
            best = it.key();
        }
    }
    return best;
}

std::optional<Frequency> frequencyOf(const std::vector<PeriodLabel> &labels)
{
    switch (labels.front().kind) {
    case Kind::Index:
        return Frequency::None;
    case Kind::Year:
        return Frequency::Yearly;
    case Kind::Quarter:
        return Frequency::Quarterly;
    case Kind::Month:
        return Frequency::Monthly;
    case Kind::Week:
        return Frequency::Weekly;
    case Kind::Hour:
    case Kind::Date:
        break;
    }
    std::vector<qint64> places;
    for (const auto &label : labels)
        places.push_back(label.ordinal);
    if (labels.front().kind == Kind::Date)
        return frequencyOfDays(places);
    if (usualGap(places) == 1)
        return Frequency::Hourly;
    for (auto &place : places)
        place /= 24;
    return frequencyOfDays(places);
}

Result<PeriodStyle> styleOf(const QStringList &labels, std::optional<Frequency> frequency, QStringList &notes)
{
    PeriodStyle style;
    style.pairsAreYears = arePairs(labels);
    const auto order = dateOrderOf(labels, frequency, notes);
    if (!order)
        return tl::unexpected(order.error());
    style.dateOrder = *order;
    return style;
}

Error unreadablePeriods(const QStringList &labels)
{
    static const QRegularExpression half(QStringLiteral("^(?:[12]h|h[12]|hj ?[12]|[12]\\. ?hj)\\W*(?:fy)?\\W*\\d*$|"
                                                        "^(?:fy)?\\d{2,4}\\W*(?:[12]h|h[12]|hj ?[12])$"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression yearless(
        QStringLiteral("^(?:\\p{L}{3,9}\\.?(?: \\d{1,2})?|\\d{1,2}\\.?[- ]\\p{L}{3,9}|"
                       "q[1-4]|[1-4]q|(?:w|kw|cw) ?\\d{1,2})$"),
        QRegularExpression::CaseInsensitiveOption);
    qsizetype halves = 0;
    qsizetype yearlessOnes = 0;
    QString first;
    for (const auto &label : labels) {
        const auto text = label.simplified();
        if (namesPeriod(text))
            continue;
        if (first.isEmpty())
            first = text;
        halves += half.match(text).hasMatch() ? 1 : 0;
        // A period once a year is added, so no word of another kind.
        yearlessOnes +=
            yearless.match(text).hasMatch()
                    && (namesPeriod(text + QStringLiteral(" 2024")) || namesPeriod(text + QStringLiteral("-2024")))
                ? 1
                : 0;
    }
    const auto error = [](const char *text, const char *advice) {
        return Error{ErrorCode::NotDerivable, inWords(text), inWords(advice), false};
    };
    if (halves * 2 > labels.size())
        return error(QT_TRANSLATE_NOOP("Forecast", "Half years are no frequency that is known."),
                     QT_TRANSLATE_NOOP("Forecast", "Give quarters, or add the halves up to years."));
    if (yearlessOnes * 2 > labels.size())
        return error(QT_TRANSLATE_NOOP("Forecast", "Its periods name no year."),
                     QT_TRANSLATE_NOOP("Forecast", "Write them as Jan 2024, Q1 2024 or 2024-01-31."));
    auto other = error(QT_TRANSLATE_NOOP("Forecast", "Its periods can't be read: \"%1\"."),
                       QT_TRANSLATE_NOOP("Forecast", "Write them as 2024, 2024Q1, 2024-01, 2024-01-31 or as numbers."));
    constexpr qsizetype Shown = 40;
    other.message = other.message.arg(first.size() > Shown ? first.first(Shown) + QStringLiteral("…") : first);
    return other;
}

} // namespace consultantos::forecasting
