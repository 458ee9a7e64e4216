// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/egress_page.h"

#include "egress/egress_export.h"
#include "egress/egress_filter_bar.h"
#include "egress/egress_model.h"
#include "egress/egress_words.h"
#include "storage/report_repository.h"
#include "widgets/async.h"
#include "widgets/column_fit.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace consultantos {

namespace {

constexpr std::chrono::seconds PollInterval{3};

/// What the reports of this engagement are called, by id.
Result<QHash<QString, QString>> reportTitles(const ReportRepository &reports)
{
    QHash<QString, QString> titles;
    const auto list = reports.list();
    if (!list)
        return tl::unexpected(list.error());
    for (const auto &report : *list)
        titles.insert(report.id, EgressPage::tr("%1, %2").arg(
                                     report.companyName,
                                     QLocale().toString(report.createdAt.toLocalTime(), QLocale::ShortFormat)));
    return titles;
}

} // namespace

EgressPage::EgressPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new EgressModel(services.ledger, services.pool, this))
    , m_export(new EgressExport(services, this))
    , m_bar(new EgressFilterBar(services.clock))
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
    , m_totals(new QLabel)
    , m_details(new QLabel)
    , m_polling(new QTimer(this))
{
    makeTable();
    const bool isOfEngagement = !services.engagement.isEmpty();
    auto *scope = new QLabel(
        isOfEngagement ? tr("Requests made in the engagement %1; each engagement keeps a list of its own.")
                             .arg(services.engagement)
                       : tr("Requests made outside of any engagement; each engagement keeps a list of its own."));
    scope->setObjectName(QStringLiteral("egressScope"));
    scope->setProperty("role", QStringLiteral("muted"));
    scope->setWordWrap(true);
    m_empty = new EmptyState(QStringLiteral("sent"),
                             isOfEngagement ? tr("Nothing has left this computer for this engagement")
                                            : tr("Nothing has left this computer"),
                             tr("Each request to a source of the network is written down here: when, where to, what "
                                "for, how much. Sources are off until you switch them on."),
                             tr("Sources of the network …"));
    m_noHits = new EmptyState(QStringLiteral("search"), QString(), QString(), tr("Show all"));
    for (auto *widget : std::initializer_list<QWidget *>{m_table, m_empty, m_noHits})
        m_stack->addWidget(widget);
    m_totals->setObjectName(QStringLiteral("egressTotals"));
    m_details->setObjectName(QStringLiteral("egressDetails"));
    m_details->setProperty("role", QStringLiteral("muted"));
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    auto *head = new QVBoxLayout;
    head->setSpacing(GridUnit / 2);
    head->addWidget(makeHead());
    head->addWidget(scope);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addWidget(m_totals);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_details);
    passFocusOn(this, m_bar);

    connect(m_empty, &EmptyState::activated, this, &EgressPage::sourcesRequested);
    connect(m_noHits, &EmptyState::activated, m_bar, &EgressFilterBar::clear);
    connect(m_bar, &EgressFilterBar::changed, this, &EgressPage::applyFilter);
    connect(m_model, &EgressModel::loaded, this, [this] {
        m_isLoaded = true;
        refreshState();
    });
    connect(m_model, &EgressModel::modelReset, this, &EgressPage::loadChoices);
    connect(m_model, &EgressModel::failed, this, [this](const Error &error) {
        // Said in the page, as the next look at it may well succeed.
        m_totals->setText(error.toText());
        m_totals->show();
        m_totals->setProperty("role", QStringLiteral("error"));
        m_totals->style()->polish(m_totals);
    });
    connect(m_export, &EgressExport::message, this, &EgressPage::message);
    connect(m_export, &EgressExport::failed, this, &EgressPage::failed);
    m_polling->setInterval(PollInterval);
    connect(m_polling, &QTimer::timeout, this, &EgressPage::poll);
    refreshState();
}

QWidget *EgressPage::makeHead()
{
    auto *title = new QLabel(tr("What left this computer"));
    title->setProperty("role", QStringLiteral("title"));
    title->setWordWrap(true);
    m_open = new QPushButton(tr("&Open the report"));
    m_open->setObjectName(QStringLiteral("egressOpen"));
    m_save = new QPushButton(tr("Save as &CSV …"));
    m_save->setObjectName(QStringLiteral("egressSave"));
    connect(m_open, &QPushButton::clicked, this, [this] { openReport(m_table->currentIndex().row()); });
    connect(m_save, &QPushButton::clicked, this, [this] { m_export->saveAs(m_bar->filter()); });
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(title, 1);
    row->addWidget(m_open);
    row->addWidget(m_save);
    return head;
}

void EgressPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("egressTable"));
    m_table->setAccessibleName(tr("What left this computer"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2 * GridUnit);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int character = m_table->fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{EgressModel::WhenColumn, 16},
                                          {EgressModel::SentColumn, 12},
                                          {EgressModel::ReceivedColumn, 12},
                                          {EgressModel::OutcomeColumn, 16}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, character * characters);
    const auto fit = [this] { fitContents(*m_table, 30); };
    connect(m_model, &QAbstractItemModel::modelReset, m_table, fit);
    connect(m_model, &QAbstractItemModel::rowsInserted, m_table, fit);
    fitHeadings(*m_table);
    // Names share what is left, so that no report is out of sight in a small window.
    shareWidth(*m_table, {EgressModel::HostColumn, EgressModel::PurposeColumn, EgressModel::ReportColumn});
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { openReport(index.row()); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == EgressModel::ReportColumn)
            openReport(index.row());
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EgressPage::refreshDetails);
}

void EgressPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_polling->start();
    reload();
}

void EgressPage::reload()
{
    loadChoices();
    applyFilter();
}

void EgressPage::applyFilter()
{
    m_model->setFilter(m_bar->filter());
}

void EgressPage::poll()
{
    if (!isVisible()) {
        m_polling->stop();
        return;
    }
    // Who reads further down, or has a row marked, isn't thrown back to the top.
    if (m_table->verticalScrollBar()->value() == 0 && !m_table->selectionModel()->hasSelection())
        m_model->reload();
}

void EgressPage::loadChoices()
{
    if (m_services.ledger == nullptr)
        return;
    struct Known {
        Result<EgressChoices> choices;
        Result<QHash<QString, QString>> titles;
    };
    runAsync(
        m_services.pool, this,
        [ledger = m_services.ledger, reports = m_services.reports] {
            return Known{ledger->choices(), reportTitles(*reports)};
        },
        [this](const Known &known) {
            // What fails here fails when the rows are read, too, and is told there.
            const auto titles = known.titles.value_or(QHash<QString, QString>());
            m_bar->setChoices(known.choices.value_or(EgressChoices()), titles);
            m_model->setReportTitles(titles);
            refreshDetails();
        });
}

void EgressPage::showReport(const QString &id, const QString &title)
{
    m_bar->showReport(id, title);
}

void EgressPage::refreshState()
{
    const auto &totals = m_model->totals();
    m_totals->setProperty("role", QVariant());
    m_totals->style()->polish(m_totals);
    m_totals->setText(tr("%1: %2 sent, %3 received")
                          .arg(tr("%n request(s)", nullptr, int(totals.requests)), bytesText(totals.bytesSent),
                               bytesText(totals.bytesReceived)));
    auto everything = EgressFilter();
    everything.reportId = m_bar->filter().reportId;
    if (!everything.reportId.isEmpty() && m_bar->filter() == everything)
        m_noHits->setTexts(tr("Nothing was sent for this report."),
                           tr("It was made of what was on this computer already."));
    else
        m_noHits->setTexts(tr("Nothing fits"), tr("Choose a longer period, or other hosts, purposes and reports."));
    const bool isEmpty = m_model->rowCount() == 0;
    QWidget *empty = m_bar->isFiltering() ? m_noHits : m_empty;
    m_stack->setCurrentWidget(isEmpty ? empty : m_table);
    m_stack->setVisible(m_isLoaded);
    m_bar->setEnabled(!isEmpty || m_bar->isFiltering());
    m_totals->setVisible(!isEmpty);
    m_save->setEnabled(!isEmpty);
    refreshDetails();
}

void EgressPage::refreshDetails()
{
    const auto current = m_table->currentIndex();
    const bool hasCurrent = current.isValid() && current.row() < m_model->rowCount();
    m_details->setText(hasCurrent ? egressDetails(m_model->entry(current.row())) : QString());
    m_details->setVisible(m_model->rowCount() > 0);
    m_open->setEnabled(hasCurrent && !m_model->reportId(current.row()).isEmpty());
}

void EgressPage::openReport(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    if (const auto id = m_model->reportId(row); !id.isEmpty())
        Q_EMIT reportActivated(id);
}

} // namespace consultantos
