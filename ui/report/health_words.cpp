// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/health_words.h"

#include "model/units.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>

namespace consultantos {

namespace {

/// Whole texts of resources/health/rules.json and of the engine.
constexpr const char *Texts[] = {
    // Rules without a figure.
    QT_TRANSLATE_NOOP("HealthWords", "strong above the published range, weak below it"),
    QT_TRANSLATE_NOOP("HealthWords", "strong or weak by the place among peers"),
    QT_TRANSLATE_NOOP("HealthWords", "strong a quarter or more above the published average of the industry, weak as "
                                     "far below it"),
    QT_TRANSLATE_NOOP("HealthWords", "strong a quarter or more below the published average of the industry, weak as "
                                     "far above it"),
    QT_TRANSLATE_NOOP("HealthWords", "strong one robust standard deviation or more above its own earlier median, weak "
                                     "as far below it"),
    QT_TRANSLATE_NOOP("HealthWords", "strong one robust standard deviation or more below its own earlier median, weak "
                                     "as far above it"),
    // Why a figure isn't judged.
    QT_TRANSLATE_NOOP("HealthWords", "no published range of the industry is stored"),
    QT_TRANSLATE_NOOP("HealthWords", "too few comparable peers report it, no average of the industry is published, and "
                                     "there are too few earlier years"),
    QT_TRANSLATE_NOOP("HealthWords", "fees are a mix of business, neither strength nor strain"),
    QT_TRANSLATE_NOOP("HealthWords", "spending much is growth for one company and a burden for another"),
    QT_TRANSLATE_NOOP("HealthWords", "spending much is an investment or a lack of yield"),
    QT_TRANSLATE_NOOP("HealthWords", "below one a company shrinks or has just built"),
    QT_TRANSLATE_NOOP("HealthWords", "an amount of money says nothing without the company's size"),
    QT_TRANSLATE_NOOP("HealthWords", "paying late is bargaining power or want of cash"),
    QT_TRANSLATE_NOOP("HealthWords", "much lent out of deposits is yield for one bank and a strain on its funding for "
                                     "another"),
    QT_TRANSLATE_NOOP("HealthWords", "it is the return on equity again, of which the three steps are judged"),
    QT_TRANSLATE_NOOP("HealthWords", "it is the return on equity again, of which the five steps are judged"),
    QT_TRANSLATE_NOOP("HealthWords", "debt lifts the return and the risk"),
    // Where rules come from.
    QT_TRANSLATE_NOOP("HealthWords", "the better and the worse quarter of comparable peers; without five of them a "
                                     "quarter of the published average, or one robust standard deviation from its own "
                                     "earlier years: our convention"),
    QT_TRANSLATE_NOOP("HealthWords", "above one, claims and costs take more than the premiums, and only the yield of "
                                     "investments is left; five points below: our convention"),
    QT_TRANSLATE_NOOP("HealthWords", "Graham, The Intelligent Investor (revised 1973), chapter 14: current assets at "
                                     "least twice current liabilities; below one, what is due within a year exceeds "
                                     "what is at hand within it"),
    QT_TRANSLATE_NOOP("HealthWords", "the acid test's rule of thumb of one to one, and half of it: our convention"),
    QT_TRANSLATE_NOOP("HealthWords", "after the United States agencies' guidance on leveraged lending (2013), which "
                                     "names total debt of more than four times EBITDA, or senior debt of more than "
                                     "three, as usual marks of it; taking them for net debt and for lights is our "
                                     "convention"),
    QT_TRANSLATE_NOOP("HealthWords", "after the NAIC's Insurance Regulatory Information System, whose usual range of "
                                     "net premiums written to surplus ends at three; premiums earned and book equity "
                                     "in their place, and two: our convention"),
    QT_TRANSLATE_NOOP("HealthWords", "Damodaran, ratings by interest coverage of large companies (January 2026): A or "
                                     "better from 4.25, B minus or worse below 1.5"),
    QT_TRANSLATE_NOOP("HealthWords", "profit that is all cash has a conversion of one; half of it: our convention"),
    QT_TRANSLATE_NOOP("HealthWords", "more than the whole profit can't be paid for long; three quarters: our "
                                     "convention"),
    QT_TRANSLATE_NOOP("HealthWords", "Damodaran, US industry averages: from the cost of capital with the industry's "
                                     "debt to the cost of equity, which is what a company without debt must earn"),
    QT_TRANSLATE_NOOP("HealthWords", "Piotroski (2000), Journal of Accounting Research 38: strong firms score eight or "
                                     "nine, weak ones nought or one"),
    QT_TRANSLATE_NOOP("HealthWords", "Altman (1968), Journal of Finance 23(4): listed manufacturers"),
    QT_TRANSLATE_NOOP("HealthWords", "Altman (1983), Corporate Financial Distress: private manufacturers"),
    QT_TRANSLATE_NOOP("HealthWords", "Altman (1995): companies that don't manufacture"),
    QT_TRANSLATE_NOOP("HealthWords", "Beneish (1999), Financial Analysts Journal 55(5): above the bound a sign of "
                                     "manipulated earnings"),
};

/// %1 is a figure.
constexpr std::pair<const char *, const char *> Bounds[] = {
    {"above", QT_TRANSLATE_NOOP("HealthWords", "above %1")},
    {"from", QT_TRANSLATE_NOOP("HealthWords", "from %1")},
    {"below", QT_TRANSLATE_NOOP("HealthWords", "below %1")},
    {"up to", QT_TRANSLATE_NOOP("HealthWords", "up to %1")},
};

QString inWords(const char *text)
{
    return QCoreApplication::translate("HealthWords", text);
}

QString textOf(const QString &english)
{
    const auto known = std::find_if(std::begin(Texts), std::end(Texts),
                                    [&](const char *text) { return english == QLatin1String(text); });
    return known == std::end(Texts) ? english : inWords(*known);
}

/// As the engine writes it in a rule: a score without a unit, a percentile, or a figure with its unit.
QString figureOf(const QString &written)
{
    static const QRegularExpression Percentile(QStringLiteral("^(\\d+)[a-z]+ percentile$"));
    static const QRegularExpression Score(QStringLiteral("^\\x{2212}?[\\d.]+$"));
    constexpr double Hundred = 100;
    if (const auto found = Percentile.match(written); found.hasMatch())
        return shownValue(found.captured(1).toInt() / Hundred, units::Percentile);
    return Score.match(written).hasMatch() ? shownNumber(written) : shownFigures(written);
}

QString boundOf(const QString &relation, const QString &figure)
{
    const auto bound = std::find_if(std::begin(Bounds), std::end(Bounds),
                                    [&](const auto &one) { return relation == QLatin1String(one.first); });
    return inWords(bound->second).arg(figureOf(figure));
}

} // namespace

QString healthRuleText(const QString &rule)
{
    static const QRegularExpression Among(
        QStringLiteral("^strong (from|up to) the (\\S+ percentile) among peers, weak (?:from|up to) the (.+)$"));
    static const QRegularExpression Thresholds(
        QStringLiteral("^strong (above|from|below|up to) ([^,]*\\d.*), weak (above|from|below|up to) (.*\\d.*)$"));
    const QLatin1String unjudged("not judged: ");
    if (rule.startsWith(unjudged))
        return inWords(QT_TRANSLATE_NOOP("HealthWords", "not judged: %1")).arg(textOf(rule.mid(unjudged.size())));
    if (const auto found = Among.match(rule); found.hasMatch())
        return inWords(found.capturedView(1) == QLatin1String("from")
                           ? QT_TRANSLATE_NOOP("HealthWords", "strong from the %1 among peers, weak up to the %2")
                           : QT_TRANSLATE_NOOP("HealthWords", "strong up to the %1 among peers, weak from the %2"))
            .arg(figureOf(found.captured(2)), figureOf(found.captured(3)));
    if (const auto found = Thresholds.match(rule); found.hasMatch())
        return inWords(QT_TRANSLATE_NOOP("HealthWords", "strong %1, weak %2"))
            .arg(boundOf(found.captured(1), found.captured(2)), boundOf(found.captured(3), found.captured(4)));
    return textOf(rule);
}

QString healthSourceText(const QString &source)
{
    return textOf(source);
}

} // namespace consultantos
