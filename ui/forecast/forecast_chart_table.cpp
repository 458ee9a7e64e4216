// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_chart.h"
#include "forecast/forecast_words.h"

namespace consultantos {

void ForecastChart::describe(const QString &headline)
{
    if (!m_outcome) {
        setTable({}, headline);
        return;
    }
    ChartTable table;
    table.rowsTitle = tr("Period");
    const auto text = [unit = m_unit](double value) { return forecastValueText(value, unit); };
    ChartTable::Column history{tr("History"), {}, text};
    ChartTable::Column forecast{tr("Forecast"), {}, text};
    QList<ChartTable::Column> bounds;
    for (const auto &name : {tr("80 % from"), tr("80 % to"), tr("95 % from"), tr("95 % to")})
        bounds.append({name, {}, text, {}, false});
    const int places = placeCount();
    const int known = places - int(m_steps.size());
    for (int place = 0; place < places; ++place) {
        table.rows.append(labelAt(place));
        if (place < known) {
            history.values.append(m_outcome->series.values[m_first + std::size_t(place)]);
            forecast.values.append(std::nullopt);
            for (auto &bound : bounds)
                bound.values.append(std::nullopt);
            continue;
        }
        const auto &step = m_steps[std::size_t(place - known)].step;
        history.values.append(std::nullopt);
        forecast.values.append(step.mean);
        const double ends[] = {step.lower80, step.upper80, step.lower95, step.upper95};
        for (qsizetype i = 0; i < bounds.size(); ++i)
            bounds[i].values.append(ends[i]);
    }
    table.columns = QList<ChartTable::Column>{history, forecast} + bounds;
    setTable(table, headline);
}

} // namespace consultantos
