// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/kept_forecast.h"

#include "analysis/forecasting/chosen_forecast.h"
#include "analysis/forecasting/faded_figures.h"
#include "analysis/forecasting/forecast_function.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

namespace consultantos::forecasting {

namespace {

constexpr int MonthsPerYear = 12;

SeriesKind kindOf(const KeptSeries &series)
{
    return series.companyId == QLatin1String("table") ? SeriesKind::Any : companyLineKind(series.concept_);
}

QString plain(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString idPart(QString text)
{
    for (auto &character : text) {
        if (!character.isLetterOrNumber() && character != QLatin1Char('-'))
            character = QLatin1Char('_');
    }
    return text;
}

/// The span of months that ends with `end`'s.
Period monthsUntil(const QDate &end, int months)
{
    Period period;
    period.end = QDate(end.year(), end.month(), end.daysInMonth());
    period.start = QDate(end.year(), end.month(), 1).addMonths(1 - months);
    period.fiscalYear = end.year();
    if (months == MonthsPerYear)
        period.fiscalPeriod = QStringLiteral("FY");
    else if (months == 3)
        period.fiscalPeriod = QStringLiteral("Q%1").arg((end.month() + 2) / 3);
    return period;
}

Period periodAfter(const Period &last, int months, int count)
{
    Period period = last;
    const int ahead = months * count;
    if (last.start)
        period.start = last.end.addDays(1).addMonths(ahead - months);
    period.end = last.end.addMonths(ahead);
    if (last.end.addDays(1).day() == 1)
        period.end = QDate(period.end.year(), period.end.month(), period.end.daysInMonth());
    if (months == MonthsPerYear) {
        period.fiscalYear += count;
    } else if (months == 3 && last.fiscalPeriod.startsWith(QLatin1Char('Q'))) {
        const int quarters = last.fiscalPeriod.mid(1).toInt() - 1 + count;
        period.fiscalPeriod = QStringLiteral("Q%1").arg(quarters % 4 + 1);
        period.fiscalYear += quarters / 4;
    } else {
        period.fiscalYear = period.end.year();
    }
    return period;
}

/// Whether forecast() doesn't say it: a method of the user's choice, or another frequency than it knows.
bool isChosen(const KeptSeries &series)
{
    return series.method.has_value()
           || (series.valuesPerYear != 1 && series.valuesPerYear != 4 && series.valuesPerYear != MonthsPerYear);
}

/// The day that a label of weeks, days or hours names, and the hour: "2024-W05", "2024-01-31", "2024-01-31T13:00".
Period periodOfLabel(const QString &label)
{
    static const QRegularExpression Week(QStringLiteral("^(\\d{4})-?W(\\d{1,2})$"));
    Period period;
    if (const auto week = Week.match(label); week.hasMatch()) {
        const QDate inFirst(week.captured(1).toInt(), 1, 4);
        period.start = inFirst.addDays(1 - inFirst.dayOfWeek() + 7LL * (week.captured(2).toInt() - 1));
        period.end = period.start->addDays(6);
        return period;
    }
    period.end = QDate::fromString(label.left(10), Qt::ISODate);
    if (label.size() >= 16)
        period.fiscalPeriod = label.mid(11, 5);
    return period;
}

/// Adds the figures of one step.
class StepWriter {
public:
    StepWriter(const KeptSeries &series, std::size_t steps, EvidenceBook &book)
        : m_series(series)
        , m_steps(steps)
        , m_book(book)
    {
    }

    /// `stem` names what it is, "" for the forecast itself.
    Figure add(std::size_t step, const QString &stem, const QString &title, const QString &formula,
               const QList<Binding> &bindings, double value)
    {
        Computation computation;
        computation.method = QStringLiteral("kept_forecast_") + idPart(m_series.concept_) + stem;
        const auto place = static_cast<qsizetype>(step);
        computation.period = place < m_series.ahead.size()
                                 ? m_series.ahead[place]
                                 : periodAfter(m_series.history.last().period, MonthsPerYear / m_series.valuesPerYear,
                                               static_cast<int>(step) + 1);
        // Value and horizon are part of what it is: another of the same period must not be taken for it.
        computation.id = QStringLiteral("c/%1/%2/%3/%4/%5")
                             .arg(idPart(m_series.companyId), computation.method, idPart(computation.period.label()),
                                  QString::number(m_steps), plain(value));
        computation.title = title;
        computation.formula = formula;
        computation.bindings = bindings;
        computation.value = value;
        computation.unit = m_series.history.last().unit;
        return m_book.add(computation);
    }

    [[nodiscard]] Binding history() const
    {
        Binding binding{QStringLiteral("history"), {}, true};
        for (const auto &figure : m_series.history)
            binding.refs.append(figure.ref);
        return binding;
    }

    [[nodiscard]] QString formula(std::size_t step, const char *quantile) const
    {
        if (isChosen(m_series))
            return chosenForecastFormula(m_series.valuesPerYear, m_steps, step, quantile, m_series.method,
                                         kindOf(m_series));
        return QStringLiteral("%1(history, %2, %3, %4, %5)")
            .arg(forecastFunctionName(kindOf(m_series)), QString::number(m_series.valuesPerYear),
                 QString::number(m_steps), QString::number(step + 1), QString::fromLatin1(quantile));
    }

private:
    const KeptSeries &m_series;
    std::size_t m_steps;
    EvidenceBook &m_book;
};

struct Bound {
    const char *quantile;
    const char *stem;
    const char *words;
    double ForecastStep::*value;
};

constexpr Bound Bounds[] = {{"0.1", "_low80", ", lower bound of the 80 % interval", &ForecastStep::lower80},
                            {"0.9", "_high80", ", upper bound of the 80 % interval", &ForecastStep::upper80},
                            {"0.025", "_low95", ", lower bound of the 95 % interval", &ForecastStep::lower95},
                            {"0.975", "_high95", ", upper bound of the 95 % interval", &ForecastStep::upper95}};

ForecastedPeriod written(StepWriter &writer, const KeptSeries &series, std::size_t i, const AdjustedStep &one,
                         const ForecastStep &own, const Figure &yearBefore)
{
    ForecastedPeriod period;
    QList<Figure> bounds;
    if (one.isOwnValue) {
        period.mean = writer.add(i, QStringLiteral("_own"), series.label + QStringLiteral(", the user's own value"),
                                 plain(one.step.mean), {}, one.step.mean);
        bounds = {period.mean, period.mean, period.mean, period.mean};
    } else if (one.isOwnGrowth) {
        const double growth = one.step.mean / yearBefore.value - 1.0;
        const double mean = yearBefore.value * (1.0 + growth);
        period.mean = writer.add(i, QStringLiteral("_moved"), series.label + QStringLiteral(", by the user's growth"),
                                 QStringLiteral("before * (1 + %1)").arg(plain(growth)),
                                 {{QStringLiteral("before"), {yearBefore.ref}, false}}, mean);
        for (const auto &bound : Bounds)
            bounds.append(writer.add(
                i, QLatin1String(bound.stem) + QStringLiteral("_moved"),
                series.label + QLatin1String(bound.words) + QStringLiteral(", moved with its middle"),
                QStringLiteral("%1 * moved / %2").arg(writer.formula(i, bound.quantile), writer.formula(i, "0.5")),
                {writer.history(), {QStringLiteral("moved"), {period.mean.ref}, false}},
                own.*bound.value * mean / own.mean));
    } else {
        period.mean = writer.add(i, {}, series.label + QStringLiteral(", forecast"), writer.formula(i, "0.5"),
                                 {writer.history()}, one.step.mean);
        for (const auto &bound : Bounds)
            bounds.append(writer.add(i, QLatin1String(bound.stem), series.label + QLatin1String(bound.words),
                                     writer.formula(i, bound.quantile), {writer.history()}, one.step.*bound.value));
    }
    period.lower80 = bounds[0];
    period.upper80 = bounds[1];
    period.lower95 = bounds[2];
    period.upper95 = bounds[3];
    return period;
}

/// English, as reports are.
void tell(Forecast &forecast, const SeriesForecast &made, const AdjustedForecast &shown, const QList<Figure> &history,
          bool isOwnMethod)
{
    forecast.reason = isOwnMethod ? QStringLiteral("The user chose this method alone.")
                      : made.method == QLatin1String("combination")
                          ? QStringLiteral("Methods are combined, as that errs less than any one of them.")
                          : QStringLiteral("The series bears no more than a simple method.");
    const auto labelOf = [&history](const QString &place) { return history.value(place.toInt()).period.label(); };
    QStringList periods;
    for (const auto &place : made.outliers)
        periods.append(labelOf(place));
    if (!periods.isEmpty())
        forecast.notes.append(QStringLiteral("Outliers were put onto their neighbours' level: %1.")
                                  .arg(periods.join(QStringLiteral(", "))));
    if (!made.levelShift.isEmpty())
        forecast.notes.append(
            QStringLiteral("The level shifts at %1; what lies before may mislead.").arg(labelOf(made.levelShift)));
    if (made.backtest.origins == 0)
        forecast.notes.append(QStringLiteral("The series is too short for a backtest: the intervals are untried."));
    if (made.isNoBetterThanNaive)
        forecast.notes.append(QStringLiteral("On its own past the forecast was no better than naive."));
    QStringList own;
    bool isMoved = false;
    for (std::size_t i = 0; i < shown.steps.size(); ++i) {
        if (shown.steps[i].isOwnValue)
            own.append(forecast.steps[static_cast<qsizetype>(i)].period().label());
        isMoved |= shown.steps[i].isOwnGrowth;
    }
    if (!own.isEmpty())
        forecast.notes.append(
            QStringLiteral("The user's own values, without an interval: %1.").arg(own.join(QStringLiteral(", "))));
    if (isMoved)
        forecast.notes.append(
            QStringLiteral("The user's bounds of growth moved values, and their intervals with them."));
}

} // namespace

Result<KeptSeries> keptTable(const PreparedSeries &series, std::size_t steps, EvidenceBook &book)
{
    KeptSeries kept;
    kept.companyId = QStringLiteral("table");
    kept.concept_ = series.name.isEmpty() ? QStringLiteral("series") : series.name;
    kept.label = kept.concept_;
    kept.valuesPerYear = chosenSeason(series.frequency);
    const bool isByMonths = series.frequency == Frequency::Yearly || series.frequency == Frequency::Quarterly
                            || series.frequency == Frequency::Monthly;
    constexpr qint64 FirstYear = 1;
    constexpr qint64 LastYear = 9'000;
    const auto isOutside = [&](qint64 year) { return year < FirstYear || year > LastYear; };
    if (kept.valuesPerYear == 0 || series.stride != 1
        || (isByMonths ? isOutside(series.firstPlace / kept.valuesPerYear)
                       : !periodOfLabel(series.labelAt(0)).end.isValid()))
        return fail(ErrorCode::NotDerivable, QStringLiteral("The periods of the table have no years."));
    const auto periodAt = [&](std::size_t place) {
        if (!isByMonths) {
            auto period = periodOfLabel(series.labelAt(place));
            // A week that is named by its first day.
            if (series.frequency == Frequency::Weekly && !period.start) {
                period.start = period.end;
                period.end = period.end.addDays(6);
            }
            return period;
        }
        // Places count years, quarters or months from a year 0 of their own.
        const int months = MonthsPerYear / kept.valuesPerYear;
        const auto at = series.firstPlace + static_cast<qint64>(place);
        const auto year = at / kept.valuesPerYear;
        const auto month = (at % kept.valuesPerYear + 1) * months;
        return monthsUntil(
            QDate(static_cast<int>(year), kept.valuesPerYear == 1 ? MonthsPerYear : static_cast<int>(month), 1),
            months);
    };
    for (std::size_t place = 0; place < series.values.size(); ++place) {
        Computation value;
        value.method = QStringLiteral("table_") + idPart(kept.concept_);
        value.title = QStringLiteral("%1, from the user's table").arg(kept.label);
        value.period = periodAt(place);
        value.id = QStringLiteral("c/table/%1/%2/%3")
                       .arg(value.method, idPart(series.labelAt(place)), plain(series.values[place]));
        value.formula = plain(series.values[place]);
        value.value = series.values[place];
        value.unit = QStringLiteral("index");
        kept.history.append(book.add(value));
    }
    if (!isByMonths) {
        for (std::size_t step = 0; step < steps; ++step)
            kept.ahead.append(periodAt(series.values.size() + step));
    }
    return kept;
}

QList<Figure> keptHistory(const PreparedSeries &series, const QList<Figure> &reported,
                          const std::function<QString(const Period &)> &labelOf, const QString &companyId,
                          const QString &concept_, const QString &label, EvidenceBook &book)
{
    QList<Figure> history;
    if (reported.isEmpty())
        return history;
    const int months = series.frequency == Frequency::Quarterly ? MonthsPerYear / 4 : MonthsPerYear;
    for (std::size_t place = 0; place < series.values.size(); ++place) {
        const auto written = series.labelAt(place);
        const auto found = std::find_if(reported.begin(), reported.end(), [&](const Figure &figure) {
            return labelOf(figure.period) == written && figure.value == series.values[place];
        });
        if (found != reported.end()) {
            history.append(*found);
            continue;
        }
        Computation value;
        value.method = QStringLiteral("filled_") + idPart(concept_);
        value.title = QStringLiteral("%1, %2: filled in between its neighbours").arg(label, written);
        value.period = history.isEmpty() ? periodAfter(reported.first().period, months, -1)
                                         : periodAfter(history.last().period, months, 1);
        value.id = QStringLiteral("c/%1/%2/%3/%4")
                       .arg(idPart(companyId), value.method, idPart(written), plain(series.values[place]));
        value.formula = plain(series.values[place]);
        value.value = series.values[place];
        value.unit = reported.first().unit;
        history.append(book.add(value));
    }
    return history;
}

Result<Forecast> keptForecast(const KeptSeries &series, std::size_t steps, const ForecastAdjustment &adjustment,
                              EvidenceBook &book)
{
    std::vector<double> values;
    for (const auto &figure : series.history)
        values.push_back(figure.value);
    auto undated = isChosen(series) ? *seasonalSeries(values, series.valuesPerYear)
                                    : undatedSeries(values, series.valuesPerYear, kindOf(series));
    undated.kind = kindOf(series);
    const auto made = forecastSeries(undated, steps, {series.method});
    if (!made)
        return tl::unexpected(made.error());
    // A fade alone is told with its rate; what is mixed with bounds and values of the user's, as what it moved.
    const bool isFaded = adjustment.isFadeAlone() && undated.frequency == Frequency::Yearly;
    const auto shown = adjusted(undated, made->steps, isFaded ? ForecastAdjustment() : adjustment);
    Forecast forecast;
    forecast.concept_ = series.concept_;
    forecast.label = series.label;
    forecast.frequency = frequencyName(undated.frequency);
    forecast.unit = series.history.last().unit;
    forecast.history = series.history;
    forecast.method = made->method;
    forecast.parameters = made->parameters;
    forecast.isNoBetterThanNaive = made->isNoBetterThanNaive;
    if (const auto &test = made->backtest; test.origins > 0)
        forecast.record =
            ForecastRecord{test.origins, test.mase, test.naiveMase, test.smape, test.coverage80, test.coverage95};
    StepWriter writer(series, steps, book);
    const auto lag = seasonOf(undated.frequency);
    for (std::size_t i = 0; i < shown.steps.size(); ++i) {
        // A history of less than a season has no year before.
        const auto before = i < lag ? series.history.value(series.history.size() - static_cast<qsizetype>(lag - i))
                                    : forecast.steps[static_cast<qsizetype>(i - lag)].mean;
        forecast.steps.append(written(writer, series, i, shown.steps[i], made->steps[i], before));
    }
    tell(forecast, *made, shown, series.history, series.method.has_value());
    if (isFaded) {
        const FadeBasis basis{
            {*adjustment.fadeTo, static_cast<int>(adjustment.fadeSteps)}, adjustment.fadeAnchor, adjustment.fadeSource};
        // As adjusted(): what has no growth stays as it is.
        if (auto faded = fadedForecast(forecast, basis, idPart(series.companyId), book))
            return faded;
    }
    return forecast;
}

} // namespace consultantos::forecasting
