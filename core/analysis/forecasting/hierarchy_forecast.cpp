// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/hierarchy_forecast.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::forecasting {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("Forecast", text);
}

bool isNeverNegative(const PreparedSeries &series)
{
    return std::all_of(series.values.begin(), series.values.end(), [](double value) { return value >= 0.0; });
}

/// Parts below zero that can't be are put onto it, and totals made their sums again.
void keepSigns(const std::vector<PreparedSeries> &series, const Hierarchy &hierarchy, std::vector<Values> &means)
{
    std::vector<bool> isTotal(hierarchy.series, false);
    for (const auto &total : hierarchy.totals)
        isTotal[total.total] = true;
    bool isChanged = false;
    for (std::size_t i = 0; i < means.size(); ++i) {
        if (isTotal[i] || !isNeverNegative(series[i]))
            continue;
        for (auto &mean : means[i]) {
            isChanged = isChanged || mean < 0.0;
            mean = std::max(mean, 0.0);
        }
    }
    // As often as there are levels at most: a total of totals comes right after these.
    for (std::size_t round = 0; isChanged && round < hierarchy.totals.size(); ++round) {
        for (const auto &[total, parts] : hierarchy.totals) {
            for (std::size_t step = 0; step < means[total].size(); ++step) {
                means[total][step] = 0.0;
                for (const auto part : parts)
                    means[total][step] += means[part][step];
            }
        }
    }
}

void setSteps(SeriesForecast &forecast, const Values &mean, const Values &halfWidth, bool staysPositive)
{
    for (std::size_t i = 0; i < forecast.steps.size(); ++i) {
        auto &step = forecast.steps[i];
        const double before = step.upper95 - step.mean;
        const double share = before > 0.0 ? (step.upper80 - step.mean) / before : 0.0;
        const auto bounded = [staysPositive](double value) { return staysPositive ? std::max(value, 0.0) : value; };
        step.mean = mean[i];
        step.lower95 = bounded(mean[i] - halfWidth[i]);
        step.upper95 = bounded(mean[i] + halfWidth[i]);
        step.lower80 = bounded(mean[i] - share * halfWidth[i]);
        step.upper80 = bounded(mean[i] + share * halfWidth[i]);
    }
}

QString noteOf(const ReconciledForecasts &forecasts)
{
    switch (forecasts.method) {
    case Reconciliation::BottomUp:
        return inWords(QT_TRANSLATE_NOOP("Forecast", "Totals are the sums of their parts' forecasts."));
    case Reconciliation::WlsStructural:
        return inWords(QT_TRANSLATE_NOOP("Forecast", "Reconciled so that parts add up to their totals, each moved in "
                                                     "proportion to the parts in it; the past is too short to tell how "
                                                     "errors go together."));
    case Reconciliation::MinTrace:
        break;
    }
    constexpr double Percent = 100.0;
    return inWords(QT_TRANSLATE_NOOP("Forecast",
                                     "Reconciled so that parts add up to their totals, by the covariance of "
                                     "their backtests' errors, its correlations shrunk by %1 %."))
        .arg(QString::number(Percent * forecasts.shrinkage, 'f', 0));
}

} // namespace

Result<HierarchyForecast> forecastHierarchy(const std::vector<PreparedSeries> &series, const Hierarchy &hierarchy,
                                            std::size_t steps, Reconciliation method)
{
    HierarchyForecast result;
    BaseForecasts base;
    for (const auto &one : series) {
        if (one.values.size() != series.front().values.size() || one.frequency != series.front().frequency
            || one.firstPlace != series.front().firstPlace || one.stride != series.front().stride)
            return fail(ErrorCode::InvalidArgument,
                        inWords(QT_TRANSLATE_NOOP("Forecast", "\"%1\" has other periods than \"%2\"."))
                            .arg(one.name, series.front().name),
                        inWords(QT_TRANSLATE_NOOP("Forecast", "Series that add up need the same periods.")));
        auto forecast = forecastSeries(one, steps);
        if (!forecast) {
            auto error = forecast.error();
            error.message = QStringLiteral("%1: %2").arg(one.name, error.message);
            return tl::unexpected(error);
        }
        Values mean;
        Values halfWidth;
        for (const auto &step : forecast->steps) {
            mean.push_back(step.mean);
            halfWidth.push_back(step.upper95 - step.mean);
        }
        Values errors;
        for (const auto &error : forecast->backtest.errors)
            errors.push_back(error.error);
        base.mean.push_back(std::move(mean));
        base.deviation.push_back(std::move(halfWidth));
        base.errors.push_back(std::move(errors));
        result.series.push_back(*std::move(forecast));
    }
    auto reconciledForecasts = reconciled(hierarchy, base, method);
    if (!reconciledForecasts)
        return tl::unexpected(reconciledForecasts.error());
    keepSigns(series, hierarchy, reconciledForecasts->mean);
    const auto note = noteOf(*reconciledForecasts);
    for (std::size_t i = 0; i < series.size(); ++i) {
        setSteps(result.series[i], reconciledForecasts->mean[i], reconciledForecasts->deviation[i],
                 isNeverNegative(series[i]));
        result.series[i].notes.append(note);
    }
    result.method = reconciledForecasts->method;
    result.shrinkage = reconciledForecasts->shrinkage;
    return result;
}

} // namespace consultantos::forecasting
