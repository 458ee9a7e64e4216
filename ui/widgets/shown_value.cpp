// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shown_value.h"

#include "model/units.h"
#include "report/language/figures_in_text.h"
#include "report/language/locale_style.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <utility>

namespace consultantos {

namespace {

struct Form {
    const char *key;
    const char *text;
};

/// %1 is the number, %2 the code of a currency.
constexpr Form Units[] = {
    {"currency", QT_TRANSLATE_NOOP("ShownValue", "%2 %1")},
    {"currency_millions", QT_TRANSLATE_NOOP("ShownValue", "%2 %1 M")},
    {"per_share", QT_TRANSLATE_NOOP("ShownValue", "%2 %1")},
    {"ratio", QT_TRANSLATE_NOOP("ShownValue", "%1 %")},
    {"points", QT_TRANSLATE_NOOP("ShownValue", "%1 pp")},
    {"multiple", QT_TRANSLATE_NOOP("ShownValue", "%1x")},
    {"days", QT_TRANSLATE_NOOP("ShownValue", "%1 days")},
    {"years", QT_TRANSLATE_NOOP("ShownValue", "%1 years")},
    {"percentile", QT_TRANSLATE_NOOP("ShownValue", "%1th percentile")},
    {"shares", QT_TRANSLATE_NOOP("ShownValue", "%1 shares")},
    {"shares_millions", QT_TRANSLATE_NOOP("ShownValue", "%1 M shares")},
};
/// %1 is the company's fiscal year.
constexpr Form Periods[] = {
    {"FY", QT_TRANSLATE_NOOP("ShownValue", "FY%1")},    {"Q1", QT_TRANSLATE_NOOP("ShownValue", "Q1 FY%1")},
    {"Q2", QT_TRANSLATE_NOOP("ShownValue", "Q2 FY%1")}, {"Q3", QT_TRANSLATE_NOOP("ShownValue", "Q3 FY%1")},
    {"Q4", QT_TRANSLATE_NOOP("ShownValue", "Q4 FY%1")}, {"H1", QT_TRANSLATE_NOOP("ShownValue", "H1 FY%1")},
    {"H2", QT_TRANSLATE_NOOP("ShownValue", "H2 FY%1")},
};
/// No other language says it as English does.
constexpr auto TellsEnglish = "%1 years";

QString inWords(const char *text)
{
    return QCoreApplication::translate("ShownValue", text);
}

QString dateFormat(const QLocale &locale)
{
    auto format = locale.dateFormat(QLocale::ShortFormat);
    // "01/02/03" may be any of three years.
    if (!format.contains(QLatin1String("yyyy")))
        format.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    return format;
}

LocaleStyle makeStyle(const QLocale &locale, bool isEnglish)
{
    LocaleStyle style;
    const auto decimal = locale.decimalPoint();
    const auto group = locale.groupSeparator();
    style.decimal = decimal.isEmpty() ? style.decimal : decimal.front();
    style.group = group.isEmpty() ? style.group : group.front();
    style.date = dateFormat(locale);
    if (isEnglish)
        return style;
    for (const auto &form : Units)
        style.units.insert(QLatin1String(form.key), inWords(form.text)
                                                        .replace(QLatin1String("%1"), QLatin1String("{n}"))
                                                        .replace(QLatin1String("%2"), QLatin1String("{code}")));
    for (const auto *const plain : {"score", "index", "count"})
        style.units.insert(QLatin1String(plain), QStringLiteral("{n}"));
    for (const auto &form : Periods)
        style.periods.insert(QLatin1String(form.key),
                             inWords(form.text).replace(QLatin1String("%1"), QLatin1String("{y}")));
    return style;
}

/// The form of the window's language: separators of QLocale(), the rest translated. English has no units and periods of
/// its own: formatValue() and Period::label() write them. Good until the thread asks again.
const LocaleStyle &shownStyle()
{
    struct Made {
        QLocale locale;
        QString years;
        LocaleStyle style;
    };
    // Tables ask for every cell that they paint; a style is two dozen translations. Of a thread, so that none waits.
    thread_local std::optional<Made> made;
    const QLocale locale;
    const auto years = inWords(TellsEnglish);
    if (!made || made->years != years || made->locale != locale)
        made = Made{locale, years, makeStyle(locale, years == QLatin1String(TellsEnglish))};
    return made->style;
}

} // namespace

QString shownValue(double value, const QString &unit)
{
    const auto &style = shownStyle();
    const auto written = formatValue(value, unit);
    return style.units.isEmpty() ? restyledNumber(written, style) : restyled(written, unit, style);
}

QString shownPercent(double share, int decimals)
{
    constexpr double Percent = 100;
    const auto &style = shownStyle();
    auto written = QString::number(share * Percent, 'f', decimals) + QStringLiteral(" %");
    written.replace(QLatin1Char('-'), QChar(0x2212));
    return style.units.isEmpty() ? restyledNumber(written, style) : restyled(written, units::Ratio, style);
}

QString shownProbability(double probability)
{
    constexpr double AsGoodAsNever = 0.001;
    constexpr double AsGoodAsCertain = 0.999;
    return shownPercent(probability, probability > AsGoodAsNever && probability < AsGoodAsCertain ? 1 : 0);
}

QString shownNumber(const QString &number)
{
    return restyledNumber(number, shownStyle()).replace(QLatin1Char('-'), QChar(0x2212));
}

QString shownFigures(const QString &written)
{
    const auto &style = shownStyle();
    return style.units.isEmpty() ? written : restyledFigures(written, style);
}

QString shownSentence(const QString &sentence)
{
    const auto &style = shownStyle();
    return shownPeriods(style.units.isEmpty() ? sentence : restyledWithin(sentence, style));
}

QString shownPeriod(const Period &period)
{
    return shownPeriod(period.label());
}

QString shownPeriod(const QString &label)
{
    // "2024-03-31 13:00", of an hour.
    const auto day = QDate::fromString(label.section(QLatin1Char(' '), 0, 0), Qt::ISODate);
    if (day.isValid())
        return shownDate(day) + label.mid(QStringLiteral("yyyy-MM-dd").size());
    return restyledPeriod(label, shownStyle());
}

QString shownPeriods(const QString &text)
{
    static const QRegularExpression Fiscal(QStringLiteral(
        "\\b(?:(?:Q[1-4]|H[12]) )?FY[0-9]{4}\\b|(?<![\\w.-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\\w-]|\\.[0-9.])"));
    QString shown;
    qsizetype from = 0;
    for (const auto &match : Fiscal.globalMatch(text)) {
        shown += text.mid(from, match.capturedStart() - from) + shownPeriod(match.captured());
        from = match.capturedEnd();
    }
    return shown + text.mid(from);
}

QString shownYear(int fiscalYear)
{
    return shownPeriod(QStringLiteral("FY%1").arg(fiscalYear));
}

QString shownDate(const QDate &date)
{
    const QLocale locale;
    return date.isValid() ? locale.toString(date, dateFormat(locale)) : QString();
}

QString dayFormat(const QLocale &locale)
{
    return locale.language() == QLocale::German ? QStringLiteral("d. MMM") : QStringLiteral("d MMM");
}

QString shownDates(const std::optional<QDate> &start, const QDate &end)
{
    return start ? QStringLiteral("%1 – %2").arg(shownDate(*start), shownDate(end)) : shownDate(end);
}

QString shownMoment(const QDateTime &moment)
{
    const QLocale locale;
    auto format = locale.timeFormat(QLocale::ShortFormat);
    if (!format.contains(QLatin1String("ss")))
        format.replace(QLatin1String("mm"), QLatin1String("mm:ss"));
    return QStringLiteral("%1 %2").arg(shownDate(moment.date()), locale.toString(moment.time(), format));
}

} // namespace consultantos
