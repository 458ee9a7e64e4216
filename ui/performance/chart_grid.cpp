// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/chart_grid.h"

#include "metrics/alert_limits.h"
#include "model/model_words.h"
#include "performance/performance_card.h"
#include "performance/performance_words.h"
#include "performance/span_bars.h"
#include "performance/time_chart.h"
#include "widgets/chart_frame.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>
#include <functional>

namespace consultantos {
namespace {

using Optionals = QList<std::optional<double>>;

/// Of each place of which something is known.
Optionals valuesOf(const QList<MetricSample> &places, const std::function<double(const MetricSample &)> &value)
{
    Optionals values;
    for (const auto &place : places)
        values.append(place.seconds > 0 ? std::optional(value(place)) : std::nullopt);
    return values;
}

Optionals perMinute(const QList<MetricSample> &places, const std::function<double(const MetricSample &)> &value)
{
    constexpr double Minute = 60;
    // One request in the first second of a place is not sixty a minute.
    const double length = places.size() > 1 ? static_cast<double>(places[0].until.secsTo(places[1].until)) : 1;
    const double least = std::min(length, Minute);
    return valuesOf(places,
                    [&](const MetricSample &place) { return value(place) * Minute / std::max(place.seconds, least); });
}

Optionals levels(const QList<MetricSample> &places, MetricValue value)
{
    return valuesOf(places, [value](const MetricSample &place) { return place[value]; });
}

/// The share of look-ups that a level answered, where there were any.
Optionals shares(const QList<MetricSample> &places, MetricValue value)
{
    Optionals values;
    for (const auto &place : places)
        values.append(place.lookups() > 0 ? std::optional(place[value] / place.lookups()) : std::nullopt);
    return values;
}

Optionals quantiles(const QList<MetricSample> &places, LatencyCounts MetricSample::*latency, double share)
{
    Optionals quantiles;
    for (const auto &place : places)
        quantiles.append((place.*latency).count() > 0 ? std::optional((place.*latency).quantile(share)) : std::nullopt);
    return quantiles;
}

QList<TimeChart::Values> percentiles(const QList<MetricSample> &places, LatencyCounts MetricSample::*latency)
{
    return {{QStringLiteral("P50"), quantiles(places, latency, 0.5)},
            {QStringLiteral("P95"), quantiles(places, latency, 0.95)},
            {QStringLiteral("P99"), quantiles(places, latency, 0.99)}};
}

QList<SpanBars::Row> costRows(const QList<UsageTotals> &totals, const std::function<QString(const QString &)> &nameOf)
{
    QList<SpanBars::Row> rows;
    const QLocale locale;
    for (const auto &one : totals) {
        const auto tokens = one.input + one.cachedInput + one.cacheWrite + one.output + one.reasoning;
        const auto cost = one.currency.isEmpty() ? ChartGrid::tr("price unknown") : moneyText(one.cost, one.currency);
        SpanBars::Row row;
        row.name = nameOf(one.key);
        row.until = static_cast<double>(tokens);
        row.value = ChartGrid::tr("%1 tokens, %2").arg(locale.toString(tokens), cost);
        row.detail = ChartGrid::tr("%1 calls, %2 from the cache")
                         .arg(locale.toString(one.calls), locale.toString(one.cacheHits));
        rows.append(row);
    }
    return rows;
}

} // namespace

ChartGrid::ChartGrid(QWidget *parent)
    : QWidget(parent)
{
    using Kind = TimeChart::Kind;
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2 * GridUnit);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    const auto chart = [&](const char *name, Kind kind, ChartQuantity quantity, const QString &title, int row,
                           int column) {
        auto *made = new TimeChart(kind, quantity, title);
        made->setObjectName(QLatin1String(name));
        grid->addWidget(makePerformanceCard(title, new ChartFrame(made)), row, column);
        return made;
    };
    m_requests = chart("requestsChart", Kind::Stacked, ChartQuantity::PerMinute, tr("Requests per minute"), 0, 0);
    m_latency = chart("latencyChart", Kind::Points, ChartQuantity::Seconds, tr("Response time"), 0, 1);
    m_hits = chart("hitsChart", Kind::Stacked, ChartQuantity::Share, tr("Look-ups that the cache answered"), 1, 0);
    m_bytes = chart("bytesChart", Kind::Stacked, ChartQuantity::Bytes, tr("Bytes in the cache"), 1, 1);
    m_stores = chart("storesChart", Kind::Points, ChartQuantity::Seconds, tr("Time of store operations"), 2, 0);
    m_saved = new TimeChart(Kind::Stacked, ChartQuantity::Seconds, tr("Time saved by the cache"));
    m_saved->setObjectName(QStringLiteral("savedChart"));
    m_moneySaved = new QLabel;
    m_moneySaved->setObjectName(QStringLiteral("moneySaved"));
    m_moneySaved->setProperty("role", QStringLiteral("muted"));
    m_moneySaved->setWordWrap(true);
    auto *saved = new QWidget;
    auto *savedColumn = new QVBoxLayout(saved);
    savedColumn->setContentsMargins(0, 0, 0, 0);
    savedColumn->addWidget(m_moneySaved);
    savedColumn->addWidget(new ChartFrame(m_saved), 1);
    grid->addWidget(makePerformanceCard(tr("Saved by the cache"), saved), 2, 1);
    m_errors = chart("errorsChart", Kind::Stacked, ChartQuantity::PerMinute, tr("Failures per minute"), 3, 0);
    m_memory = chart("memoryChart", Kind::Stacked, ChartQuantity::Bytes, tr("Memory of the program"), 3, 1);
    m_answers = chart("answersChart", Kind::Points, ChartQuantity::Seconds, tr("Time of models' answers"), 4, 0);
    m_limiter = chart("limiterChart", Kind::Points, ChartQuantity::Count, tr("Limiter of models' calls"), 4, 1);
    for (const auto *made : {m_requests, m_latency})
        connect(made, &TimeChart::placeActivated, this, &ChartGrid::timeActivated);
    const auto noModel = tr("No language model was asked in this time.");
    m_models = new SpanBars(tr("Tokens and cost by model"), noModel);
    m_models->setObjectName(QStringLiteral("modelSpans"));
    grid->addWidget(makePerformanceCard(tr("Tokens and cost by model"), new ChartFrame(m_models)), 5, 0);
    m_modelAgents = new SpanBars(tr("Tokens and cost by agent"), noModel);
    m_modelAgents->setObjectName(QStringLiteral("modelAgentSpans"));
    grid->addWidget(makePerformanceCard(tr("Tokens and cost by agent"), new ChartFrame(m_modelAgents)), 5, 1);

    const auto limit = [](double value, const QString &name, int color) {
        return TimeChart::Limit{name, value, color};
    };
    constexpr auto Median = alertLimit("ConsultantosSlowMedian");
    constexpr auto Time95 = alertLimit("ConsultantosSlowP95");
    constexpr auto Time99 = alertLimit("ConsultantosSlowP99");
    constexpr auto Stores = alertLimit("ConsultantosSlowStores");
    constexpr auto HitRate = alertLimit("ConsultantosLowHitRate");
    const auto over = [](const char *percentile, double seconds) {
        return tr("%1 over %2").arg(QLatin1String(percentile), limitText(seconds));
    };
    m_latency->setLimits({limit(Median.limit, over("P50", Median.limit), 0),
                          limit(Time95.limit, over("P95", Time95.limit), 1),
                          limit(Time99.limit, over("P99", Time99.limit), 2)});
    m_stores->setLimits({limit(Stores.limit, over("P95", Stores.limit), 1)});
    m_hits->setLimits({limit(HitRate.limit, tr("under %1").arg(quantityText(ChartQuantity::Share, HitRate.limit)), 3)});
}

void ChartGrid::show(const PerformanceFigures &figures)
{
    showTimes(figures);
    showSavings(figures);
    m_models->setRows(costRows(figures.models, modelTitle));
    m_modelAgents->setRows(costRows(figures.modelAgents, agentTitle));
}

void ChartGrid::showTimes(const PerformanceFigures &figures)
{
    const auto &places = figures.places;
    QList<QDateTime> times;
    for (const auto &place : places)
        times.append(place.until);
    const auto counted = [&](MetricValue value) {
        return perMinute(places, [value](const MetricSample &place) { return place[value]; });
    };
    m_requests->setData(times, {{tr("Done"), perMinute(places,
                                                       [](const MetricSample &place) {
                                                           return place[MetricValue::Requests]
                                                                  - place[MetricValue::RequestErrors];
                                                       })},
                                {tr("Failed"), counted(MetricValue::RequestErrors)}});
    m_latency->setData(times, percentiles(places, &MetricSample::requestLatency));
    m_hits->setData(times, {{tr("Level 1"), shares(places, MetricValue::HitsL1)},
                            {tr("Level 2"), shares(places, MetricValue::HitsL2)},
                            {tr("Level 3"), shares(places, MetricValue::HitsL3)}});
    m_bytes->setData(times, {{tr("Level 1"), levels(places, MetricValue::CacheBytesL1)},
                             {tr("Level 2"), levels(places, MetricValue::CacheBytesL2)},
                             {tr("Level 3"), levels(places, MetricValue::CacheBytesL3)}});
    m_stores->setData(times, percentiles(places, &MetricSample::storeLatency));
    m_saved->setData(times, {{tr("Saved"), levels(places, MetricValue::SavedSeconds)}});
    m_errors->setData(times, {{tr("Requests"), counted(MetricValue::RequestErrors)},
                              {tr("Agents"), counted(MetricValue::AgentsFailed)},
                              {tr("Calls of models"), counted(MetricValue::ModelFailures)},
                              {tr("Cache"), counted(MetricValue::CacheErrors)}});
    m_answers->setData(times, percentiles(places, &MetricSample::modelLatency));
    // Where no provider has been asked there is no limiter either.
    const auto guarded = [&](MetricValue value) {
        auto values = levels(places, value);
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (places[i][MetricValue::CallsPerSecond] <= 0)
                values[i].reset();
        }
        return values;
    };
    m_limiter->setData(times, {{tr("Allowed a second"), guarded(MetricValue::CallsPerSecond)},
                               {tr("Waiting"), guarded(MetricValue::CallsWaiting)},
                               {tr("Providers left alone"), guarded(MetricValue::BreakersOpen)}});
    m_memory->setData(times,
                      {{tr("Cache level 1"), levels(places, MetricValue::CacheBytesL1)},
                       {tr("All else"), valuesOf(places, [](const MetricSample &place) {
                            return std::max(0.0, place[MetricValue::ResidentBytes] - place[MetricValue::CacheBytesL1]);
                        })}});
}

void ChartGrid::showSavings(const PerformanceFigures &figures)
{
    qint64 saved = 0;
    QString currency;
    for (const auto &model : figures.models) {
        saved += model.saved;
        currency = model.currency.isEmpty() ? currency : model.currency;
    }
    const auto time = spanText(figures.sum[MetricValue::SavedSeconds]);
    m_moneySaved->setText(currency.isEmpty() ? tr("%1 in this time").arg(time)
                                             : tr("%1 and %2 in this time").arg(time, moneyText(saved, currency)));
}

} // namespace consultantos
