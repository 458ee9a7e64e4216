// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_words.h"

#include "agents/anchored_growth.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <optional>

namespace consultantos {

using namespace forecasting;

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("ForecastWords", text);
}

QString percentText(double share)
{
    return shownPercent(share, 0);
}

} // namespace

QString seriesTitle(const ForecastEntry &entry)
{
    const auto &name = entry.raw.name;
    if (name.isEmpty())
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Series"));
    const auto colon = name.lastIndexOf(QLatin1String(": "));
    return entry.company && colon > 0 ? name.left(colon + 2) + shownName(name.mid(colon + 2)) : name;
}

QString forecastValueText(double value, const QString &unit)
{
    if (!unit.isEmpty())
        return shownValue(value, unit);
    constexpr double Large = 1e15;
    constexpr int Digits = 6;
    const double size = std::abs(value);
    const QLocale locale;
    if (size >= Large || (size > 0.0 && size < 1e-4))
        return locale.toString(value, 'g', Digits);
    const int decimals = size >= 1'000.0 ? 0 : size >= 100.0 ? 1 : size >= 1.0 ? 2 : size > 0.0 ? 4 : 0;
    return locale.toString(value, 'f', decimals);
}

QString holidayCountryText(const QString &code)
{
    constexpr std::pair<const char *, const char *> Names[] = {
        {"US", QT_TRANSLATE_NOOP("ForecastWords", "United States")},
        {"DE", QT_TRANSLATE_NOOP("ForecastWords", "Germany")},
        {"FR", QT_TRANSLATE_NOOP("ForecastWords", "France")},
        {"GB", QT_TRANSLATE_NOOP("ForecastWords", "England and Wales")}};
    for (const auto &[country, name] : Names) {
        if (code == QLatin1String(country))
            return inWords(name);
    }
    return code;
}

QString frequencyText(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Yearly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Yearly"));
    case Frequency::Quarterly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Quarterly"));
    case Frequency::Monthly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Monthly"));
    case Frequency::Weekly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Weekly"));
    case Frequency::Daily:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Daily"));
    case Frequency::Weekdays:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Weekdays"));
    case Frequency::Hourly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Hourly"));
    case Frequency::None:
        break;
    }
    return inWords(QT_TRANSLATE_NOOP("ForecastWords", "No season"));
}

QString methodText(Method method)
{
    switch (method) {
    case Method::Naive:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Naive: the last value"));
    case Method::SeasonalNaive:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Seasonal naive: the last season"));
    case Method::Drift:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Drift"));
    case Method::Ets:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Exponential smoothing"));
    case Method::DampedEts:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Exponential smoothing, damped trend"));
    case Method::Theta:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Theta"));
    case Method::DynamicTheta:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Theta, dynamic and optimised"));
    case Method::ComplexSmoothing:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Complex exponential smoothing"));
    case Method::Arima:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "ARIMA"));
    case Method::AggregatedTheta:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Theta over levels of aggregation"));
    case Method::AdjustedEts:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Exponential smoothing, season taken out"));
    case Method::LogArima:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "ARIMA of the logarithms"));
    }
    return QString::fromLatin1(methodName(method));
}

QString methodText(const QString &name)
{
    for (const auto method : AllMethods) {
        if (name == QLatin1String(methodName(method)))
            return methodText(method);
    }
    if (name == QLatin1String("combination"))
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Combination"));
    if (name == QLatin1String("croston_sba"))
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Croston without its bias"));
    if (name == QLatin1String("constant"))
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Constant"));
    return name;
}

QString growthSpanText(Frequency frequency)
{
    switch (frequency) {
    case Frequency::Daily:
    case Frequency::Weekdays:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "a week"));
    case Frequency::Hourly:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "a day"));
    case Frequency::None:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "a step"));
    default:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "a year"));
    }
}

QString maseText(double mase)
{
    return mase < 0.0 ? QStringLiteral("–") : QLocale().toString(mase, 'f', 2);
}

QString headlineText(const ForecastEntry &entry)
{
    const auto steps = entry.shown().steps;
    if (steps.empty())
        return {};
    const auto told = [&entry](const AdjustedStep &one) {
        const auto &step = one.step;
        if (one.isOwnValue)
            return inWords(QT_TRANSLATE_NOOP("ForecastWords", "%1: %2 (yours)"))
                .arg(shownPeriod(step.period), forecastValueText(step.mean, entry.unit));
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "%1: %2 (95 %: %3 to %4)"))
            .arg(shownPeriod(step.period), forecastValueText(step.mean, entry.unit),
                 forecastValueText(step.lower95, entry.unit), forecastValueText(step.upper95, entry.unit));
    };
    auto text = told(steps.front());
    if (steps.size() > 1)
        text += QStringLiteral("  →  ") + told(steps.back());
    return text;
}

QString qualityText(const SeriesOutcome &outcome)
{
    const auto &forecast = outcome.forecast;
    QStringList parts{inWords(QT_TRANSLATE_NOOP("ForecastWords", "%1, %2 values"))
                          .arg(frequencyText(outcome.series.frequency))
                          .arg(outcome.series.values.size()),
                      methodText(forecast.method)};
    if (forecast.backtest.origins > 0) {
        parts += inWords(QT_TRANSLATE_NOOP("ForecastWords", "MASE %1, naive %2"))
                     .arg(maseText(forecast.backtest.mase), maseText(forecast.backtest.naiveMase));
        parts += inWords(QT_TRANSLATE_NOOP("ForecastWords", "within 95 %: %1 of %2 past values"))
                     .arg(std::lround(forecast.backtest.coverage95 * asReal(forecast.backtest.errors.size())))
                     .arg(forecast.backtest.errors.size());
    } else {
        parts += inWords(QT_TRANSLATE_NOOP("ForecastWords", "no backtest"));
    }
    if (forecast.isNoBetterThanNaive)
        parts += inWords(QT_TRANSLATE_NOOP("ForecastWords", "no better than naive"));
    return parts.join(QStringLiteral("  ·  "));
}

QStringList knowText(const ForecastEntry &entry)
{
    if (!entry.outcome)
        return {};
    const auto &forecast = entry.outcome->forecast;
    const auto &test = forecast.backtest;
    QStringList lines{
        inWords(QT_TRANSLATE_NOOP("ForecastWords", "%1. %2")).arg(methodText(forecast.method), forecast.reason)};
    if (forecast.isNoBetterThanNaive)
        lines +=
            inWords(QT_TRANSLATE_NOOP("ForecastWords",
                                      "In its own past this forecast was no better than naive (MASE %1, naive %2): "
                                      "the last value, or season, says as much."))
                .arg(maseText(test.mase), maseText(test.naiveMase));
    else if (test.origins > 0)
        lines +=
            inWords(QT_TRANSLATE_NOOP("ForecastWords", "In its own past its errors were %1 of the naive forecast's "
                                                       "(MASE %2, naive %3, sMAPE %4 %)."))
                .arg(test.naiveMase > 0.0 ? percentText(test.mase / test.naiveMase) : QStringLiteral("–"),
                     maseText(test.mase), maseText(test.naiveMase), QLocale().toString(test.smape, 'f', 1));
    if (test.origins > 0)
        lines +=
            inWords(QT_TRANSLATE_NOOP("ForecastWords", "Of %1 past values, %2 lay within the 80 % interval and %3 "
                                                       "within the 95 % interval; few values say little."))
                .arg(QString::number(test.errors.size()), percentText(test.coverage80), percentText(test.coverage95));
    else if (forecast.method != QLatin1String("constant"))
        lines +=
            inWords(QT_TRANSLATE_NOOP("ForecastWords", "It is too short for a backtest: how far it errs, and whether "
                                                       "its intervals hold, is not known."));
    lines += forecast.notes;
    const auto shown = entry.shown();
    int values = 0;
    int moved = 0;
    for (const auto &step : shown.steps) {
        values += step.isOwnValue ? 1 : 0;
        moved += step.isOwnGrowth ? 1 : 0;
    }
    if (values > 0)
        lines += QCoreApplication::translate(
            "ForecastWords", "%n value(s) are your own; no interval is claimed for them.", nullptr, values);
    if (moved > 0)
        lines += QCoreApplication::translate(
            "ForecastWords", "%n value(s) were moved by your growth, and their intervals with them.", nullptr, moved);
    // Published growth is of a year: of quarters it would be held against a fourth.
    if (entry.company && entry.outcome->series.frequency == Frequency::Yearly) {
        const auto &adjustment = entry.adjustment;
        const auto fade = adjustment.fadeTo && shown.isGrowthUsed
                              ? std::optional(GrowthFade{*adjustment.fadeTo, int(adjustment.fadeSteps)})
                              : std::nullopt;
        lines +=
            growthBeside(entry.company->anchors, entry.outcome->series.values, forecast, fade, adjustment.fadeAnchor)
                .inWords();
    }
    if (!shown.isGrowthUsed)
        lines += inWords(QT_TRANSLATE_NOOP(
            "ForecastWords", "Your growth is not used: values that aren't positive don't grow by a share."));
    return lines;
}

QString stateText(const ForecastEntry &entry)
{
    switch (entry.state) {
    case ForecastEntry::State::Waiting:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Waiting"));
    case ForecastEntry::State::Cancelled:
        return inWords(QT_TRANSLATE_NOOP("ForecastWords", "Cancelled"));
    case ForecastEntry::State::Failed:
        return entry.error ? entry.error->message : QString();
    case ForecastEntry::State::Done:
        break;
    }
    return entry.outcome ? methodText(entry.outcome->forecast.method) : QString();
}

} // namespace consultantos
