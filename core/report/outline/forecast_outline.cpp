// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/units.h"
#include "report/outline/outline_parts.h"
#include "report/report_text.h"
#include "report/svg_forecast.h"

#include <algorithm>

namespace consultantos::outline {

namespace {

/// Of the years before: as many as leave the forecast readable beside them.
constexpr qsizetype ChartHistory = 8;

Table forecastTable(const Forecast &forecast)
{
    Table table{QStringLiteral("forecast-") + forecast.concept_,
                report_text::forecastTitle(forecast),
                {{QStringLiteral("Period"), false, 1},
                 {QStringLiteral("Forecast"), true, 1},
                 {QStringLiteral("80 % from"), true, 1},
                 {QStringLiteral("80 % to"), true, 1},
                 {QStringLiteral("95 % from"), true, 1},
                 {QStringLiteral("95 % to"), true, 1}},
                {},
                {}};
    const auto currency = isCurrency(forecast.unit) ? forecast.unit : QString();
    for (const auto &step : forecast.steps)
        table.rows.append({Cell{step.period().label()}, cellOf(step.mean, currency), cellOf(step.lower80, currency),
                           cellOf(step.upper80, currency), cellOf(step.lower95, currency),
                           cellOf(step.upper95, currency)});
    table.refs = refsOf(table);
    return table;
}

Chart forecastChart(const Forecast &forecast)
{
    Chart chart;
    chart.id = QStringLiteral("forecast-chart-") + forecast.concept_;
    chart.title = forecast.label + QStringLiteral(": years before, forecast and 95 % interval");
    chart.alternative = chart.title + QStringLiteral("; the table says the same.");
    chart.kind = Chart::Kind::Lines;
    chart.unit = forecast.unit;
    Series actual{QStringLiteral("Reported"), {}, {}};
    Series mean{QStringLiteral("Forecast"), {}, {}};
    Series lower{QStringLiteral("95 % from"), {}, {}};
    Series upper{QStringLiteral("95 % to"), {}, {}};
    const double scale = isCurrency(forecast.unit) ? 1e-6 : 1;
    const auto add = [scale](Series &series, const Figure &figure) {
        series.values.append(figure.value * scale);
        series.refs.append(figure.ref);
    };
    const auto addNothing = [](Series &series) {
        series.values.append(std::nullopt);
        series.refs.append(QString());
    };
    const auto first = std::max<qsizetype>(0, forecast.history.size() - ChartHistory);
    for (const auto &figure : forecast.history.mid(first)) {
        chart.categories.append(figure.period.label());
        add(actual, figure);
        for (auto *series : {&mean, &lower, &upper})
            addNothing(*series);
    }
    for (const auto &step : forecast.steps) {
        chart.categories.append(step.period().label());
        addNothing(actual);
        add(mean, step.mean);
        add(lower, step.lower95);
        add(upper, step.upper95);
    }
    chart.series = {actual, mean, lower, upper};
    chart.drawing = consultantos::forecastChart(forecast, ChartPalette::forPaper());
    return chart;
}

} // namespace

std::optional<Section> forecastsSection(const Report &report, const Wording &wording)
{
    if (report.forecasts.isEmpty())
        return std::nullopt;
    Section section{QStringLiteral("forecasts"), QStringLiteral("Forecasts"), {}, {}, {}};
    section.blocks.append(paragraph(words(report_text::forecastPreface())));
    for (const auto &forecast : report.forecasts) {
        Section one{QStringLiteral("forecast-") + forecast.concept_, forecast.label, {}, {}, {}};
        one.blocks.append(block(forecastChart(forecast)));
        one.blocks.append(block(forecastTable(forecast)));
        for (const auto &sentence : report_text::forecastNotes(forecast, wording))
            one.blocks.append(bullet(words(sentence)));
        section.sections.append(one);
    }
    return section;
}

} // namespace consultantos::outline
