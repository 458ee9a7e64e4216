// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/written_figures.h"

#include "model/units.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>
#include <optional>

namespace consultantos {

namespace {

const QString Plain = QStringLiteral("plain");
constexpr double BasisPoint = 1e-4;
constexpr double Slack = 1e-9;

struct Place {
    qsizetype start = 0;
    qsizetype end = 0;
};

QString currencyOf(const QString &sign)
{
    static const QHash<QString, QString> codes{{QStringLiteral("$"), QStringLiteral("USD")},
                                               {QStringLiteral("€"), QStringLiteral("EUR")},
                                               {QStringLiteral("£"), QStringLiteral("GBP")},
                                               {QStringLiteral("¥"), QStringLiteral("JPY")}};
    return codes.value(sign, sign);
}

double scaleOf(const QString &word)
{
    if (word.isEmpty())
        return 1;
    if (word.startsWith(QLatin1Char('t'), Qt::CaseInsensitive))
        return word.startsWith(QLatin1String("tr"), Qt::CaseInsensitive) ? 1e12 : 1e3;
    if (word.startsWith(QLatin1Char('b'), Qt::CaseInsensitive))
        return 1e9;
    return word == QLatin1String("k") ? 1e3 : 1e6;
}

/// Unit and factor of what stands behind the digits.
std::pair<QString, double> unitOf(const QString &word)
{
    const auto lower = word.toLower().simplified();
    if (lower == QLatin1String("%") || lower == QLatin1String("percent") || lower == QLatin1String("per cent"))
        return {units::Ratio, 0.01};
    if (lower == QLatin1String("pp") || lower.contains(QLatin1String("point")))
        return lower.startsWith(QLatin1String("basis")) ? std::pair(units::Points, BasisPoint)
                                                        : std::pair(units::Points, 0.01);
    if (lower == QLatin1String("bps") || lower == QLatin1String("bp"))
        return {units::Points, BasisPoint};
    if (lower == QLatin1String("x") || lower == QLatin1String("times"))
        return {units::Multiple, 1};
    if (lower.startsWith(QLatin1String("day")))
        return {units::Days, 1};
    if (lower.startsWith(QLatin1String("year")))
        return {units::Years, 1};
    if (lower.startsWith(QLatin1String("share")))
        return {units::Shares, 1};
    if (lower.endsWith(QLatin1String("percentile")))
        return {units::Percentile, 0.01};
    return {Plain, 1};
}

} // namespace

WrittenFigures writtenFigures(const QString &text, const QStringList &names)
{
    WrittenFigures found;
    QList<Place> taken;
    const auto isTaken = [&taken](qsizetype start, qsizetype end) {
        return std::any_of(taken.cbegin(), taken.cend(),
                           [&](const Place &place) { return start < place.end && end > place.start; });
    };
    for (const auto &name : names) {
        static const QRegularExpression digit(QStringLiteral("[0-9]"));
        if (!name.contains(digit))
            continue;
        for (auto at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.size()))
            taken.append({at, at + name.size()});
    }
    static const QRegularExpression period(
        QStringLiteral("\\b(?:Q[1-4] )?FY ?(?:19|20)\\d{2}\\b|\\b(?:19|20)\\d{2}-\\d{2}-\\d{2}\\b|"
                       "(?<![\\d.,/$€£¥])(?<!\\b[A-Z]{3} )\\b(?:19|20)\\d{2}\\b(?![.,/]\\d| ?(?:%|per "
                       "?cent|pp|x\\b|M\\b|million|billion|days|shares|points|times))"));
    for (auto matches = period.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        if (isTaken(match.capturedStart(), match.capturedEnd()))
            continue;
        found.periods.append(match.captured());
        taken.append({match.capturedStart(), match.capturedEnd()});
    }
    static const QRegularExpression amount(
        QStringLiteral("(?<![\\w.,/])(?<sign>[−\\-–](?=[ $€£¥]?[A-Z\\d]))?(?:(?<currency>[A-Z]{3}|[$€£¥]) "
                       "?)?(?<digits>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)"
                       "(?: ?(?<scale>thousand|million|billion|trillion|bn|mn|tn|M|B|k)(?![A-Za-z]))?"
                       "(?:[ -]?(?<unit>%|percentage points?|per ?cent(?!ile|age)|pp\\b|basis "
                       "points?|bps?\\b|points?\\b|x\\b|times\\b|days?\\b|"
                       "years?\\b|shares\\b|(?:st|nd|rd|th)? percentile))?"));
    static const QRegularExpression bound(
        QStringLiteral("\\b(?:more than|over|exceed\\w*|at least|at most|less than|fewer than|under|up "
                       "to|nearly|almost|just over|no more than|close to|well over|upwards of)\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    for (auto matches = amount.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const auto digitsAt = match.capturedStart(QStringLiteral("digits"));
        if (isTaken(digitsAt, match.capturedEnd(QStringLiteral("digits"))))
            continue;
        // "3.9th", "5G", "2FA": the digits belong to a word; "1.2.3", "1,23,456", "31/12": to more than a number.
        const auto after = match.capturedEnd();
        const bool isFollowedByDigit = after + 1 < text.size() && text[after + 1].isDigit();
        if (after < text.size()
            && (text[after].isLetterOrNumber() || text[after] == QLatin1Char('/')
                || (isFollowedByDigit && (text[after] == QLatin1Char('.') || text[after] == QLatin1Char(',')))))
            continue;
        auto digits = match.captured(QStringLiteral("digits"));
        const auto decimals =
            digits.contains(QLatin1Char('.')) ? digits.size() - digits.indexOf(QLatin1Char('.')) - 1 : 0;
        const auto scale = scaleOf(match.captured(QStringLiteral("scale")));
        const auto [unit, factor] = unitOf(match.captured(QStringLiteral("unit")));
        WrittenFigure figure;
        figure.start = match.capturedStart();
        figure.length = match.capturedLength();
        figure.value = digits.remove(QLatin1Char(',')).toDouble() * scale * factor;
        figure.rounding = 0.5 * std::pow(10.0, -static_cast<double>(decimals)) * scale * factor;
        figure.isNegative = !match.captured(QStringLiteral("sign")).isEmpty();
        figure.isBounded = bound.match(text.left(figure.start)).hasMatch();
        const auto currency = currencyOf(match.captured(QStringLiteral("currency")));
        figure.unit = currency.isEmpty() ? unit : currency;
        // "USD 12 %" is nothing at all.
        if (!currency.isEmpty() && unit != Plain)
            continue;
        found.figures.append(figure);
        taken.append({figure.start, figure.start + figure.length});
    }
    static const QRegularExpression run(QStringLiteral("[0-9][0-9.,]*"));
    for (auto matches = run.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        auto end = match.capturedEnd();
        while (end > match.capturedStart() && !text[end - 1].isDigit())
            --end;
        const bool isCovered = std::any_of(taken.cbegin(), taken.cend(), [&](const Place &place) {
            return place.start <= match.capturedStart() && end <= place.end;
        });
        if (!isCovered)
            found.strays.append(text.mid(match.capturedStart(), end - match.capturedStart()));
    }
    return found;
}

bool shows(const WrittenFigure &figure, double value, const QString &unit)
{
    static const QStringList counted{units::Score, units::Index, units::Count, QStringLiteral("pure")};
    const bool isSameUnit =
        figure.unit == Plain ? counted.contains(unit) : unit.section(QLatin1Char('/'), 0, 0) == figure.unit;
    if (!isSameUnit)
        return false;
    const auto size = std::abs(value);
    return std::abs(figure.value - size) <= figure.rounding * (1 + Slack) + Slack * size;
}

} // namespace consultantos
