// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitor_table.h"

#include "monitors/monitor_table_model.h"
#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"
#include "widgets/column_fit.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/motion.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

enum Shown { Table, Nothing };

QPushButton *makeButton(const QString &text, const char *name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    return button;
}

} // namespace

MonitorTable::MonitorTable(const AppServices &services, MonitorsController *controller, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(controller)
    , m_model(new MonitorTableModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(
          QStringLiteral("monitors"), tr("No monitor yet"),
          tr("A monitor looks at a company on a schedule of yours: new filings and figures, a line that a figure "
             "crosses, the score of a framework, risk factors, news. It raises an alert when something changed enough "
             "to "
             "matter, and says what that rests on."),
          tr("Add the first monitor …")))
    , m_edit(makeButton(tr("Edi&t …"), "monitorEdit"))
    , m_check(makeButton(tr("&Check now"), "monitorCheck"))
    , m_pause(makeButton(tr("&Pause"), "monitorPause"))
    , m_remove(makeButton(tr("Re&move"), "monitorRemove"))
    , m_problem(new QLabel)
    , m_progressText(new QLabel)
    , m_progressBar(new QProgressBar)
{
    makeTable();
    m_empty->setObjectName(QStringLiteral("monitorsEmpty"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_problem->setObjectName(QStringLiteral("monitorProblem"));
    m_problem->setWordWrap(true);
    m_problem->setProperty("role", QStringLiteral("error"));
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons = makeButtons();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit + GridUnit / 2);
    column->addWidget(m_buttons);
    column->addWidget(m_stack, 1);
    column->addWidget(m_problem);
    column->addWidget(makeProgress());
    passFocusOn(this, m_table);
    makeShortcuts();
    connect(m_empty, &EmptyState::activated, this, &MonitorTable::addRequested);
    connect(m_controller, &MonitorsController::monitorsChanged, this, &MonitorTable::refresh);
    connect(m_controller, &MonitorsController::checksChanged, this, &MonitorTable::refreshChecks);
    refresh();
    refreshChecks();
}

void MonitorTable::makeTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(MonitorTableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("monitorTable"));
    m_table->setAccessibleName(tr("Monitors"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(MonitorTableModel::NameColumn, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2 * GridUnit);
    auto *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const int character = m_table->fontMetrics().averageCharWidth();
    const std::pair<int, int> widths[] = {{MonitorTableModel::ScheduleColumn, 16},
                                          {MonitorTableModel::LastColumn, 12},
                                          {MonitorTableModel::NextColumn, 12},
                                          {MonitorTableModel::StateColumn, 18}};
    for (const auto &[column, characters] : widths)
        m_table->setColumnWidth(column, character * characters);
    fitHeadings(*m_table);
    // What was found, and when it is looked for, is what the table is read for.
    const auto fit = [this] { fitContents(*m_table, 34); };
    connect(m_sorted, &QAbstractItemModel::modelReset, m_table, fit);
    connect(m_sorted, &QAbstractItemModel::rowsInserted, m_table, fit);
    connect(m_sorted, &QAbstractItemModel::dataChanged, m_table, fit);
    shareWidth(*m_table, {MonitorTableModel::NameColumn, MonitorTableModel::WatchColumn});
    connect(m_table, &QTableView::activated, this, &MonitorTable::editSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MonitorTable::refreshButtons);
}

QWidget *MonitorTable::makeButtons()
{
    m_edit->setToolTip(tr("What it watches, when and from how large a change on (Enter)"));
    m_check->setToolTip(tr("Without waiting for its schedule (C); all that are active if none is chosen"));
    m_remove->setToolTip(tr("Its alerts stay (Delete)"));
    connect(m_edit, &QPushButton::clicked, this, &MonitorTable::editSelected);
    connect(m_check, &QPushButton::clicked, this, &MonitorTable::checkSelected);
    connect(m_pause, &QPushButton::clicked, this, &MonitorTable::pauseSelected);
    connect(m_remove, &QPushButton::clicked, this, &MonitorTable::removeSelected);
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    for (auto *button : {m_check, m_edit, m_pause, m_remove})
        row->addWidget(button);
    row->addStretch();
    return bar;
}

QWidget *MonitorTable::makeProgress()
{
    auto *strip = new QWidget;
    m_progress = strip;
    strip->setObjectName(QStringLiteral("monitorProgress"));
    m_progressBar->setTextVisible(false);
    m_progressBar->setMaximumHeight(GridUnit);
    auto *cancel = makeButton(tr("Ca&ncel"), "monitorCancel");
    cancel->setToolTip(tr("What was checked stays; the check under way leaves all as it was (Esc)"));
    connect(cancel, &QPushButton::clicked, m_controller, &MonitorsController::cancelChecks);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * GridUnit);
    row->addWidget(m_progressText);
    row->addWidget(m_progressBar, 1);
    row->addWidget(cancel);
    return strip;
}

void MonitorTable::makeShortcuts()
{
    const auto shortcut = [this](const QKeySequence &keys, auto &&action) {
        auto *made = new QShortcut(keys, m_table);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence::Delete, [this] { removeSelected(); });
    shortcut(Qt::Key_P, [this] { pauseSelected(); });
    shortcut(Qt::Key_C, [this] { checkSelected(); });
    shortcut(Qt::Key_Escape, [this] { m_controller->cancelChecks(); });
}

void MonitorTable::refresh()
{
    const auto selected = selectedIds();
    m_model->setMonitors(m_controller->monitors(), m_services.clock->nowUtc());
    for (const auto &id : selected)
        select(id);
    const bool isEmpty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? Nothing : Table);
    m_buttons->setVisible(!isEmpty);
    refreshButtons();
}

void MonitorTable::refreshChecks()
{
    m_model->setChecking(m_controller->checking());
    const auto *monitor = m_model->find(m_controller->checkedNow());
    m_progress->setVisible(!m_controller->checkedNow().isEmpty());
    const int total = m_controller->checksTotal();
    const int done = m_controller->checksDone();
    const auto company = monitor != nullptr ? monitor->companyName : QString();
    m_progressText->setText(total > 1 ? tr("Checking %1 (%2 of %3) …").arg(company).arg(done + 1).arg(total)
                                      : tr("Checking %1 …").arg(company));
    // Of a single check nobody knows how far it is.
    if (total > 1) {
        m_progressBar->setRange(0, total);
        m_progressBar->setValue(done);
    } else {
        showBusy(m_progressBar);
    }
    refreshButtons();
}

void MonitorTable::refreshButtons()
{
    const auto ids = selectedIds();
    m_edit->setEnabled(ids.size() == 1);
    m_remove->setEnabled(!ids.isEmpty());
    m_pause->setEnabled(!ids.isEmpty());
    m_check->setEnabled(m_model->rowCount() > 0);
    m_check->setText(ids.isEmpty() ? tr("&Check all now") : tr("&Check now"));
    const bool isAnyActive = std::any_of(ids.begin(), ids.end(), [this](const QString &id) {
        const auto *monitor = m_model->find(id);
        return monitor != nullptr && monitor->isActive;
    });
    const bool isResume = !ids.isEmpty() && !isAnyActive;
    m_pause->setText(isResume ? tr("&Resume") : tr("&Pause"));
    m_pause->setToolTip(isResume ? tr("Checks again from its next regular time on (P)")
                                 : tr("No checks until it is resumed (P)"));
    const auto *chosen = ids.size() == 1 ? m_model->find(ids.first()) : nullptr;
    QStringList problems;
    if (chosen != nullptr && chosen->lastResult.outcome == CheckOutcome::Failed)
        problems.append(tr("The last check failed: %1").arg(chosen->lastResult.error));
    else if (chosen != nullptr && !chosen->lastResult.limits.isEmpty())
        problems.append(
            tr("Not everything could be looked at: %1").arg(chosen->lastResult.limits.join(QStringLiteral("; "))));
    m_problem->setText(problems.join(QLatin1Char('\n')));
    m_problem->setVisible(!problems.isEmpty());
}

QStringList MonitorTable::selectedIds() const
{
    QStringList ids;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const auto &row : rows)
        ids.append(row.data(MonitorTableModel::IdRole).toString());
    return ids;
}

void MonitorTable::select(const QString &id)
{
    for (int row = 0; row < m_sorted->rowCount(); ++row) {
        const auto index = m_sorted->index(row, 0);
        if (index.data(MonitorTableModel::IdRole).toString() != id)
            continue;
        m_table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
}

void MonitorTable::editSelected()
{
    if (const auto ids = selectedIds(); ids.size() == 1)
        Q_EMIT editRequested(ids.first());
}

void MonitorTable::checkSelected()
{
    auto ids = selectedIds();
    if (ids.isEmpty()) {
        for (const auto &monitor : m_controller->monitors()) {
            if (monitor.isActive)
                ids.append(monitor.id);
        }
    }
    m_controller->check(ids);
}

void MonitorTable::pauseSelected()
{
    const auto ids = selectedIds();
    const bool isAnyActive = std::any_of(ids.begin(), ids.end(), [this](const QString &id) {
        const auto *monitor = m_model->find(id);
        return monitor != nullptr && monitor->isActive;
    });
    for (const auto &id : ids)
        m_controller->setActive(id, !isAnyActive);
}

void MonitorTable::removeSelected()
{
    const auto ids = selectedIds();
    for (const auto &id : ids)
        m_controller->remove(id);
}

} // namespace consultantos
