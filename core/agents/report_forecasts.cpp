// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/report_forecasts.h"

#include "agents/report_exhibits.h"
#include "analysis/forecasting/kept_forecast.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

using namespace forecasting;

namespace {

/// The company's figures as they were forecast; `book` gets what they rest on.
KeptSeries companySeries(const ForecastToKeep &kept, EvidenceBook &book)
{
    const auto &lines = kept.company->lines;
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&kept](const HistoryLine &one) { return one.id == kept.lineId; });
    const bool isQuarterly = kept.series.frequency == Frequency::Quarterly;
    KeptSeries series;
    series.companyId = kept.company->company.id;
    series.concept_ = kept.lineId;
    series.valuesPerYear = isQuarterly ? 4 : 1;
    if (line == lines.end())
        return series;
    series.label = line->label;
    const auto &reported = isQuarterly ? line->quarters : line->years;
    series.history = keptHistory(
        kept.series, reported, [isQuarterly](const Period &period) { return historyLabel(period, isQuarterly); },
        series.companyId, series.concept_, series.label, book);
    QStringList refs;
    for (const auto &figure : reported)
        refs.append(figure.ref);
    book.merge(kept.company->evidence.reachableFrom(refs));
    return series;
}

} // namespace

Result<Report> reportWith(Report report, const ForecastToKeep &kept)
{
    EvidenceBook book;
    auto series =
        kept.company ? Result<KeptSeries>(companySeries(kept, book)) : keptTable(kept.series, kept.steps, book);
    if (!series)
        return tl::unexpected(series.error());
    if (series->history.isEmpty())
        return fail(ErrorCode::NotDerivable, QCoreApplication::translate("Forecast", "This series has no forecast."));
    series->method = kept.method;
    auto forecast = keptForecast(*series, kept.steps, kept.adjustment, book);
    if (!forecast)
        return tl::unexpected(forecast.error());
    // What the preparation changed of the values is to be known of the forecast, too.
    for (const auto &note : kept.series.notes)
        forecast->notes.append(note);
    report.evidence.merge(book);
    report.forecasts.removeIf([&forecast](const Forecast &other) {
        return other.concept_ == forecast->concept_ && other.frequency == forecast->frequency;
    });
    report.forecasts.append(*forecast);
    addSources(report, book);
    return report;
}

} // namespace consultantos
