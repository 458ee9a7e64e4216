// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/period_reference.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace consultantos {

namespace {

using Kind = PeriodReference::Kind;
using Tokens = QList<QuestionToken>;

/// A number alone is a year from here to there; one marked as a year always is.
constexpr int EarliestYear = 1800;
constexpr int LatestYear = 2199;
/// Two-digit years from here on are of the last century.
constexpr int CenturyTurn = 70;

int fullYear(int digits)
{
    return digits >= 100 ? digits : digits >= CenturyTurn ? 1900 + digits : 2000 + digits;
}

bool isYear(int year)
{
    return year >= EarliestYear && year <= LatestYear;
}

const QuestionToken *tokenAt(const Tokens &tokens, qsizetype place)
{
    return place >= 0 && place < tokens.size() ? &tokens[place] : nullptr;
}

/// A number written with four digits, or with two where `takesShort`.
int yearNumber(const QuestionToken *token, bool takesShort)
{
    if (!token || token->kind != QuestionToken::Kind::Number)
        return 0;
    const auto digits = token->written.size();
    const bool isWhole = std::floor(token->number) == token->number && !token->written.contains(QLatin1Char('.'))
                         && !token->written.contains(QLatin1Char(','));
    if (!isWhole || (digits != 4 && !(takesShort && digits == 2)))
        return 0;
    const int year = fullYear(static_cast<int>(token->number));
    return isYear(year) ? year : 0;
}

/// "fy2018", "fy18", "fye2018", "cy2018".
int yearWord(const QuestionToken *token)
{
    static const QRegularExpression Pattern(QStringLiteral("^(?:fy|fye|cy|ye)(\\d{4}|\\d{2})[ae]?$"));
    if (!token || token->kind != QuestionToken::Kind::Word)
        return 0;
    const auto match = Pattern.match(token->text);
    if (!match.hasMatch())
        return 0;
    return fullYear(match.captured(1).toInt());
}

bool isYearIntroduction(const QuestionToken *token)
{
    static const QStringList Words{QStringLiteral("fy"),       QStringLiteral("fye"),       QStringLiteral("fiscal"),
                                   QStringLiteral("calendar"), QStringLiteral("financial"), QStringLiteral("year")};
    return token && token->kind == QuestionToken::Kind::Word && Words.contains(token->text);
}

/// A year with the words before it: "fiscal year 2018", "FY 18".
std::optional<PeriodMatch> yearAt(const Tokens &tokens, qsizetype place)
{
    qsizetype at = place;
    while (at - place < 3 && isYearIntroduction(tokenAt(tokens, at)))
        ++at;
    const auto *introduction = tokenAt(tokens, at - 1);
    const bool isIntroduced = at > place;
    const bool takesShort = isIntroduced && introduction && !introduction->isWord(QLatin1String("year"));
    int year = yearWord(tokenAt(tokens, at));
    if (year == 0)
        year = yearNumber(tokenAt(tokens, at), takesShort);
    if (year == 0)
        return std::nullopt;
    return PeriodMatch{{Kind::Year, year, 0, {}}, at + 1 - place};
}

int quarterNumber(const Tokens &tokens, qsizetype place, qsizetype &length)
{
    static const QRegularExpression Word(QStringLiteral("^(?:q([1-4])|([1-4])q)$"));
    static const std::array<std::array<const char *, 2>, 4> Ordinals{
        {{"first", "1st"}, {"second", "2nd"}, {"third", "3rd"}, {"fourth", "4th"}}};
    const auto *token = tokenAt(tokens, place);
    const auto *next = tokenAt(tokens, place + 1);
    if (!token)
        return 0;
    const auto match = Word.match(token->text);
    if (match.hasMatch()) {
        length = 1;
        return (match.captured(1) + match.captured(2)).toInt();
    }
    const bool namesQuarter = next && next->isWord(QLatin1String("quarter"));
    for (std::size_t i = 0; i < Ordinals.size() && namesQuarter; ++i) {
        if (token->isWord(QLatin1String(Ordinals[i][0])) || token->isWord(QLatin1String(Ordinals[i][1]))) {
            length = 2;
            return static_cast<int>(i) + 1;
        }
    }
    const bool isNumbered = token->isWord(QLatin1String("quarter")) && next && next->kind == QuestionToken::Kind::Number
                            && next->number >= 1 && next->number <= 4 && next->written.size() == 1;
    length = 2;
    return isNumbered ? static_cast<int>(next->number) : 0;
}

/// "q3fy22", "3q22", "2022q3": quarter and year in one word.
std::optional<PeriodReference> quarterWord(const QString &word)
{
    static const QRegularExpression QuarterFirst(QStringLiteral("^(?:q([1-4])|([1-4])q)(?:fy)?(\\d{4}|\\d{2})$"));
    static const QRegularExpression YearFirst(QStringLiteral("^(?:fy)?(\\d{4})q([1-4])$"));
    if (const auto match = QuarterFirst.match(word); match.hasMatch())
        return PeriodReference{
            Kind::Quarter, fullYear(match.captured(3).toInt()), (match.captured(1) + match.captured(2)).toInt(), {}};
    if (const auto match = YearFirst.match(word); match.hasMatch())
        return PeriodReference{Kind::Quarter, match.captured(1).toInt(), match.captured(2).toInt(), {}};
    return std::nullopt;
}

std::optional<PeriodMatch> quarterAt(const Tokens &tokens, qsizetype place)
{
    if (const auto joined = quarterWord(tokens[place].text))
        return PeriodMatch{*joined, 1};
    qsizetype length = 0;
    const int quarter = quarterNumber(tokens, place, length);
    if (quarter == 0)
        return std::nullopt;
    auto at = place + length;
    const auto *between = tokenAt(tokens, at);
    if (between
        && (between->isWord(QLatin1String("of")) || between->isWord(QLatin1String("in")) || between->isSign(',')))
        ++at;
    const auto *article = tokenAt(tokens, at);
    if (article && article->isWord(QLatin1String("the")))
        ++at;
    const auto year = at < tokens.size() ? yearAt(tokens, at) : std::nullopt;
    if (!year)
        return std::nullopt;
    return PeriodMatch{{Kind::Quarter, year->period.year, quarter, {}}, at + year->length - place};
}

std::optional<PeriodMatch> dateAt(const Tokens &tokens, qsizetype place)
{
    static const QStringList Months{QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"),
                                    QStringLiteral("apr"), QStringLiteral("may"), QStringLiteral("jun"),
                                    QStringLiteral("jul"), QStringLiteral("aug"), QStringLiteral("sep"),
                                    QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
    const auto *name = tokenAt(tokens, place);
    const auto *day = tokenAt(tokens, place + 1);
    if (!name || name->text.size() < 3 || !day || day->kind != QuestionToken::Kind::Number)
        return std::nullopt;
    const auto month = Months.indexOf(name->text.left(3));
    if (month < 0
        || (name->text.size() > 3
            && !QLocale::c().monthName(static_cast<int>(month) + 1).startsWith(name->written, Qt::CaseInsensitive)))
        return std::nullopt;
    auto at = place + 2;
    if (const auto *comma = tokenAt(tokens, at); comma && comma->isSign(','))
        ++at;
    const int year = yearNumber(tokenAt(tokens, at), false);
    const QDate date(year, static_cast<int>(month) + 1, static_cast<int>(std::min(day->number, 31.0)));
    if (year == 0 || !date.isValid())
        return std::nullopt;
    return PeriodMatch{{Kind::Date, 0, 0, date}, at + 1 - place};
}

std::optional<PeriodMatch> relativeAt(const Tokens &tokens, qsizetype place)
{
    static const QStringList Latest{QStringLiteral("last"),    QStringLiteral("latest"), QStringLiteral("recent"),
                                    QStringLiteral("current"), QStringLiteral("thi"),    QStringLiteral("this"),
                                    QStringLiteral("newest")};
    const auto *token = tokenAt(tokens, place);
    if (!token || !Latest.contains(token->text))
        return std::nullopt;
    auto at = place + 1;
    while (at - place < 3 && tokenAt(tokens, at) && isYearIntroduction(tokenAt(tokens, at))
           && !tokens[at].isWord(QLatin1String("year")))
        ++at;
    const auto *unit = tokenAt(tokens, at);
    if (!unit || unit->isPossessive)
        return std::nullopt;
    if (unit->isWord(QLatin1String("year")))
        return PeriodMatch{{Kind::LatestYear, 0, 0, {}}, at + 1 - place};
    if (unit->isWord(QLatin1String("quarter")))
        return PeriodMatch{{Kind::LatestQuarter, 0, 0, {}}, at + 1 - place};
    return std::nullopt;
}

const Period *endingOn(const QList<Period> &periods, const QDate &date)
{
    constexpr int SameEndDays = 7; // companies with weeks name the month's end
    const Period *best = nullptr;
    for (const auto &period : periods) {
        const auto distance = std::abs(period.end.daysTo(date));
        if (distance <= SameEndDays && (!best || distance < std::abs(best->end.daysTo(date))))
            best = &period;
    }
    return best;
}

std::optional<Period> named(const QList<Period> &periods, int year, const QString &fiscalPeriod)
{
    for (const auto &period : periods) {
        if (period.fiscalYear == year && period.fiscalPeriod == fiscalPeriod)
            return period;
    }
    return std::nullopt;
}

std::optional<Period> ofPlace(const QList<Period> &periods, qsizetype place)
{
    return place < periods.size() ? std::optional(periods[place]) : std::nullopt;
}

} // namespace

QString PeriodReference::label() const
{
    switch (kind) {
    case Kind::Year:
        return QStringLiteral("FY%1").arg(year);
    case Kind::Quarter:
        return QStringLiteral("Q%1 FY%2").arg(quarter).arg(year);
    case Kind::Date:
        return date.toString(Qt::ISODate);
    case Kind::LatestYear:
        return QStringLiteral("the latest year");
    case Kind::LatestQuarter:
        return QStringLiteral("the latest quarter");
    case Kind::YearBefore:
        return QStringLiteral("the year before");
    }
    return {};
}

std::optional<PeriodMatch> periodAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    for (const auto &read : {quarterAt, dateAt, yearAt, relativeAt}) {
        if (const auto match = read(tokens, place))
            return match;
    }
    return std::nullopt;
}

std::optional<int> yearCountAt(const QList<QuestionToken> &tokens, qsizetype place)
{
    static const QStringList Words{QStringLiteral("two"),   QStringLiteral("three"), QStringLiteral("four"),
                                   QStringLiteral("five"),  QStringLiteral("six"),   QStringLiteral("seven"),
                                   QStringLiteral("eight"), QStringLiteral("nine"),  QStringLiteral("ten")};
    constexpr int MostYears = 30;
    const auto *unit = tokenAt(tokens, place + 1);
    if (!unit || !(unit->isWord(QLatin1String("year")) || unit->isWord(QLatin1String("yr"))))
        return std::nullopt;
    const auto &token = tokens[place];
    const int count = token.kind == QuestionToken::Kind::Number && std::floor(token.number) == token.number
                              && token.number <= MostYears
                          ? static_cast<int>(token.number)
                          : static_cast<int>(Words.indexOf(token.text)) + 2;
    return count >= 2 ? std::optional(count) : std::nullopt;
}

std::optional<Period> resolvePeriod(const PeriodReference &reference, const FiscalCalendar &calendar)
{
    switch (reference.kind) {
    case Kind::Year:
        return named(calendar.years, reference.year, QStringLiteral("FY"));
    case Kind::Quarter:
        return named(calendar.quarters, reference.year, QStringLiteral("Q%1").arg(reference.quarter));
    case Kind::Date:
        if (const auto *year = endingOn(calendar.years, reference.date))
            return *year;
        if (const auto *quarter = endingOn(calendar.quarters, reference.date))
            return *quarter;
        return std::nullopt;
    case Kind::LatestYear:
        return ofPlace(calendar.years, 0);
    case Kind::LatestQuarter:
        return ofPlace(calendar.quarters, 0);
    case Kind::YearBefore:
        return ofPlace(calendar.years, 1);
    }
    return std::nullopt;
}

std::optional<Period> periodBefore(const Period &period, int years, const FiscalCalendar &calendar)
{
    const auto &periods = period.fiscalPeriod == QLatin1String("FY") ? calendar.years : calendar.quarters;
    return named(periods, period.fiscalYear - years, period.fiscalPeriod);
}

} // namespace consultantos
