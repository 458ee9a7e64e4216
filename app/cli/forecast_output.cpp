// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr int Digits = 10;

QString number(double value)
{
    return QString::number(value, 'g', Digits);
}

/// How a table's values are written so that a person can compare them: alike, and large ones in millions.
struct Scale {
    bool isMillions = false;
    int decimals = 0;

    [[nodiscard]] QString text(double value) const
    {
        return QLocale().toString(isMillions ? value / 1e6 : value, 'f', decimals);
    }
};

Scale scaleOf(const SeriesForecast &forecast)
{
    double greatest = 0.0;
    for (const auto &step : forecast.steps)
        greatest = std::max({greatest, std::abs(step.mean), std::abs(step.lower95), std::abs(step.upper95)});
    constexpr double Least = 1e8; // below it a table of whole numbers is still easy to read
    if (greatest >= Least)
        return {true, greatest >= 1e9 ? 0 : 1};
    constexpr int Significant = 5;
    const int before = greatest > 0.0 ? int(std::floor(std::log10(greatest))) + 1 : 1;
    return {false, std::clamp(Significant - before, 0, 10)};
}

QStringList stepTitles()
{
    return {QStringLiteral("series"), QStringLiteral("step"), QStringLiteral("mean"), QStringLiteral("lo80"),
            QStringLiteral("hi80"),   QStringLiteral("lo95"), QStringLiteral("hi95"), QStringLiteral("method")};
}

QList<QStringList> rowsOf(const ForecastOutcome &outcome)
{
    QList<QStringList> rows;
    int count = 0;
    for (const auto &step : outcome.forecast->steps)
        rows.append({outcome.name, QString::number(++count), number(step.mean), number(step.lower80),
                     number(step.upper80), number(step.lower95), number(step.upper95), outcome.forecast->method});
    return rows;
}

QJsonObject backtestJson(const SeriesForecast &forecast)
{
    const auto &test = forecast.backtest;
    if (test.origins == 0)
        return {{QStringLiteral("origins"), 0}};
    return {{QStringLiteral("origins"), test.origins},
            {QStringLiteral("errors"), static_cast<qint64>(test.errors.size())},
            {QStringLiteral("mase"), test.mase},
            {QStringLiteral("naive_mase"), test.naiveMase},
            {QStringLiteral("smape"), test.smape},
            {QStringLiteral("coverage80"), test.coverage80},
            {QStringLiteral("coverage95"), test.coverage95},
            {QStringLiteral("no_better_than_naive"), forecast.isNoBetterThanNaive}};
}

QJsonObject jsonOf(const ForecastOutcome &outcome)
{
    const auto &forecast = *outcome.forecast;
    QJsonArray steps;
    int count = 0;
    for (const auto &step : forecast.steps)
        steps.append(QJsonObject{{QStringLiteral("step"), ++count},
                                 {QStringLiteral("period"), step.period},
                                 {QStringLiteral("mean"), step.mean},
                                 {QStringLiteral("lo80"), step.lower80},
                                 {QStringLiteral("hi80"), step.upper80},
                                 {QStringLiteral("lo95"), step.lower95},
                                 {QStringLiteral("hi95"), step.upper95}});
    QJsonObject object{{QStringLiteral("series"), outcome.name},
                       {QStringLiteral("frequency"), frequencyName(outcome.series.frequency)},
                       {QStringLiteral("values"), static_cast<qint64>(outcome.series.values.size())},
                       {QStringLiteral("method"), forecast.method},
                       {QStringLiteral("parameters"), QJsonArray::fromStringList(forecast.parameters)},
                       {QStringLiteral("reason"), forecast.reason},
                       {QStringLiteral("steps"), steps},
                       {QStringLiteral("backtest"), backtestJson(forecast)},
                       {QStringLiteral("notes"), QJsonArray::fromStringList(forecast.notes)}};
    if (outcome.growth)
        object.insert(QStringLiteral("growth"), toJson(*outcome.growth));
    return object;
}

} // namespace

ForecastOutput::ForecastOutput(TableFormat format, bool tellsErrors, Terminal &terminal)
    : m_format(format)
    , m_tellsErrors(tellsErrors)
    , m_terminal(terminal)
{
}

void ForecastOutput::begin()
{
    if (m_format == TableFormat::Csv)
        m_terminal.out(csvTable(stepTitles(), {}));
    else if (m_format == TableFormat::Json)
        m_terminal.out("{\"forecasts\": [");
}

void ForecastOutput::print(const ForecastOutcome &outcome)
{
    if (!outcome.forecast) {
        ++m_failures;
        m_lastError = outcome.forecast.error();
        if (m_tellsErrors)
            m_terminal.error({m_lastError.code, QStringLiteral("%1: %2").arg(outcome.name, m_lastError.message), {}});
        if (!m_errors.isEmpty())
            m_errors += ",\n";
        m_errors += QJsonDocument(QJsonObject{{QStringLiteral("series"), outcome.name},
                                              {QStringLiteral("error"), m_lastError.message},
                                              {QStringLiteral("advice"), m_lastError.detail}})
                        .toJson(QJsonDocument::Compact);
        return;
    }
    switch (m_format) {
    case TableFormat::Csv: {
        const auto table = csvTable({}, rowsOf(outcome));
        m_terminal.out(table.mid(table.indexOf('\n') + 1));
        break;
    }
    case TableFormat::Json:
        m_terminal.out((m_successes > 0 ? ",\n" : "\n")
                       + QJsonDocument(jsonOf(outcome)).toJson(QJsonDocument::Compact));
        break;
    case TableFormat::Text:
        printText(outcome);
        break;
    }
    ++m_successes;
}

void ForecastOutput::printText(const ForecastOutcome &outcome)
{
    const auto &forecast = *outcome.forecast;
    if (m_successes > 0)
        m_terminal.line({});
    const auto name = outcome.name.isEmpty() ? QCoreApplication::translate("Cli", "series") : outcome.name;
    // All at once: a name may have a percent sign in it.
    m_terminal.line(QCoreApplication::translate("Cli", "%1: %2, %3 values, method %4")
                        .arg(name, frequencyName(outcome.series.frequency),
                             QString::number(outcome.series.values.size()), forecast.method));
    QList<QStringList> rows;
    const Scale scale = scaleOf(forecast);
    const auto shown = [&](double value) { return scale.text(value); };
    for (const auto &step : forecast.steps)
        rows.append({step.period, shown(step.mean), shown(step.lower80), shown(step.upper80), shown(step.lower95),
                     shown(step.upper95)});
    m_terminal.out(textTable({QCoreApplication::translate("Cli", "period"),
                              scale.isMillions ? QCoreApplication::translate("Cli", "forecast, millions")
                                               : QCoreApplication::translate("Cli", "forecast"),
                              QStringLiteral("80 % ≥"), QStringLiteral("80 % ≤"), QStringLiteral("95 % ≥"),
                              QStringLiteral("95 % ≤")},
                             rows));
    m_terminal.line(QCoreApplication::translate("Cli", "Why: %1").arg(forecast.reason));
    if (!forecast.parameters.isEmpty())
        m_terminal.line(
            QCoreApplication::translate("Cli", "Models: %1").arg(forecast.parameters.join(QStringLiteral("; "))));
    const auto &test = forecast.backtest;
    if (test.origins > 0) {
        constexpr double Percent = 100.0;
        m_terminal.line(QCoreApplication::translate("Cli",
                                                    "Backtest from %1 origins: MASE %2 (naive %3), sMAPE %4 %; %5 % of "
                                                    "the values within the 80 % interval, %6 % within the 95 % one")
                            .arg(test.origins)
                            .arg(test.mase, 0, 'f', 2)
                            .arg(test.naiveMase, 0, 'f', 2)
                            .arg(test.smape, 0, 'f', 1)
                            .arg(test.coverage80 * Percent, 0, 'f', 0)
                            .arg(test.coverage95 * Percent, 0, 'f', 0));
    } else if (forecast.method != QLatin1String("constant")) {
        m_terminal.line(QCoreApplication::translate("Cli", "Too short for a backtest: the intervals are untried."));
    }
    if (forecast.isNoBetterThanNaive)
        m_terminal.line(QCoreApplication::translate("Cli", "No better than naive on its own past."));
    for (const auto &sentence : outcome.growth ? outcome.growth->inWords() : QStringList())
        m_terminal.line(sentence);
    for (const auto &note : forecast.notes)
        m_terminal.line(QCoreApplication::translate("Cli", "Note: %1").arg(note));
}

void ForecastOutput::end()
{
    if (m_format == TableFormat::Json)
        m_terminal.out("\n], \"errors\": [" + m_errors + "]}\n");
}

} // namespace consultantos
