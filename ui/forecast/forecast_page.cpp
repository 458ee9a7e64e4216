// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_page.h"

#include "base/paths.h"
#include "evidence/fact_store.h"
#include "forecast/driver_panel.h"
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_detail.h"
#include "forecast/report_keeping.h"
#include "forecast/series_list_model.h"
#include "forecast/source_bar.h"
#include "forecast/table_series.h"
#include "widgets/async.h"
#include "widgets/column_fit.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/local_files.h"
#include "widgets/modest_stack.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <chrono>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr int PauseMs = 200;
// Shorter ones end before anybody has turned to something else.
constexpr std::chrono::seconds LongRun{5};

enum View { EmptyView, ForecastView };

} // namespace

ForecastPage::ForecastPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(new ForecastController(services.pool, this))
    , m_source(new SourceBar)
    , m_list(new SeriesListModel(m_controller, this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_splitter(new QSplitter)
    , m_detail(new ForecastDetail(m_controller))
    , m_drivers(new DriverPanel(services))
    , m_stack(new ModestStack)
    , m_summary(new QLabel)
    , m_keep(new QPushButton(tr("&Keep in a report …")))
    , m_share(new QPushButton(tr("Cop&y or save")))
    , m_keeping(new ReportKeeping(services, this))
{
    setAcceptDrops(true);
    m_sorted->setSourceModel(m_list);
    m_sorted->setSortRole(SeriesListModel::SortRole);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterKeyColumn(SeriesListModel::NameColumn);
    // Rows that change while a thousand series come in must not jump about.
    m_sorted->setDynamicSortFilter(false);

    auto *empty = new EmptyState(QStringLiteral("forecast"), tr("Nothing is forecast yet"),
                                 tr("Name a company above, or paste a table from a spreadsheet (Ctrl+V), or drop a CSV "
                                    "or XLSX file here: a column "
                                    "of periods and a column of numbers for each series."),
                                 tr("Open a table …"));
    connect(empty, &EmptyState::activated, this, &ForecastPage::chooseFile);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(2 * GridUnit);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(1, 1);
    m_stack->insertWidget(EmptyView, empty);
    m_stack->insertWidget(ForecastView, m_splitter);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeHead());
    layout->addWidget(m_source);
    layout->addWidget(makeProgress());
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_source);
    addShortcuts();
    addDrivers();

    m_stepsLater.setSingleShot(true);
    m_stepsLater.setInterval(PauseMs);
    connect(&m_stepsLater, &QTimer::timeout, this, [this] {
        const int steps = m_source->steps();
        m_controller->setSteps(steps > 0 ? std::optional(std::size_t(steps)) : std::nullopt);
    });
    connect(m_source, &SourceBar::companyChosen, this, [this](const QString &name) { showCompany(name); });
    connect(m_source, &SourceBar::lineChosen, this, &ForecastPage::showLines);
    connect(m_source, &SourceBar::frequencyChosen, this, &ForecastPage::changeFrequency);
    connect(m_source, &SourceBar::stepsChosen, this, [this] { m_stepsLater.start(); });
    connect(m_source, &SourceBar::holidaysChosen, m_controller, &ForecastController::setHolidays);
    connect(m_source, &SourceBar::pasteRequested, this, &ForecastPage::paste);
    connect(m_source, &SourceBar::openRequested, this, &ForecastPage::chooseFile);
    connect(m_controller, &ForecastController::changed, this, [this](int first, int last) {
        if (m_detail->row() >= first && m_detail->row() <= last)
            m_detail->showRow(m_detail->row());
    });
    connect(m_controller, &ForecastController::progressed, this, &ForecastPage::showProgress);
    connect(m_controller, &ForecastController::ended, this, [this](int series, qint64 milliseconds) {
        if (std::chrono::milliseconds(milliseconds) >= LongRun)
            Q_EMIT longRunEnded(series, m_controller->failures());
    });
    showProgress();
}

ForecastPage::~ForecastPage()
{
    m_reading.cancel();
}

QWidget *ForecastPage::makeHead()
{
    auto *title = new QLabel(tr("Forecast"));
    title->setProperty("role", QStringLiteral("title"));
    m_summary->setObjectName(QStringLiteral("forecastSummary"));
    m_summary->setProperty("role", QStringLiteral("muted"));
    m_summary->setWordWrap(true);
    m_keep->setObjectName(QStringLiteral("forecastKeep"));
    m_keep->setToolTip(tr("Adds the forecast to a report, with what it rests on as evidence"));
    connect(m_keep, &QPushButton::clicked, this, &ForecastPage::keep);
    connect(m_keeping, &ReportKeeping::kept, this, [this](const std::shared_ptr<const Report> &report) {
        Q_EMIT kept(report, m_keptPage.isEmpty() ? QStringLiteral("forecasts") : m_keptPage);
    });
    connect(m_keeping, &ReportKeeping::failed, this, &ForecastPage::failed);
    m_share->setObjectName(QStringLiteral("forecastShare"));
    auto *menu = new QMenu(m_share);
    menu->addAction(tr("&Copy the table"), QKeySequence(QKeySequence::Copy), this, &ForecastPage::copyTable)
        ->setShortcutContext(Qt::WidgetShortcut);
    menu->addAction(tr("Copy the &image"), this, &ForecastPage::copyImage);
    menu->addSeparator();
    menu->addAction(tr("&Save all series as CSV …"), this, &ForecastPage::chooseCsv);
    menu->addAction(tr("Save the i&mage …"), this, &ForecastPage::chooseImage);
    m_share->setMenu(menu);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(GridUnit / 2);
    texts->addWidget(title);
    texts->addWidget(m_summary);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addLayout(texts, 1);
    row->addWidget(m_keep, 0, Qt::AlignTop);
    row->addWidget(m_share, 0, Qt::AlignTop);
    return head;
}

QWidget *ForecastPage::makeProgress()
{
    m_progress = new QWidget;
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("forecastProgress"));
    m_bar->setAccessibleName(tr("Series that are forecast"));
    m_bar->setTextVisible(true);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("forecastCancel"));
    m_resume = new QPushButton(tr("Continue"));
    m_resume->setObjectName(QStringLiteral("forecastResume"));
    connect(m_cancel, &QPushButton::clicked, m_controller, &ForecastController::cancel);
    connect(m_resume, &QPushButton::clicked, m_controller, &ForecastController::resume);
    auto *row = new QHBoxLayout(m_progress);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_resume);
    return m_progress;
}

QWidget *ForecastPage::makeList()
{
    m_side = new QWidget;
    auto *search = new QLineEdit;
    search->setObjectName(QStringLiteral("forecastSearch"));
    search->setPlaceholderText(tr("Find a series"));
    search->setAccessibleName(search->placeholderText());
    search->setClearButtonEnabled(true);
    connect(search, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("forecastSeries"));
    m_table->setAccessibleName(tr("Series"));
    m_table->setModel(m_sorted);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the table has them
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + GridUnit);
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(SeriesListModel::StateColumn, QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(SeriesListModel::NameColumn, character * 14);
    m_table->setColumnWidth(SeriesListModel::ForecastColumn, character * 10);
    m_table->setColumnWidth(SeriesListModel::MaseColumn, character * 7);
    fitHeadings(*m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        const int row = m_sorted->mapToSource(index).row();
        m_controller->setCurrent(row);
        m_detail->showRow(row);
    });
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(search);
    column->addWidget(m_table, 1);
    return m_side;
}

void ForecastPage::addShortcuts()
{
    const auto add = [this](QKeySequence::StandardKey key, auto slot) {
        auto *shortcut = new QShortcut(QKeySequence(key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence::Paste, &ForecastPage::paste);
    add(QKeySequence::Copy, &ForecastPage::copyTable);
}

const ForecastEntry *ForecastPage::current() const
{
    return m_controller->entry(m_detail->row());
}

void ForecastPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_knowsCompanies)
        return;
    m_knowsCompanies = true;
    runAsync(
        m_services.pool, this, [facts = m_services.facts] { return facts->companies(); },
        [this](const QList<Company> &companies) { m_source->setCompanies(companies); });
}

void ForecastPage::showCompany(const QString &name, const QString &lineId)
{
    const int query = ++m_query;
    m_source->setCompany(name);
    using Read = std::shared_ptr<const Result<std::shared_ptr<const CompanyHistory>>>;
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, name]() -> Read {
            return std::make_shared<const Result<std::shared_ptr<const CompanyHistory>>>(
                companyHistory(*facts, name, resourceDir()));
        },
        [this, query, lineId](const Read &read) {
            if (query != m_query)
                return;
            if (!*read) {
                Q_EMIT failed(read->error());
                return;
            }
            m_history = **read;
            m_drivers->setCompany(m_history->company.name);
            m_source->setHistory(m_history);
            m_source->setLine(lineId.isEmpty() ? QStringLiteral("revenue") : lineId);
            showLines();
        });
}

void ForecastPage::showLines()
{
    if (!m_history)
        return;
    const auto frequency = m_source->frequency();
    const auto wanted = m_source->line();
    std::vector<ForecastEntry> entries;
    for (const auto &line : m_history->lines) {
        if (!wanted.isEmpty() && line.id != wanted)
            continue;
        const bool isQuarterly = frequency == Frequency::Quarterly || (!frequency && line.years.size() < 3);
        ForecastEntry entry;
        entry.raw = seriesOfLine(*m_history, line, isQuarterly);
        entry.unit = line.unit;
        entry.company = m_history;
        entry.lineId = line.id;
        entries.push_back(std::move(entry));
    }
    showEntries(std::move(entries));
}

void ForecastPage::changeFrequency()
{
    if (m_history)
        showLines();
    else
        m_controller->setFrequency(m_source->frequency());
}

void ForecastPage::paste()
{
    const auto text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty()) {
        Q_EMIT message(tr("The clipboard has no text."));
        return;
    }
    showText(text);
}

void ForecastPage::showText(const QString &text)
{
    readTable([text](const CancellationToken &cancel) { return seriesOfText(text, cancel); });
}

void ForecastPage::showFile(const QString &path)
{
    readTable([path](const CancellationToken &cancel) { return seriesOfFile(path, cancel); });
}

void ForecastPage::readTable(const std::function<Result<ReadSeries>(const CancellationToken &)> &read)
{
    const int query = ++m_query;
    // Nobody waits for the table before.
    m_reading.cancel();
    m_reading = CancellationSource();
    using Read = std::shared_ptr<const Result<ReadSeries>>;
    runAsync(
        m_services.pool, this,
        [read, token = m_reading.token()]() -> Read { return std::make_shared<const Result<ReadSeries>>(read(token)); },
        [this, query](const Read &series) {
            if (query == m_query)
                takeTable(series);
        });
}

void ForecastPage::takeTable(const std::shared_ptr<const Result<ReadSeries>> &read)
{
    if (!*read) {
        Q_EMIT failed(read->error());
        return;
    }
    m_history.reset();
    m_source->setHistory(nullptr);
    std::vector<ForecastEntry> entries;
    for (const auto &series : **read) {
        ForecastEntry entry;
        entry.raw = series;
        entry.frequency = m_source->frequency();
        entries.push_back(std::move(entry));
    }
    showEntries(std::move(entries));
}

void ForecastPage::showEntries(std::vector<ForecastEntry> entries)
{
    const bool hasSeveral = entries.size() > 1;
    m_stack->setCurrentIndex(entries.empty() ? EmptyView : ForecastView);
    if (hasSeveral && m_side->isHidden()) {
        // How far its forecasts can be trusted is seen beside each series.
        m_splitter->setSizes({m_splitter->width() * 4 / 11, m_splitter->width() * 7 / 11});
    }
    m_side->setVisible(hasSeveral);
    m_detail->showRow(-1);
    m_controller->setEntries(std::move(entries));
    selectRow(0);
}

void ForecastPage::selectRow(int row)
{
    if (m_controller->entry(row) == nullptr)
        return;
    const auto index = m_sorted->mapFromSource(m_list->index(row, 0));
    if (index.isValid())
        m_table->setCurrentIndex(index);
    m_controller->setCurrent(row);
    m_detail->showRow(row);
}

void ForecastPage::showProgress()
{
    const auto &entries = m_controller->entries();
    const int count = int(entries.size());
    const bool isRunning = m_controller->isRunning();
    const bool isCancelled = std::any_of(entries.begin(), entries.end(), [](const ForecastEntry &entry) {
        return entry.state == ForecastEntry::State::Cancelled;
    });
    m_progress->setVisible((isRunning && m_controller->total() > 1) || isCancelled);
    m_cancel->setVisible(isRunning);
    m_resume->setVisible(isCancelled && !isRunning);
    m_bar->setRange(0, std::max(1, isRunning ? m_controller->total() : count));
    m_bar->setValue(isRunning ? m_controller->done() : 0);
    m_bar->setFormat(isRunning ? tr("%1 of %2 series").arg(m_controller->done()).arg(m_controller->total())
                               : tr("Cancelled"));
    m_source->offerHolidays(std::any_of(entries.begin(), entries.end(), [](const ForecastEntry &entry) {
        return !entry.company && entry.outcome && canShowHolidays(entry.outcome->series);
    }));
    m_share->setEnabled(count > 0);
    m_keep->setEnabled(count > 0);
    if (count == 0) {
        m_summary->show();
        m_summary->setText(tr("What comes next, how sure that is, and how it would have done before."));
        return;
    }
    auto text = count > 1 ? tr("%n series", nullptr, count) : QString();
    if (const int failures = m_controller->failures(); failures > 0 && count > 1)
        text += QStringLiteral("  ·  ") + tr("%n can't be forecast; the list says why", nullptr, failures);
    m_summary->setText(text);
    m_summary->setVisible(!text.isEmpty());
}

void ForecastPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFiles(event->mimeData()).size() == 1 || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ForecastPage::dropEvent(QDropEvent *event)
{
    const auto files = localFiles(event->mimeData());
    if (files.size() == 1)
        showFile(files.first());
    else if (event->mimeData()->hasText())
        showText(event->mimeData()->text());
    event->acceptProposedAction();
}

} // namespace consultantos
