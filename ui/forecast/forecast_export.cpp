// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_export.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("ForecastExport", text);
}

QString plainNumber(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// In quotes where the field needs them. A text that a spreadsheet would calculate begins with an apostrophe.
QString csvField(QString text)
{
    static const QString Formula = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && Formula.contains(text.front()))
        text.prepend(QLatin1Char('\''));
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')) && !text.contains(QLatin1Char('\n')))
        return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

QByteArray forecastCsv(const std::vector<ForecastEntry> &entries)
{
    QByteArray csv("series,step,period,mean,lo80,hi80,lo95,hi95,method,origin,unmoved\n");
    for (const auto &entry : entries) {
        std::size_t count = 0;
        const auto fade = entry.adjustment.fadeAnchor;
        for (const auto &one : entry.shown().steps) {
            const auto bound = [&one](double value) { return one.isOwnValue ? QString() : plainNumber(value); };
            const auto origin = one.isOwnValue                       ? QStringLiteral("own value")
                                : one.isOwnGrowth && !fade.isEmpty() ? QStringLiteral("faded to ") + fade
                                : one.isOwnGrowth                    ? QStringLiteral("own growth")
                                                                     : QStringLiteral("forecast");
            const QStringList fields{csvField(entry.raw.name),
                                     QString::number(++count),
                                     csvField(one.step.period),
                                     plainNumber(one.step.mean),
                                     bound(one.step.lower80),
                                     bound(one.step.upper80),
                                     bound(one.step.lower95),
                                     bound(one.step.upper95),
                                     entry.outcome->forecast.method,
                                     origin,
                                     plainNumber(entry.outcome->forecast.steps[count - 1].mean)};
            csv += fields.join(QLatin1Char(',')).toUtf8() + '\n';
        }
    }
    return csv;
}

QString forecastClipboardText(const ForecastEntry &entry)
{
    if (!entry.outcome)
        return {};
    const QLocale locale;
    const auto number = [&locale](double value) {
        auto text = locale.toString(value, 'g', QLocale::FloatingPointShortest);
        return text.remove(locale.groupSeparator());
    };
    QStringList lines{QStringList{inWords(QT_TRANSLATE_NOOP("ForecastExport", "Period")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "Value")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "80 % from")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "80 % to")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "95 % from")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "95 % to")),
                                  inWords(QT_TRANSLATE_NOOP("ForecastExport", "What it is"))}
                          .join(QLatin1Char('\t'))};
    const auto &series = entry.outcome->series;
    for (std::size_t place = 0; place < series.values.size(); ++place)
        lines += QStringList{series.labelAt(place),
                             number(series.values[place]),
                             {},
                             {},
                             {},
                             {},
                             inWords(QT_TRANSLATE_NOOP("ForecastExport", "History"))}
                     .join(QLatin1Char('\t'));
    for (const auto &one : entry.shown().steps) {
        const auto bound = [&](double value) { return one.isOwnValue ? QString() : number(value); };
        lines += QStringList{one.step.period,
                             number(one.step.mean),
                             bound(one.step.lower80),
                             bound(one.step.upper80),
                             bound(one.step.lower95),
                             bound(one.step.upper95),
                             one.isOwnValue ? inWords(QT_TRANSLATE_NOOP("ForecastExport", "Your own value"))
                             : one.isOwnGrowth
                                 ? inWords(QT_TRANSLATE_NOOP("ForecastExport", "Forecast, moved by your growth"))
                                 : inWords(QT_TRANSLATE_NOOP("ForecastExport", "Forecast"))}
                     .join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace consultantos
