// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/period_words.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace consultantos::statements {

namespace {

constexpr int WeeksOfQuarter = 13;
constexpr int MonthsOfQuarter = 3;
constexpr int DaysOfWeek = 7;

const QString Month = QStringLiteral("(?<month>january|february|march|april|may|june|july|august|september|october|"
                                     "november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?");
const QString Number =
    QStringLiteral("(?<number>[0-9]{1,2}|three|six|nine|twelve|thirteen|sixteen|seventeen|twenty[- ]four|"
                   "twenty[- ]six|twenty[- ]eight|thirty[- ]six|thirty[- ]nine|forty|fifty[- ]two|"
                   "fifty[- ]three)");

int monthOf(const QString &name)
{
    static const QStringList starts{QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"),
                                    QStringLiteral("apr"), QStringLiteral("may"), QStringLiteral("jun"),
                                    QStringLiteral("jul"), QStringLiteral("aug"), QStringLiteral("sep"),
                                    QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
    return static_cast<int>(starts.indexOf(name.left(3))) + 1;
}

int numberOf(QString word)
{
    static const QHash<QString, int> words{
        {QStringLiteral("three"), 3},         {QStringLiteral("six"), 6},          {QStringLiteral("nine"), 9},
        {QStringLiteral("twelve"), 12},       {QStringLiteral("thirteen"), 13},    {QStringLiteral("sixteen"), 16},
        {QStringLiteral("seventeen"), 17},    {QStringLiteral("twenty four"), 24}, {QStringLiteral("twenty six"), 26},
        {QStringLiteral("twenty eight"), 28}, {QStringLiteral("thirty six"), 36},  {QStringLiteral("thirty nine"), 39},
        {QStringLiteral("forty"), 40},        {QStringLiteral("fifty two"), 52},   {QStringLiteral("fifty three"), 53}};
    const auto known = words.constFind(word.replace(QLatin1Char('-'), QLatin1Char(' ')));
    return known == words.cend() ? word.toInt() : *known;
}

/// Takes every match out of the text, so that its figures aren't read a second time as something else. What follows
/// keeps its place.
template <typename Use>
void takeOut(QString &text, const QRegularExpression &pattern, Use use)
{
    QList<std::pair<qsizetype, qsizetype>> places;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        if (use(match))
            places.append({match.capturedStart(), match.capturedLength()});
    }
    for (const auto &[start, length] : places)
        text.replace(start, length, QString(length, u'\u0001'));
}

void takeDates(QString &text, PeriodWords &words)
{
    QList<std::pair<qsizetype, QDate>> found;
    static const QRegularExpression american(
        QStringLiteral("\\b") + Month
        + QStringLiteral("\\s*(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(?<year>(?:19|20)[0-9]{2})\\b"));
    static const QRegularExpression european(QStringLiteral("\\b(?<day>[0-9]{1,2})(?:st|nd|rd|th)?[\\s.-]*") + Month
                                             + QStringLiteral("[\\s,-]*(?<year>(?:19|20)[0-9]{2})\\b"));
    static const QRegularExpression numeric(
        QStringLiteral("\\b(?<month>[0-9]{1,2})/(?<day>[0-9]{1,2})/(?<year>(?:19|20)?[0-9]{2})\\b"));
    static const QRegularExpression iso(
        QStringLiteral("\\b(?<year>(?:19|20)[0-9]{2})-(?<month>[0-9]{2})-(?<day>[0-9]{2})\\b"));
    static const QRegularExpression monthYear(QStringLiteral("\\b") + Month
                                              + QStringLiteral("\\s*,?\\s*(?<year>(?:19|20)[0-9]{2})\\b"));
    for (const auto *pattern : {&american, &european, &numeric, &iso, &monthYear}) {
        takeOut(text, *pattern, [&](const QRegularExpressionMatch &match) {
            constexpr int Century = 2000;
            const auto name = match.captured(QStringLiteral("month"));
            const auto year = match.captured(QStringLiteral("year")).toInt();
            const MonthDay day{name.at(0).isDigit() ? name.toInt() : monthOf(name),
                               pattern == &monthYear ? 0 : match.captured(QStringLiteral("day")).toInt()};
            const auto date = dateOf(day, year < 100 ? Century + year : year);
            if (date.isValid())
                found.append({match.capturedStart(), date});
            return date.isValid();
        });
    }
    // "December 31, 2018 and 2017": the second year is of the same day.
    static const QRegularExpression further(
        QStringLiteral("\u0001\\s*(?:,|and|,\\s*and|&)\\s*(?<year>(?:19|20)[0-9]{2})\\b"));
    for (bool hasMore = true; hasMore;) {
        const auto match = further.match(text);
        hasMore = match.hasMatch();
        if (!hasMore)
            break;
        if (found.isEmpty())
            break;
        const auto before =
            std::max_element(found.cbegin(), found.cend(), [&match](const auto &left, const auto &right) {
                const auto place = [&match](const auto &entry) {
                    return entry.first <= match.capturedStart() ? entry.first : qsizetype(-1);
                };
                return place(left) < place(right);
            });
        const auto &day = before->second;
        found.append(
            {match.capturedStart(QStringLiteral("year")),
             dateOf({day.month(), isMonthEnd(day) ? 0 : day.day()}, match.captured(QStringLiteral("year")).toInt())});
        text.replace(match.capturedStart(), match.capturedLength(), QString(match.capturedLength(), u'\u0001'));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    for (const auto &[place, date] : std::as_const(found))
        words.dates.append(date);
}

void takeSpans(QString &text, PeriodWords &words)
{
    static const QRegularExpression counted(QStringLiteral("\\b") + Number
                                            + QStringLiteral("[\\s-]*(?<unit>months?|weeks?)\\b"));
    static const QRegularExpression quarter(
        QStringLiteral("\\b(?:first|second|third|fourth|[1-4](?:st|nd|rd|th)?)?\\s*quarters?\\b"));
    static const QRegularExpression year(QStringLiteral("\\byears?\\b|\\bannual\\b|\\btwelve months\\b"));
    takeOut(text, counted, [&words](const QRegularExpressionMatch &match) {
        const auto count = numberOf(match.captured(QStringLiteral("number")));
        const bool isMonths = match.captured(QStringLiteral("unit")).startsWith(QLatin1Char('m'));
        if (count < 1 || count > (isMonths ? 12 : 53))
            return false;
        words.spans.append(isMonths ? Span{count, 0} : Span{0, count});
        return true;
    });
    takeOut(text, quarter, [&words](const QRegularExpressionMatch &) {
        words.spans.append(Span{MonthsOfQuarter, 0});
        return true;
    });
    takeOut(text, year, [&words](const QRegularExpressionMatch &) {
        words.spans.append(Span{12, 0});
        return true;
    });
}

void takeMonthDays(QString &text, PeriodWords &words)
{
    static const QRegularExpression american(QStringLiteral("\\b") + Month
                                             + QStringLiteral("\\s*(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])"));
    static const QRegularExpression european(QStringLiteral("\\b(?<day>[0-9]{1,2})(?:st|nd|rd|th)?\\s+") + Month);
    for (const auto *pattern : {&american, &european}) {
        takeOut(text, *pattern, [&words](const QRegularExpressionMatch &match) {
            const MonthDay day{monthOf(match.captured(QStringLiteral("month"))),
                               match.captured(QStringLiteral("day")).toInt()};
            if (day.day < 1 || day.day > 31)
                return false;
            words.monthDays.append(day);
            return true;
        });
    }
}

void takeYears(QString &text, PeriodWords &words)
{
    static const QRegularExpression whole(
        QStringLiteral("(?<![0-9,.$])(?<year>(?:19[89]|20[0-9])[0-9])(?![0-9]|,[0-9]|\\.[0-9])"));
    static const QRegularExpression abbreviated(QStringLiteral("\\bfy\\s*'?(?<year>[0-9]{2})\\b"));
    takeOut(text, whole, [&words](const QRegularExpressionMatch &match) {
        words.years.append(match.captured(QStringLiteral("year")).toInt());
        return true;
    });
    takeOut(text, abbreviated, [&words](const QRegularExpressionMatch &match) {
        words.years.append(2000 + match.captured(QStringLiteral("year")).toInt());
        return true;
    });
}

} // namespace

PeriodWords periodWords(const QString &original)
{
    PeriodWords words;
    constexpr qsizetype LongestHeading = 2000;
    auto text = original.left(LongestHeading).toLower().simplified();
    static const QRegularExpression comparison(
        QStringLiteral("%|\\bchanges?\\b|\\bvariance\\b|\\bpercent|\\bincrease|\\bdecrease|\\badjustments?\\b|"
                       "\\beffects? of\\b|\\bimpact\\b|\\bpro forma\\b|\\bconvenience\\b|\\bvs\\.?\\s"));
    static const QRegularExpression restated(
        QStringLiteral("\\bas (?:adjusted|restated|recast|revised)\\b|\\brestated\\b|\\brecast\\b"));
    words.isComparison = comparison.match(text).hasMatch();
    words.isRestated = restated.match(text).hasMatch();
    takeDates(text, words);
    takeSpans(text, words);
    takeMonthDays(text, words);
    takeYears(text, words);
    return words;
}

QDate dateOf(const MonthDay &monthDay, int year)
{
    const QDate first(year, monthDay.month, 1);
    if (!first.isValid() || monthDay.day < 0 || monthDay.day > 31)
        return {};
    const auto last = first.daysInMonth();
    return {year, monthDay.month, monthDay.day == 0 ? last : std::min(monthDay.day, last)};
}

bool isMonthEnd(const QDate &date)
{
    return date.day() == date.daysInMonth();
}

QDate startOf(const QDate &end, const Span &span)
{
    if (span.weeks > 0)
        return end.addDays(1 - DaysOfWeek * span.weeks);
    if (!isMonthEnd(end) && span.months % MonthsOfQuarter == 0)
        return end.addDays(1 - DaysOfWeek * WeeksOfQuarter * (span.months / MonthsOfQuarter));
    return end.addDays(1).addMonths(-span.months);
}

} // namespace consultantos::statements
