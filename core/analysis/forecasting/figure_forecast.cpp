// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/figure_forecast.h"

#include "analysis/forecasting/forecast_function.h"
#include "analysis/forecasting/forecaster.h"

#include <QHash>

#include <algorithm>
#include <utility>
#include <vector>

namespace consultantos::forecasting {

namespace {

/// Oldest first, without a gap up to the newest.
QList<Figure> unbrokenYears(const QList<std::optional<Figure>> &newestFirst)
{
    QList<Figure> years;
    for (const auto &figure : newestFirst) {
        if (!figure) {
            if (years.isEmpty())
                continue;
            break;
        }
        if (!years.isEmpty()
            && (figure->period.fiscalYear != years.last().period.fiscalYear - 1 || figure->unit != years.last().unit))
            break;
        years.append(*figure);
    }
    std::reverse(years.begin(), years.end());
    return years;
}

/// The fiscal year `count` after the last one. Years of whole weeks end some days off.
Period yearAfter(const Period &last, int count)
{
    Period period;
    if (last.start)
        period.start = last.end.addDays(1).addYears(count - 1);
    period.end = last.end.addYears(count);
    // A year that ends with February ends with February.
    if (last.end.addDays(1).day() == 1)
        period.end = QDate(period.end.year(), period.end.month(), period.end.daysInMonth());
    period.fiscalYear = last.fiscalYear + count;
    period.fiscalPeriod = QStringLiteral("FY");
    return period;
}

// Reports are English whatever the program's language.
QString reasonOf(const QString &method)
{
    static const QHash<QString, QString> reasons{
        {QStringLiteral("combination"),
         QStringLiteral("Methods are combined, as that errs less than any one of them, with the weights that did best "
                        "on other yearly series.")},
        {QStringLiteral("naive"),
         QStringLiteral("The years are too few for a model, and they don't go one way: the last value stands.")},
        {QStringLiteral("drift"),
         QStringLiteral("The years are too few for a model; as each went the same way, the mean change goes on.")},
        {QStringLiteral("constant"), QStringLiteral("All values are the same.")},
        {QStringLiteral("croston_sba"),
         QStringLiteral("Many of the values are zero: how often and how much are forecast apart.")}};
    return reasons.value(method);
}

QStringList notesOf(const SeriesForecast &forecast, const QList<Figure> &history)
{
    const auto yearOf = [&history](const QString &place) { return history.value(place.toInt()).period.label(); };
    QStringList notes;
    if (!forecast.outliers.isEmpty()) {
        QStringList years;
        for (const auto &place : forecast.outliers)
            years.append(yearOf(place));
        notes.append(QStringLiteral("Outliers were put onto their neighbours' level: %1.")
                         .arg(years.join(QStringLiteral(", "))));
    }
    if (!forecast.levelShift.isEmpty())
        notes.append(
            QStringLiteral("The level shifts at %1; what lies before may mislead.").arg(yearOf(forecast.levelShift)));
    if (forecast.backtest.origins == 0)
        notes.append(QStringLiteral("The series is too short for a backtest: the intervals are untried."));
    if (forecast.isNoBetterThanNaive)
        notes.append(QStringLiteral("On its own past the forecast was no better than naive."));
    return notes;
}

std::optional<ForecastRecord> recordOf(const Backtest &test)
{
    if (test.origins == 0)
        return std::nullopt;
    ForecastRecord record;
    record.origins = static_cast<int>(test.origins);
    record.mase = test.mase;
    record.naiveMase = test.naiveMase;
    record.smape = test.smape;
    record.coverage80 = test.coverage80;
    record.coverage95 = test.coverage95;
    return record;
}

/// Adds one number of a forecast with the formula that gives it. The forecast was made once for all of them: evaluating
/// each formula here, as ComputationBuilder does, would make it anew five times a year.
class StepFigures {
public:
    StepFigures(const FigureSeries &series, const QList<Figure> &history, int years, EvidenceBook &book)
        : m_series(series)
        , m_history(history)
        , m_years(years)
        , m_book(book)
    {
    }

    Figure add(int step, const QString &quantile, const QString &suffix, const QString &title, double value)
    {
        Computation computation;
        computation.method = QStringLiteral("forecast_") + m_series.concept_ + suffix;
        computation.period = yearAfter(m_history.last().period, step);
        // The horizon is part of the formula, so of what the number is.
        computation.id =
            QStringLiteral("c/%1/%2/%3/%4")
                .arg(m_series.companyId, computation.method, computation.period.label(), QString::number(m_years));
        computation.id.replace(QLatin1Char(' '), QLatin1Char('_'));
        computation.title = title;
        computation.formula = QStringLiteral("%1(history, 1, %2, %3, %4)")
                                  .arg(forecastFunctionName(companyLineKind(m_series.concept_)),
                                       QString::number(m_years), QString::number(step), quantile);
        Binding binding{QStringLiteral("history"), {}, true};
        for (const auto &figure : m_history)
            binding.refs.append(figure.ref);
        computation.bindings = {binding};
        computation.value = value;
        computation.unit = m_history.last().unit;
        return m_book.add(computation);
    }

private:
    const FigureSeries &m_series;
    const QList<Figure> &m_history;
    int m_years;
    EvidenceBook &m_book;
};

} // namespace

Result<Forecast> forecastFigures(const FigureSeries &series, int years, EvidenceBook &book)
{
    const auto history = unbrokenYears(series.figures);
    if (history.size() < 2)
        return fail(ErrorCode::NotDerivable,
                    QStringLiteral("not derivable: a forecast needs two fiscal years in a row at least"));
    std::vector<double> values;
    for (const auto &figure : history)
        values.push_back(figure.value);
    const auto made =
        forecastSeries(undatedSeries(values, 1, companyLineKind(series.concept_)), static_cast<std::size_t>(years));
    if (!made)
        return tl::unexpected(made.error());

    Forecast forecast;
    forecast.concept_ = series.concept_;
    forecast.label = series.label;
    forecast.frequency = frequencyName(Frequency::Yearly);
    forecast.unit = history.last().unit;
    forecast.history = history;
    forecast.method = made->method;
    forecast.parameters = made->parameters;
    forecast.reason = reasonOf(made->method);
    forecast.record = recordOf(made->backtest);
    forecast.isNoBetterThanNaive = made->isNoBetterThanNaive;
    forecast.notes = notesOf(*made, history);
    StepFigures figures(series, history, years, book);
    for (int step = 1; step <= years; ++step) {
        const auto &values = made->steps[static_cast<std::size_t>(step) - 1];
        const auto bound = [&](const char *quantile, const char *suffix, const char *words, double value) {
            return figures.add(step, QString::fromLatin1(quantile), QString::fromLatin1(suffix),
                               series.label + QString::fromLatin1(words), value);
        };
        forecast.steps.append({bound("0.5", "", ", forecast", values.mean),
                               bound("0.1", "_low80", ", lower bound of the 80 % interval", values.lower80),
                               bound("0.9", "_high80", ", upper bound of the 80 % interval", values.upper80),
                               bound("0.025", "_low95", ", lower bound of the 95 % interval", values.lower95),
                               bound("0.975", "_high95", ", upper bound of the 95 % interval", values.upper95)});
    }
    return forecast;
}

} // namespace consultantos::forecasting
