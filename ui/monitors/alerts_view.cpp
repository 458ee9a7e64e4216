// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alerts_view.h"

#include "monitors/alert_delegate.h"
#include "monitors/alert_filter_model.h"
#include "monitors/alert_html.h"
#include "monitors/alert_list_model.h"
#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"
#include "monitors/snooze_dialog.h"
#include "widgets/empty_state.h"
#include "widgets/evidence_browser.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace consultantos {

namespace {

enum Shown { List, Nothing };
enum DetailShown { Detail, NoDetail };

QComboBox *makeChoice(const char *name, const QString &title, const QString &all)
{
    auto *choice = new QComboBox;
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(title);
    choice->setToolTip(title);
    choice->addItem(all);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(12);
    return choice;
}

} // namespace

AlertsView::AlertsView(const AppServices &services, MonitorsController *controller, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(controller)
    , m_model(new AlertListModel(this))
    , m_filtered(new AlertFilterModel(this))
    , m_state(makeChoice("alertState", tr("State"), tr("All states")))
    , m_company(makeChoice("alertCompany", tr("Company"), tr("All companies")))
    , m_topic(makeChoice("alertTopic", tr("Kind"), tr("All kinds")))
    , m_list(new QListView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("monitors"), {}, {}, tr("Show the monitors")))
    , m_detail(new EvidenceBrowser)
    , m_snooze(new QPushButton(tr("&Snooze")))
    , m_dismiss(new QPushButton(tr("&Dismiss")))
    , m_reopen(new QPushButton(tr("O&pen again")))
{
    makeList();
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    const int character = fontMetrics().averageCharWidth();
    splitter->setSizes({character * 60, character * 80});
    makeShortcuts(splitter);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit + GridUnit / 2);
    column->addWidget(makeFilters());
    column->addWidget(m_stack, 1);
    passFocusOn(this, m_list);
    connect(m_empty, &EmptyState::activated, this, &AlertsView::monitorsRequested);
    connect(m_controller, &MonitorsController::alertsChanged, this, &AlertsView::refresh);
    connect(m_controller, &MonitorsController::monitorsChanged, this, &AlertsView::refreshEmpty);
    refresh();
}

QWidget *AlertsView::makeFilters()
{
    const std::pair<QString, AlertState> states[] = {
        {tr("Open"), AlertState::Open}, {tr("Snoozed"), AlertState::Snoozed}, {tr("Dismissed"), AlertState::Dismissed}};
    for (const auto &[title, state] : states)
        m_state->addItem(title, int(state));
    m_state->setCurrentIndex(1);
    for (const auto topic : {AlertTopic::Filing, AlertTopic::Figure, AlertTopic::Restatement, AlertTopic::Line,
                             AlertTopic::Score, AlertTopic::News, AlertTopic::RiskFactor})
        m_topic->addItem(alertTopicTitle(topic), int(topic));
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    for (auto *choice : {m_state, m_company, m_topic}) {
        row->addWidget(choice);
        connect(choice, &QComboBox::currentIndexChanged, this, &AlertsView::applyFilters);
    }
    row->addStretch();
    return bar;
}

void AlertsView::makeList()
{
    m_filtered->setSourceModel(m_model);
    m_list->setObjectName(QStringLiteral("alertList"));
    m_list->setAccessibleName(tr("Alerts"));
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new AlertDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AlertsView::refreshDetail);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &AlertsView::refreshDetail);
    connect(m_list, &QListView::activated, this, [this] { m_detail->setFocus(); });
}

QWidget *AlertsView::makeDetail()
{
    m_detail->setObjectName(QStringLiteral("alertDetail"));
    m_detail->setAccessibleName(tr("Alert"));
    m_detail->document()->setDocumentMargin(2 * GridUnit);
    connect(m_detail, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (const auto *alert = current(); alert != nullptr && scheme == QLatin1String("ref"))
            Q_EMIT evidenceActivated(*alert, id);
        if (scheme == QLatin1String("send"))
            m_controller->sendAgain(id);
    });
    m_snooze->setObjectName(QStringLiteral("alertSnooze"));
    m_snooze->setMenu(makeSnoozeMenu());
    m_snooze->setToolTip(tr("Out of sight until then (S)"));
    m_dismiss->setObjectName(QStringLiteral("alertDismiss"));
    m_dismiss->setToolTip(tr("Done with it (D or Delete); further news of the same thing raises a new alert"));
    m_reopen->setObjectName(QStringLiteral("alertReopen"));
    m_reopen->setToolTip(tr("Back among the open alerts (R)"));
    connect(m_dismiss, &QPushButton::clicked, this, &AlertsView::dismissSelected);
    connect(m_reopen, &QPushButton::clicked, this, &AlertsView::reopenSelected);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_dismiss);
    buttons->addWidget(m_snooze);
    buttons->addWidget(m_reopen);
    buttons->addStretch();
    auto *page = new QFrame;
    page->setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(buttons);
    column->addWidget(m_detail, 1);
    auto *hint = new QLabel(tr("Choose an alert to see what changed, why it matters and what it rests on."));
    hint->setProperty("role", QStringLiteral("muted"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    m_detailStack = new QStackedWidget;
    m_detailStack->addWidget(page);
    m_detailStack->addWidget(hint);
    return m_detailStack;
}

QMenu *AlertsView::makeSnoozeMenu()
{
    auto *menu = new QMenu(m_snooze);
    connect(menu->addAction(tr("For &1 day")), &QAction::triggered, this,
            [this] { snoozeSelected(m_services.clock->nowUtc().addDays(1)); });
    constexpr int WeekDays = 7;
    connect(menu->addAction(tr("For 1 &week")), &QAction::triggered, this,
            [this] { snoozeSelected(m_services.clock->nowUtc().addDays(WeekDays)); });
    connect(menu->addAction(tr("Until a d&ate …")), &QAction::triggered, this, &AlertsView::askDate);
    return menu;
}

void AlertsView::askDate()
{
    auto *dialog = new SnoozeDialog(m_services.clock->nowUtc().toLocalTime().date(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SnoozeDialog::chosen, this,
            [this](const QDate &date) { snoozeSelected(date.startOfDay().toUTC()); });
    dialog->open();
}

void AlertsView::makeShortcuts(QWidget *area)
{
    const auto shortcut = [this, area](const QKeySequence &keys, auto &&action) {
        auto *made = new QShortcut(keys, area);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(Qt::Key_S, [this] {
        if (!m_snooze->isHidden() && current() != nullptr)
            m_snooze->menu()->popup(m_snooze->mapToGlobal(QPoint(0, m_snooze->height())));
    });
    shortcut(Qt::Key_D, [this] { dismissSelected(); });
    shortcut(QKeySequence::Delete, [this] { dismissSelected(); });
    shortcut(Qt::Key_R, [this] { reopenSelected(); });
}

void AlertsView::applyFilters()
{
    const auto state = m_state->currentData();
    m_filtered->setState(state.isValid() ? std::optional(AlertState(state.toInt())) : std::nullopt);
    const auto topic = m_topic->currentData();
    m_filtered->setTopic(topic.isValid() ? std::optional(AlertTopic(topic.toInt())) : std::nullopt);
    m_filtered->setCompany(m_company->currentData().toString());
    if (m_filtered->rowCount() > 0 && !m_list->selectionModel()->hasSelection())
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    refreshEmpty();
    refreshDetail();
}

void AlertsView::refresh()
{
    const auto id = currentId();
    const int row = m_list->currentIndex().row();
    m_model->setAlerts(m_controller->alerts(), m_services.clock->nowUtc());
    // A snooze is over, or an alert was dismissed: it comes or goes though no row was added.
    m_filtered->invalidate();
    refreshCompanies();
    auto index = m_filtered->mapFromSource(m_model->index(m_model->rowOf(id)));
    // What was worked off makes room for the next one, so that the inbox can be gone through by one key.
    if (!index.isValid() && m_filtered->rowCount() > 0)
        index = m_filtered->index(std::clamp(row, 0, m_filtered->rowCount() - 1), 0);
    // The view moves on by itself where its row goes, but leaves the next one unchosen.
    if (index.isValid() && (index != m_list->currentIndex() || !m_list->selectionModel()->hasSelection()))
        m_list->setCurrentIndex(index);
    refreshEmpty();
    refreshDetail();
}

void AlertsView::refreshCompanies()
{
    std::map<QString, QString> names;
    for (const auto &alert : m_controller->alerts())
        names.emplace(alert.companyName, alert.companyId);
    const QSignalBlocker blocker(m_company);
    const auto chosen = m_company->currentData().toString();
    while (m_company->count() > 1)
        m_company->removeItem(1);
    for (const auto &[name, id] : names)
        m_company->addItem(name, id);
    m_company->setCurrentIndex(std::max(0, m_company->findData(chosen)));
    if (m_company->currentData().toString() != chosen)
        m_filtered->setCompany({});
}

void AlertsView::refreshEmpty()
{
    const bool isEmpty = m_filtered->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? Nothing : List);
    if (!isEmpty)
        return;
    if (m_controller->alerts().isEmpty()) {
        m_empty->setTexts(
            m_controller->isLoaded() ? tr("No alerts yet") : tr("Reading the alerts …"),
            tr("A monitor tells here when something about its company has changed enough to matter: what, "
               "by how much, why it matters and what it rests on."));
        return;
    }
    const bool isOpenOnly = m_state->currentData().isValid() && m_state->currentData().toInt() == int(AlertState::Open)
                            && m_topic->currentIndex() == 0 && m_company->currentIndex() == 0;
    m_empty->setTexts(isOpenOnly ? tr("All worked off") : tr("No alert matches"),
                      isOpenOnly ? tr("Nothing is open. What was snoozed or dismissed is a filter away.")
                                 : tr("Choose another state, company or kind."));
}

QString AlertsView::currentId() const
{
    return m_list->currentIndex().data(AlertListModel::IdRole).toString();
}

QStringList AlertsView::selectedIds() const
{
    QStringList ids;
    const auto rows = m_list->selectionModel()->selectedIndexes();
    for (const auto &row : rows)
        ids.append(row.data(AlertListModel::IdRole).toString());
    return ids;
}

const MonitorAlert *AlertsView::current() const
{
    const int row = m_model->rowOf(currentId());
    return row < 0 ? nullptr : &m_model->alerts()[row];
}

void AlertsView::refreshDetail()
{
    const auto *alert = current();
    m_detailStack->setCurrentIndex(alert != nullptr ? Detail : NoDetail);
    if (alert == nullptr)
        return;
    const auto now = m_services.clock->nowUtc();
    const auto html = alertToHtml(*alert, m_controller->unsentOf(alert->id), now, palette());
    // Setting the same text anew would take the reader's selection and place away.
    if (html != m_shownHtml) {
        m_shownHtml = html;
        m_detail->setBody(html);
    }
    const auto state = alert->stateAt(now);
    const bool isMany = selectedIds().size() > 1;
    m_dismiss->setVisible(isMany || state != AlertState::Dismissed);
    m_snooze->setVisible(isMany || state == AlertState::Open);
    m_reopen->setVisible(isMany || state != AlertState::Open);
}

void AlertsView::showAlert(const QString &id)
{
    const int row = m_model->rowOf(id);
    if (row < 0)
        return;
    auto index = m_filtered->mapFromSource(m_model->index(row));
    if (!index.isValid()) {
        for (auto *choice : {m_state, m_company, m_topic})
            choice->setCurrentIndex(0);
        index = m_filtered->mapFromSource(m_model->index(row));
    }
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    m_list->setFocus();
}

void AlertsView::snoozeSelected(const QDateTime &until)
{
    if (const auto ids = selectedIds(); !ids.isEmpty())
        m_controller->snooze(ids, until);
}

void AlertsView::dismissSelected()
{
    if (const auto ids = selectedIds(); !ids.isEmpty() && !m_dismiss->isHidden())
        m_controller->dismiss(ids);
}

void AlertsView::reopenSelected()
{
    if (const auto ids = selectedIds(); !ids.isEmpty() && !m_reopen->isHidden())
        m_controller->reopen(ids);
}

void AlertsView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshDetail();
    QWidget::changeEvent(event);
}

} // namespace consultantos
