// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library_page.h"

#include "agents/analysis_cache.h"
#include "cache/cache_store.h"
#include "library/library_model.h"
#include "report/load_report.h"
#include "report/report_words.h"
#include "widgets/async.h"
#include "widgets/column_fit.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/focus_passing.h"
#include "widgets/pending_files.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace consultantos {

namespace {

constexpr std::chrono::milliseconds TypingPause{150};
constexpr std::chrono::seconds PollInterval{3};
constexpr int PageSize = 200;
constexpr QLatin1String Pinned("pinned"); // among the states to choose from

ReportSort sortOf(int column)
{
    switch (column) {
    case LibraryModel::CompanyColumn:
        return ReportSort::Company;
    case LibraryModel::QuestionColumn:
        return ReportSort::Question;
    case LibraryModel::FrameworksColumn:
        return ReportSort::Frameworks;
    case LibraryModel::DepthColumn:
        return ReportSort::Depth;
    case LibraryModel::StatusColumn:
        return ReportSort::Status;
    default:
        return ReportSort::Newest;
    }
}

/// Whether both give the same list.
bool isSameList(const ReportFilter &one, const ReportFilter &other)
{
    return one.text == other.text && one.status == other.status && one.sort == other.sort
           && one.isReversed == other.isReversed && one.ids == other.ids;
}

Status restoreAll(ReportRepository &reports, const QStringList &ids)
{
    for (const auto &id : ids) {
        if (auto restored = reports.restore(id); !restored)
            return restored;
    }
    return {};
}

} // namespace

LibraryPage::LibraryPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new LibraryModel(this))
    , m_search(new QLineEdit)
    , m_status(new QComboBox)
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
    , m_open(new QPushButton(tr("&Open")))
    , m_delete(new QPushButton(tr("De&lete")))
    , m_watch(new QPushButton(tr("Moni&tor …")))
    , m_compare(new QPushButton(tr("Co&mpare")))
    , m_save(new QPushButton(tr("&Save as")))
    , m_pin(new QPushButton(tr("P&in")))
    , m_typing(new QTimer(this))
    , m_polling(new QTimer(this))
{
    auto *title = new QLabel(tr("Library"));
    title->setProperty("role", QStringLiteral("title"));
    m_search->setObjectName(QStringLiteral("librarySearch"));
    m_search->setPlaceholderText(tr("Search in all reports"));
    m_search->setAccessibleName(tr("Search in all reports"));
    m_search->setClearButtonEnabled(true);
    m_status->setAccessibleName(tr("Show only"));
    m_status->addItem(tr("All reports"), QString());
    m_status->addItem(reportStatus(QStringLiteral("completed")), QStringLiteral("completed"));
    m_status->addItem(reportStatus(QStringLiteral("partial")), QStringLiteral("partial"));
    m_status->addItem(tr("Pinned"), QString(Pinned));
    m_status->setObjectName(QStringLiteral("libraryShown"));
    auto *bar = new QHBoxLayout;
    bar->setSpacing(GridUnit);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_status);
    auto *actions = new FlowLayout(GridUnit); // one line, where there is room
    for (auto *action : {m_open, m_save, m_watch, m_compare, m_pin, m_delete})
        actions->addWidget(action);

    m_table->setObjectName(QStringLiteral("libraryTable"));
    m_table->setAccessibleName(tr("Reports"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LibraryModel::CreatedColumn, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    // They share what is left, so that in a small window the one doesn't shrink to a letter for the other.
    for (const int column : {LibraryModel::QuestionColumn, LibraryModel::FrameworksColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2 * GridUnit);
    const int character = m_table->fontMetrics().averageCharWidth();
    m_table->setColumnWidth(LibraryModel::CompanyColumn, character * 20);
    m_table->setColumnWidth(LibraryModel::DepthColumn, character * 12);
    m_table->setColumnWidth(LibraryModel::StatusColumn, character * 14);
    m_table->setColumnWidth(LibraryModel::CreatedColumn, character * 20);
    fitHeadings(*m_table);
    connect(m_model, &LibraryModel::sortWanted, this, &LibraryPage::sortBy);
    connect(m_model, &LibraryModel::moreWanted, this, &LibraryPage::fetchMore);
    connect(m_table, &QTableView::activated, this, &LibraryPage::openSelected);
    connect(m_open, &QPushButton::clicked, this, &LibraryPage::openSelected);
    m_save->setObjectName(QStringLiteral("librarySave"));
    m_save->setToolTip(tr("Saves the chosen reports in a folder, a file each"));
    auto *formats = new QMenu(m_save);
    for (const auto format : ReportExport::formats()) {
        auto *save = formats->addAction(ReportExport::nameOf(format));
        connect(save, &QAction::triggered, this, [this, format] { Q_EMIT saveRequested(selectedIds(), format); });
        ReportExport::lockUnlessAllowed(save, format, m_services.settings.policy());
    }
    m_save->setMenu(formats);
    m_watch->setObjectName(QStringLiteral("libraryWatch"));
    m_watch->setToolTip(tr("Watches the company of the chosen report for changes"));
    connect(m_watch, &QPushButton::clicked, this, [this] {
        const auto rows = m_table->selectionModel()->selectedRows(LibraryModel::CompanyColumn);
        if (!rows.isEmpty())
            Q_EMIT watchRequested(rows.first().data().toString());
    });
    m_compare->setObjectName(QStringLiteral("libraryCompare"));
    m_compare->setToolTip(tr("Shows what changed between two chosen reports"));
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (const auto ids = selectedIds(); ids.size() == 2)
            Q_EMIT compareRequested(ids[0], ids[1]);
    });
    connect(m_delete, &QPushButton::clicked, this, &LibraryPage::deleteSelected);
    m_pin->setObjectName(QStringLiteral("libraryPin"));
    m_pin->setToolTip(tr("Pinned reports stand in the File menu, and no rule of retention deletes them"));
    connect(m_pin, &QPushButton::clicked, this, [this] { Q_EMIT pinWished(selectedIds(), !isSelectionPinned()); });
    m_table->setDragEnabled(true);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);
    m_model->setMakeDrag([this](const QStringList &ids) { return draggedReports(ids); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LibraryPage::refreshState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LibraryPage::refreshState);
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &LibraryPage::deleteSelected);

    m_empty = new EmptyState(QStringLiteral("library"), QString(), QString(), tr("Go to the brief"));
    connect(m_empty, &EmptyState::activated, this, &LibraryPage::briefRequested);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(title);
    layout->addLayout(bar);
    layout->addLayout(actions);
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_search);

    m_typing->setSingleShot(true);
    m_typing->setInterval(TypingPause);
    connect(m_typing, &QTimer::timeout, this, &LibraryPage::reload);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &LibraryPage::reload);
    connect(m_status, &QComboBox::currentIndexChanged, this, &LibraryPage::reload);
    m_polling->setInterval(PollInterval);
    connect(m_polling, &QTimer::timeout, this, &LibraryPage::pollChanges);
    refreshState();
}

LibraryPage::~LibraryPage() = default;

void LibraryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_polling->start();
    reload();
}

void LibraryPage::pollChanges()
{
    if (!isVisible()) {
        m_polling->stop();
        return;
    }
    runAsync(
        m_services.pool, this, [reports = m_services.reports] { return reports->changeCounter(); },
        [this](const Result<qint64> &changes) {
            if (changes && *changes != m_changes)
                reload();
        });
}

ReportFilter LibraryPage::filter() const
{
    ReportFilter filter;
    filter.text = m_search->text();
    if (showsPinned()) {
        filter.ids = m_model->pinned().values();
        filter.ids->sort(); // a set has no order, and the same list must be known again
    } else {
        filter.status = m_status->currentData().toString();
    }
    filter.sort = m_sort;
    filter.isReversed = m_isReversed;
    filter.limit = PageSize;
    return filter;
}

void LibraryPage::sortBy(int column, Qt::SortOrder order)
{
    m_sort = sortOf(column);
    // By itself a list by time begins with the newest, and any other with the first letters.
    m_isReversed = (m_sort == ReportSort::Newest) != (order == Qt::DescendingOrder);
    reload();
}

void LibraryPage::reload()
{
    m_typing->stop();
    auto wanted = filter();
    // Who scrolled down and reads there stays there.
    if (isSameList(wanted, m_shown))
        wanted.limit = std::max(PageSize, m_model->rowCount());
    struct Answer {
        Result<ReportPage> page;
        qint64 changes;
    };
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, wanted] {
            // The counter first: a change in between is then seen by the next poll.
            const auto changes = reports->changeCounter();
            return Answer{reports->page(wanted), changes.value_or(-1)};
        },
        [this, wanted, query = ++m_query](const Answer &answer) {
            if (query != m_query)
                return;
            if (!answer.page) {
                m_model->appendFailed();
                Q_EMIT failed(answer.page.error());
                return;
            }
            m_changes = answer.changes;
            showReports(*answer.page, wanted);
        });
}

void LibraryPage::showReports(const ReportPage &page, const ReportFilter &of)
{
    const auto ids = selectedIds();
    const QSet<QString> selected(ids.begin(), ids.end());
    const int place = isSameList(of, m_shown) ? m_table->verticalScrollBar()->value() : 0;
    m_shown = of;
    m_shown.cursor = page.cursor;
    m_model->setReports(page.reports, !page.cursor.isEmpty());
    m_table->verticalScrollBar()->setValue(place);
    if (selected.isEmpty())
        return;
    for (int row = 0; row < int(page.reports.size()); ++row) {
        if (selected.contains(page.reports[row].id))
            m_table->selectionModel()->select(m_model->index(row, 0),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
}

void LibraryPage::fetchMore()
{
    auto wanted = m_shown;
    wanted.limit = PageSize;
    runAsync(
        m_services.pool, this, [reports = m_services.reports, wanted] { return reports->page(wanted); },
        [this, query = m_query](const Result<ReportPage> &page) {
            if (query != m_query)
                return; // the list that it belongs to is about to be replaced
            if (!page) {
                m_model->appendFailed();
                Q_EMIT failed(page.error());
                return;
            }
            m_shown.cursor = page->cursor;
            m_model->append(page->reports, !page->cursor.isEmpty());
        });
}

QStringList LibraryPage::selectedIds() const
{
    QStringList ids;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const auto &row : rows)
        ids.append(row.data(LibraryModel::IdRole).toString());
    return ids;
}

void LibraryPage::refreshState()
{
    const bool isFiltered = !m_search->text().isEmpty() || m_status->currentIndex() > 0;
    if (showsPinned() && m_model->pinned().isEmpty())
        m_empty->setTexts(
            tr("No report is pinned"),
            tr("Show all reports, choose one and pin it: then it is found here, and no rule deletes it."));
    else if (isFiltered)
        m_empty->setTexts(tr("No report matches"), tr("Search for other words, or show all reports."));
    else
        m_empty->setTexts(tr("The library is empty"),
                          tr("Each analysis is kept here. Start the first one on the brief page."));
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_open->setEnabled(hasSelection);
    m_save->setEnabled(hasSelection);
    m_delete->setEnabled(hasSelection);
    m_pin->setEnabled(hasSelection);
    m_pin->setText(isSelectionPinned() ? tr("Unp&in") : tr("P&in"));
    m_compare->setEnabled(m_table->selectionModel()->selectedRows().size() == 2);
    m_watch->setEnabled(m_table->selectionModel()->selectedRows().size() == 1);
}

void LibraryPage::openSelected()
{
    const auto ids = selectedIds();
    for (const auto &id : ids)
        openReport(id);
}

void LibraryPage::openReport(const QString &id)
{
    loadReport(m_services, id, this, [this](const LoadedReport &loaded) {
        if (loaded)
            Q_EMIT opened(*loaded);
        else
            Q_EMIT failed(loaded.error());
    });
}

void LibraryPage::deleteSelected()
{
    const auto ids = selectedIds();
    if (ids.isEmpty())
        return;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, cache = m_services.cache, ids, now = m_services.clock->nowUtc()]() -> Status {
            for (const auto &id : ids) {
                if (auto removed = reports->remove(id, now); !removed)
                    return removed;
                // What is deleted must not come back as the answer to the same request.
                if (cache)
                    (void)cache->manager()->removeByTag(reportTag(id));
            }
            return {};
        },
        [this, ids](const Status &removed) {
            reload();
            if (!removed) {
                Q_EMIT failed(removed.error());
                return;
            }
            Q_EMIT undoOffered({tr("%n report(s) deleted.", nullptr, int(ids.size())),
                                [reports = m_services.reports, ids] { return restoreAll(*reports, ids); },
                                [page = QPointer(this)] {
                                    if (page)
                                        page->reload();
                                }});
            for (const auto &id : ids)
                Q_EMIT deleted(id);
        });
}

bool LibraryPage::showsPinned() const
{
    return m_status->currentData().toString() == Pinned;
}

bool LibraryPage::isSelectionPinned() const
{
    const auto ids = selectedIds();
    return !ids.isEmpty()
           && std::all_of(ids.begin(), ids.end(), [this](const QString &id) { return m_model->pinned().contains(id); });
}

void LibraryPage::setPinned(const QSet<QString> &ids)
{
    const bool isOther = ids != m_model->pinned();
    m_model->setPinned(ids);
    refreshState();
    if (isOther && showsPinned() && isVisible())
        reload();
}

QMimeData *LibraryPage::draggedReports(const QStringList &ids)
{
    const auto format = ReportExport::firstAllowed(m_services.settings.policy());
    if (!format)
        return nullptr;
    // Files that nobody took go with the page; whoever took them has copies.
    if (!m_dragged)
        m_dragged = std::make_unique<QTemporaryDir>();
    if (!m_dragged->isValid())
        return nullptr;
    QTemporaryDir place(m_dragged->filePath(QStringLiteral("XXXXXX")));
    if (!place.isValid())
        return nullptr;
    place.setAutoRemove(false);
    return new PendingFiles(ReportExport::files(m_services, ids, *format, place.path()));
}

void LibraryPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace consultantos
