// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/performance_page.h"

#include "base/whole_file.h"
#include "llm/model_access.h"
#include "metrics/time_series.h"
#include "model/report.h"
#include "performance/chart_grid.h"
#include "performance/health_card.h"
#include "performance/performance_words.h"
#include "performance/run_cards.h"
#include "performance/service_level_card.h"
#include "storage/money_ledger.h"
#include "widgets/async.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/saving.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPixmap>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

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
/// As often as Prometheus evaluates its rules.
constexpr auto HealthInterval = 15s;

/// The newest place that has been measured.
MetricSample lastKnown(const QList<MetricSample> &places)
{
    const auto found =
        std::find_if(places.rbegin(), places.rend(), [](const MetricSample &place) { return place.seconds > 0; });
    return found == places.rend() ? MetricSample() : *found;
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
        isMeasured ? tr("Nothing has been measured yet") : tr("Measuring is switched off"),
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
    passFocusOn(this, m_range);
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
    m_health = new HealthCard;
    column->addWidget(m_health);
    m_charts = new ChartGrid;
    column->addWidget(m_charts);
    m_runs = new RunCards(m_services);
    column->addWidget(m_runs);
    column->addStretch(1);
    connect(m_health, &HealthCard::settingRequested, this, &PerformancePage::settingRequested);
    connect(m_runs, &RunCards::reportRequested, this, &PerformancePage::reportRequested);
    connect(m_charts, &ChartGrid::timeActivated, this, [this](const QDateTime &from, const QDateTime &until) {
        if (const auto id = m_runs->reportBetween(from, until); !id.isEmpty())
            Q_EMIT reportRequested(id);
        else
            Q_EMIT message(tr("None of the last %1 runs was made at that time.").arg(RunCards::MostRuns));
    });
    connect(m_runs, &RunCards::changed, this, [this] { show(m_figures); });
    return m_body;
}

std::chrono::seconds PerformancePage::range() const
{
    return std::chrono::seconds(m_range->currentData().toLongLong());
}

void PerformancePage::setRange(std::chrono::seconds range)
{
    m_range->setCurrentIndex(std::max(0, m_range->findData(static_cast<qint64>(range.count()))));
    m_moneyAge.invalidate();
    m_healthAge.invalidate();
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
    m_healthAge.invalidate();
    m_runs->readAgain();
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
    const auto isOld = [](QElapsedTimer &age, std::chrono::milliseconds interval) {
        if (age.isValid() && !age.hasExpired(interval.count()))
            return false;
        age.start();
        return true;
    };
    const bool readsMoney = m_services.money && isOld(m_moneyAge, MoneyInterval);
    const bool readsHealth = isOld(m_healthAge, HealthInterval);
    runAsync(
        m_services.pool, this,
        [series = m_services.series, clock = m_services.clock, range = range(), money = m_services.money,
         settings = m_services.settings, access = m_services.models, known = m_figures, readsMoney,
         readsHealth]() -> Result<PerformanceFigures> {
            const auto now = clock->nowUtc();
            const auto samples = series->samples(range);
            if (!samples)
                return tl::unexpected(samples.error());
            auto figures = performanceFigures(*samples, now, range);
            figures.models = known.models;
            figures.modelAgents = known.modelAgents;
            if (readsMoney) {
                const auto from = now.addSecs(-range.count());
                figures.models = money->totals(UsageGrouping::Model, from).value_or(QList<UsageTotals>());
                figures.modelAgents = money->totals(UsageGrouping::Agent, from).value_or(QList<UsageTotals>());
            }
            figures.health = known.health;
            if (readsHealth) {
                const auto health = readHealth(*series, settings, now, range);
                if (!health)
                    return tl::unexpected(health.error());
                figures.health = *health;
            }
            figures.providers = access ? access->providers() : QList<ProviderState>();
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
    const bool isEmpty = figures.isEmpty() && m_runs->isEmpty();
    // Another range may be empty in itself; the charts then stay, so that it can be told from the one before.
    const bool showsCharts = !isEmpty || (m_stack->currentWidget() == m_scroll && m_services.series);
    m_stack->setCurrentWidget(showsCharts ? static_cast<QWidget *>(m_scroll) : m_empty);
    for (auto *control : {m_pause, m_copy, m_export})
        control->setEnabled(showsCharts);
    m_range->setEnabled(m_services.series != nullptr);
    m_levels->setLevels(serviceLevels(figures.sum, figures.health.uptime));
    m_health->setHealth(figures.health);
    const auto now = figures.places.isEmpty() ? MetricSample() : lastKnown(figures.places);
    m_health->setProviders(figures.providers, now[MetricValue::DownL2] > 0, now[MetricValue::DownL3] > 0);
    m_charts->show(figures);
}

void PerformancePage::showRun(const Report &report)
{
    m_runs->showRun(report);
    m_moneyAge.invalidate();
    m_healthAge.invalidate();
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
    const auto day = m_figures.at.toLocalTime().date().toString(Qt::ISODate);
    auto *dialog = askWhereToSave(this, title, tr("performance %1").arg(day) + QLatin1Char('.') + suffix, {filter});
    connect(dialog, &QFileDialog::fileSelected, this, save);
}

void PerformancePage::savePictureTo(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [picture = m_body->grab().toImage(), path] { return writePicture(path, picture); });
}

void PerformancePage::saveTableTo(const QString &path)
{
    saveAsync(m_services.pool, this, path, [csv = performanceCsv(m_figures), path] { return writeFile(path, csv); });
}

} // namespace consultantos
