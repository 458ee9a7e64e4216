// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/performance_page.h"

#include "metrics/time_series.h"
#include "model/model_words.h"
#include "model/report.h"
#include "performance/agent_rows.h"
#include "performance/performance_words.h"
#include "performance/service_level_card.h"
#include "performance/span_bars.h"
#include "performance/time_chart.h"
#include "storage/money_ledger.h"
#include "widgets/async.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPixmap>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

namespace consultantos {
namespace {

using namespace std::chrono_literals;

/// How often a range is read: what is long changes slowly, and over a day it is read from a file.
std::chrono::milliseconds intervalOf(std::chrono::seconds range)
{
    if (range <= TimeSeries::Hour)
        return 1s;
    return range <= TimeSeries::Day ? 10s : 60s;
}

/// The ledger is a file: it isn't read each second.
constexpr auto MoneyInterval = 60s;

Status write(const QByteArray &bytes, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Unreadable, PerformancePage::tr("The file could not be saved."),
                    QStringLiteral("%1: %2").arg(path, file.errorString()));
    return {};
}

QList<std::optional<double>> rates(const QList<MetricSample> &places, MetricValue value, double each)
{
    QList<std::optional<double>> rates;
    for (const auto &place : places)
        rates.append(place.seconds > 0 ? std::optional(place[value] * each / place.seconds) : std::nullopt);
    return rates;
}

QList<std::optional<double>> levels(const QList<MetricSample> &places, MetricValue value)
{
    QList<std::optional<double>> levels;
    for (const auto &place : places)
        levels.append(place.seconds > 0 ? std::optional(place[value]) : std::nullopt);
    return levels;
}

QList<std::optional<double>> quantiles(const QList<MetricSample> &places, LatencyCounts MetricSample::*latency,
                                       double share)
{
    QList<std::optional<double>> quantiles;
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

} // namespace

PerformancePage::PerformancePage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_range(new QComboBox)
    , m_pause(new QPushButton(tr("Pause")))
    , m_copy(new QPushButton(tr("Copy summary")))
    , m_export(new QPushButton(tr("Export")))
    , m_stack(new QStackedWidget)
    , m_timer(new QTimer(this))
{
    const bool isMeasured = services.series != nullptr;
    m_empty = new EmptyState(
        QStringLiteral("performance"),
        isMeasured ? tr("Nothing has been measured yet.") : tr("Measuring is switched off."),
        isMeasured ? tr("Once an analysis has run, this page shows how long requests, agents and stores took, what the "
                        "cache answered and saved, and what language models cost.")
                   : tr("Switch on \"Performance metrics\" in the settings and start the program again."),
        tr("To the brief"));
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(makeBody());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_range);
    m_timer->setTimerType(Qt::CoarseTimer);
    connect(m_timer, &QTimer::timeout, this, &PerformancePage::refresh);
    connect(m_empty, &EmptyState::activated, this, &PerformancePage::briefRequested);
    show({});
}

QWidget *PerformancePage::makeHead()
{
    auto *title = new QLabel(tr("Performance"));
    title->setProperty("role", QStringLiteral("title"));
    m_range->setObjectName(QStringLiteral("performanceRange"));
    m_range->setAccessibleName(tr("Time range"));
    m_range->setToolTip(m_range->accessibleName());
    for (const std::chrono::seconds range :
         {std::chrono::seconds(5min), std::chrono::seconds(1h), std::chrono::seconds(24h),
          std::chrono::seconds(24h * 7), std::chrono::seconds(24h * 90)})
        m_range->addItem(rangeText(range), static_cast<qint64>(range.count()));
    m_pause->setObjectName(QStringLiteral("performancePause"));
    m_pause->setCheckable(true);
    m_copy->setObjectName(QStringLiteral("performanceCopy"));
    m_export->setObjectName(QStringLiteral("performanceExport"));
    auto *menu = new QMenu(m_export);
    menu->addAction(tr("As a picture (PNG) …"), this, [this] {
        chooseFile(tr("Save the picture"), QStringLiteral("png"), tr("Picture (*.png)"),
                   &PerformancePage::savePictureTo);
    });
    menu->addAction(tr("As a table (CSV) …"), this, [this] {
        chooseFile(tr("Save the table"), QStringLiteral("csv"), tr("Table (*.csv)"), &PerformancePage::saveTableTo);
    });
    m_export->setMenu(menu);
    connect(m_range, &QComboBox::activated, this, [this] { setRange(range()); });
    connect(m_pause, &QPushButton::toggled, this, &PerformancePage::setPaused);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(summary());
        Q_EMIT message(tr("The performance summary is on the clipboard."));
    });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(title, 1);
    for (auto *control : std::initializer_list<QWidget *>{m_range, m_pause, m_copy, m_export})
        row->addWidget(control);
    return head;
}

QWidget *PerformancePage::makeBody()
{
    m_body = new QWidget;
    m_body->setObjectName(QStringLiteral("performanceBody"));
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, GridUnit, 0);
    column->setSpacing(2 * GridUnit);
    m_levels = new ServiceLevelCard;
    column->addWidget(m_levels);
    auto *grid = new QGridLayout;
    grid->setSpacing(2 * GridUnit);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    makeCharts(grid);
    column->addLayout(grid);
    column->addStretch(1);
    return m_body;
}

void PerformancePage::makeCharts(QGridLayout *grid)
{
    using Kind = TimeChart::Kind;
    const auto chart = [&](const char *name, Kind kind, ChartQuantity quantity, const QString &title, int row,
                           int column) {
        auto *made = new TimeChart(kind, quantity, title);
        made->setObjectName(QLatin1String(name));
        addCard(grid, row, column, title, made);
        return made;
    };
    m_requests = chart("requestsChart", Kind::Stacked, ChartQuantity::PerMinute, tr("Requests per minute"), 0, 0);
    m_latency = chart("latencyChart", Kind::Points, ChartQuantity::Seconds, tr("Response time"), 0, 1);
    m_hits = chart("hitsChart", Kind::Stacked, ChartQuantity::PerMinute, tr("Cache look-ups per minute"), 1, 0);
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
    savedColumn->addWidget(m_saved, 1);
    addCard(grid, 2, 1, tr("Saved by the cache"), saved);
    m_agents = new SpanBars(tr("Agents of the last run"), tr("No analysis has run in this window yet."));
    m_agents->setObjectName(QStringLiteral("agentSpans"));
    addCard(grid, 3, 0, tr("Agents of the last run"), m_agents);
    m_models = new SpanBars(tr("Tokens and cost by model"), tr("No language model was asked in this time."));
    m_models->setObjectName(QStringLiteral("modelSpans"));
    addCard(grid, 3, 1, tr("Tokens and cost by model"), m_models);
}

void PerformancePage::addCard(QGridLayout *grid, int row, int column, const QString &title, QWidget *content)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    auto *heading = new QLabel(title);
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(heading);
    layout->addWidget(content, 1);
    grid->addWidget(card, row, column);
}

std::chrono::seconds PerformancePage::range() const
{
    return std::chrono::seconds(m_range->currentData().toLongLong());
}

void PerformancePage::setRange(std::chrono::seconds range)
{
    m_range->setCurrentIndex(std::max(0, m_range->findData(static_cast<qint64>(range.count()))));
    m_moneyAge.invalidate();
    m_timer->setInterval(intervalOf(this->range()));
    m_isReading = false; // what comes of the former range is dropped
    refresh();
}

void PerformancePage::setPaused(bool isPaused)
{
    m_pause->setChecked(isPaused);
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    if (isPaused || !isVisible()) {
        m_timer->stop();
        return;
    }
    m_timer->start(intervalOf(range()));
    refresh();
}

void PerformancePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_moneyAge.invalidate();
    setPaused(m_pause->isChecked());
}

void PerformancePage::hideEvent(QHideEvent *event)
{
    m_timer->stop();
    QWidget::hideEvent(event);
}

void PerformancePage::refresh()
{
    if (!m_services.series || m_isReading)
        return;
    m_isReading = true;
    const bool readsMoney = m_services.money && (!m_moneyAge.isValid() || m_moneyAge.hasExpired(MoneyInterval / 1ms));
    if (readsMoney)
        m_moneyAge.start();
    runAsync(
        m_services.pool, this,
        [series = m_services.series, clock = m_services.clock, range = range(), money = m_services.money,
         models = m_figures.models, readsMoney]() -> Result<PerformanceFigures> {
            const auto now = clock->nowUtc();
            const auto samples = series->samples(range);
            if (!samples)
                return tl::unexpected(samples.error());
            auto figures = performanceFigures(*samples, now, range);
            figures.models =
                readsMoney
                    ? money->totals(UsageGrouping::Model, now.addSecs(-range.count())).value_or(QList<UsageTotals>())
                    : models;
            return figures;
        },
        [this, query = ++m_query](const Result<PerformanceFigures> &figures) {
            if (query != m_query)
                return;
            m_isReading = false;
            if (!figures) {
                // Said once, not each second.
                setPaused(true);
                Q_EMIT failed(figures.error());
                return;
            }
            show(*figures);
            Q_EMIT refreshed();
        });
}

void PerformancePage::show(const PerformanceFigures &figures)
{
    m_figures = figures;
    const bool isEmpty = figures.isEmpty() && m_agents->rows().isEmpty();
    // Another range may be empty in itself; the charts then stay, so that it can be told from the one before.
    const bool showsCharts = !isEmpty || (m_stack->currentWidget() == m_scroll && m_services.series);
    m_stack->setCurrentWidget(showsCharts ? static_cast<QWidget *>(m_scroll) : m_empty);
    for (auto *control : {m_pause, m_copy, m_export})
        control->setEnabled(showsCharts);
    m_range->setEnabled(m_services.series != nullptr);
    m_levels->setLevels(serviceLevels(figures.sum));
    showCharts();
    showModels();
}

void PerformancePage::showCharts()
{
    const auto &places = m_figures.places;
    QList<QDateTime> times;
    for (const auto &place : places)
        times.append(place.until);
    constexpr double Minute = 60;
    auto good = rates(places, MetricValue::Requests, Minute);
    const auto failed = rates(places, MetricValue::RequestErrors, Minute);
    for (qsizetype i = 0; i < good.size(); ++i) {
        if (good[i])
            *good[i] -= failed[i].value_or(0);
    }
    m_requests->setData(times, {{tr("Done"), good}, {tr("Failed"), failed}});
    m_latency->setData(times, percentiles(places, &MetricSample::requestLatency));
    m_hits->setData(times, {{tr("Level 1"), rates(places, MetricValue::HitsL1, Minute)},
                            {tr("Level 2"), rates(places, MetricValue::HitsL2, Minute)},
                            {tr("Level 3"), rates(places, MetricValue::HitsL3, Minute)},
                            {tr("Misses"), rates(places, MetricValue::Misses, Minute)}});
    m_bytes->setData(times, {{tr("Level 1"), levels(places, MetricValue::CacheBytesL1)},
                             {tr("Level 2"), levels(places, MetricValue::CacheBytesL2)},
                             {tr("Level 3"), levels(places, MetricValue::CacheBytesL3)}});
    m_stores->setData(times, percentiles(places, &MetricSample::storeLatency));
    m_saved->setData(times, {{tr("Saved"), levels(places, MetricValue::SavedSeconds)}});
    qint64 saved = 0;
    QString currency;
    for (const auto &model : m_figures.models) {
        saved += model.saved;
        currency = model.currency.isEmpty() ? currency : model.currency;
    }
    const auto time = spanText(m_figures.sum[MetricValue::SavedSeconds]);
    m_moneySaved->setText(currency.isEmpty() ? tr("%1 in this time").arg(time)
                                             : tr("%1 and %2 in this time").arg(time, moneyText(saved, currency)));
}

void PerformancePage::showModels()
{
    QList<SpanBars::Row> rows;
    const QLocale locale;
    for (const auto &model : m_figures.models) {
        const auto tokens = model.input + model.cachedInput + model.cacheWrite + model.output + model.reasoning;
        const auto cost = model.currency.isEmpty() ? tr("price unknown") : moneyText(model.cost, model.currency);
        rows.append(
            {model.key, 0, static_cast<double>(tokens), tr("%1 tokens, %2").arg(locale.toString(tokens), cost),
             tr("%1 calls, %2 from the cache").arg(locale.toString(model.calls), locale.toString(model.cacheHits)), 0});
    }
    m_models->setRows(rows);
}

void PerformancePage::showRun(const Report &report)
{
    m_agents->setRows(agentRows(report.agents));
    m_moneyAge.invalidate();
    if (isVisible())
        refresh();
}

QString PerformancePage::summary() const
{
    return performanceSummary(m_figures);
}

void PerformancePage::chooseFile(const QString &title, const QString &suffix, const QString &filter,
                                 void (PerformancePage::*save)(const QString &))
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(filter);
    dialog->selectFile(tr("performance %1").arg(m_figures.at.toLocalTime().date().toString(Qt::ISODate))
                       + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, save);
    dialog->open();
}

void PerformancePage::savePictureTo(const QString &path)
{
    runAsync(
        m_services.pool, this,
        [picture = m_body->grab().toImage(), path]() -> Status {
            if (picture.save(path, "PNG"))
                return {};
            return fail(ErrorCode::Unreadable, tr("The picture could not be saved."), path);
        },
        [this, path](const Status &done) { this->report(done, path); });
}

void PerformancePage::saveTableTo(const QString &path)
{
    runAsync(
        m_services.pool, this, [csv = performanceCsv(m_figures), path] { return write(csv, path); },
        [this, path](const Status &done) { this->report(done, path); });
}

void PerformancePage::report(const Status &done, const QString &path)
{
    if (done)
        Q_EMIT message(tr("Saved as %1").arg(path));
    else
        Q_EMIT failed(done.error());
}

} // namespace consultantos
