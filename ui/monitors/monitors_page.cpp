// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitors_page.h"

#include "monitors/alerts_view.h"
#include "monitors/digest_dialog.h"
#include "monitors/monitor_access.h"
#include "monitors/monitor_dialog.h"
#include "monitors/monitor_table.h"
#include "monitors/monitor_words.h"
#include "monitors/monitors_controller.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

enum Tab { AlertsTab, MonitorsTab };

QString countedTitle(const QString &title, int count)
{
    return count > 0 ? QStringLiteral("%1 (%2)").arg(title).arg(count) : title;
}

} // namespace

MonitorsPage::MonitorsPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(new MonitorsController(services, this))
    , m_summary(new QLabel)
    , m_digest(new QPushButton(tr("D&igest …")))
    , m_add(new QPushButton(tr("&Add a monitor …")))
    , m_undoText(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(GridUnit + GridUnit / 2);
    layout->addWidget(makeHead());
    if (!m_controller->isAvailable()) {
        m_digest->hide();
        m_add->hide();
        layout->addWidget(
            new EmptyState(QStringLiteral("monitors"), tr("Monitors can't be used here"),
                           tr("Their store could not be opened; the notices at the start say why. All else "
                              "works."),
                           {}),
            1);
        return;
    }
    m_alerts = new AlertsView(services, m_controller);
    m_table = new MonitorTable(services, m_controller);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("monitorTabs"));
    m_tabs->setDocumentMode(true);
    for (auto *view : {static_cast<QWidget *>(m_alerts), static_cast<QWidget *>(m_table)}) {
        auto *margin = new QWidget;
        auto *column = new QVBoxLayout(margin);
        column->setContentsMargins(0, GridUnit + GridUnit / 2, 0, 0);
        column->addWidget(view);
        passFocusOn(margin, view);
        m_tabs->addTab(margin, QString());
    }
    layout->addWidget(makeUndo());
    layout->addWidget(m_tabs, 1);
    passFocusOn(this, m_alerts);
    connect(m_controller, &MonitorsController::alertsChanged, this, &MonitorsPage::refresh);
    connect(m_controller, &MonitorsController::monitorsChanged, this, &MonitorsPage::refresh);
    connect(m_controller, &MonitorsController::undoChanged, this, &MonitorsPage::refreshUndo);
    connect(m_controller, &MonitorsController::message, this, &MonitorsPage::message);
    connect(m_controller, &MonitorsController::failed, this, &MonitorsPage::failed);
    connect(m_alerts, &AlertsView::evidenceActivated, this, &MonitorsPage::evidenceActivated);
    connect(m_alerts, &AlertsView::monitorsRequested, this, &MonitorsPage::showMonitors);
    connect(m_table, &MonitorTable::addRequested, this, [this] { addMonitor(); });
    connect(m_table, &MonitorTable::editRequested, this, &MonitorsPage::editMonitor);
    auto *undo = new QShortcut(QKeySequence::Undo, this);
    undo->setContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QShortcut::activated, m_controller, &MonitorsController::undo);
    refresh();
    refreshUndo();
}

QWidget *MonitorsPage::makeHead()
{
    auto *title = new QLabel(tr("Monitors"));
    title->setProperty("role", QStringLiteral("title"));
    m_summary->setObjectName(QStringLiteral("monitorsSummary"));
    m_summary->setProperty("role", QStringLiteral("muted"));
    m_summary->setWordWrap(true);
    m_digest->setObjectName(QStringLiteral("monitorsDigest"));
    m_digest->setToolTip(tr("What came up in a span of time, to read or to save"));
    m_add->setObjectName(QStringLiteral("monitorsAdd"));
    m_add->setProperty("primary", true);
    connect(m_add, &QPushButton::clicked, this, [this] { addMonitor(); });
    connect(m_digest, &QPushButton::clicked, this, &MonitorsPage::showDigest);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(GridUnit / 2);
    texts->addWidget(title);
    texts->addWidget(m_summary);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addLayout(texts, 1);
    row->addWidget(m_digest, 0, Qt::AlignTop);
    row->addWidget(m_add, 0, Qt::AlignTop);
    return head;
}

QWidget *MonitorsPage::makeUndo()
{
    m_undoBar = new QWidget;
    auto *undo = new QPushButton(tr("&Undo"));
    undo->setObjectName(QStringLiteral("monitorsUndo"));
    undo->setToolTip(QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText));
    connect(undo, &QPushButton::clicked, m_controller, &MonitorsController::undo);
    m_undoText->setObjectName(QStringLiteral("monitorsUndoText"));
    auto *row = new QHBoxLayout(m_undoBar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(m_undoText);
    row->addWidget(undo);
    row->addStretch();
    return m_undoBar;
}

void MonitorsPage::refresh()
{
    const int open = m_controller->openAlerts();
    const auto &monitors = m_controller->monitors();
    m_tabs->setTabText(AlertsTab, countedTitle(tr("A&lerts"), open));
    m_tabs->setTabText(MonitorsTab, countedTitle(tr("M&onitors"), int(monitors.size())));
    const bool hasAny = !m_controller->alerts().isEmpty() || !monitors.isEmpty();
    m_digest->setVisible(hasAny && m_services.monitors->writeDigest);
    m_add->setVisible(hasAny);

    const auto now = m_services.clock->nowUtc();
    QDateTime next;
    int failing = 0;
    for (const auto &monitor : monitors) {
        if (!monitor.isActive)
            continue;
        if (monitor.nextCheck.isValid() && (!next.isValid() || monitor.nextCheck < next))
            next = monitor.nextCheck;
        failing += monitor.lastResult.outcome == CheckOutcome::Failed ? 1 : 0;
    }
    QStringList parts;
    if (!monitors.isEmpty() || open > 0)
        parts += open == 0 ? tr("No open alerts") : tr("%n open alert(s)", nullptr, open);
    if (failing > 0)
        parts += tr("the last check of %n monitor(s) failed", nullptr, failing);
    if (next.isValid())
        parts += next <= now ? tr("a check is due") : tr("next check %1").arg(whenText(next, now));
    m_summary->setText(parts.isEmpty()
                           ? tr("Companies that are looked at on a schedule, and what has changed about them.")
                           : parts.join(QStringLiteral("  ·  ")));
    // To someone without alerts the page begins where the first monitor is added.
    if (!m_wasShown && m_controller->isLoaded()) {
        m_wasShown = true;
        m_tabs->setCurrentIndex(m_controller->alerts().isEmpty() ? MonitorsTab : AlertsTab);
    }
}

void MonitorsPage::refreshUndo()
{
    const auto text = m_controller->undoText();
    m_undoText->setText(text);
    m_undoBar->setVisible(!text.isEmpty());
}

void MonitorsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_controller->isAvailable())
        return;
    m_controller->reload();
    refresh();
}

void MonitorsPage::showAlerts()
{
    if (m_tabs != nullptr)
        m_tabs->setCurrentIndex(AlertsTab);
}

void MonitorsPage::showMonitors()
{
    if (m_tabs != nullptr)
        m_tabs->setCurrentIndex(MonitorsTab);
}

void MonitorsPage::showAlert(const QString &id)
{
    showAlerts();
    if (m_alerts != nullptr && !id.isEmpty())
        m_alerts->showAlert(id);
}

void MonitorsPage::addMonitor(const QString &company)
{
    if (!m_controller->isAvailable())
        return;
    const auto &monitors = m_controller->monitors();
    const auto found = std::find_if(monitors.begin(), monitors.end(), [&company](const Monitor &monitor) {
        return monitor.companyName.compare(company, Qt::CaseInsensitive) == 0;
    });
    if (!company.isEmpty() && found != monitors.end()) {
        showMonitors();
        m_table->select(found->id);
        Q_EMIT message(tr("%1 is being watched already.").arg(company));
        return;
    }
    Monitor monitor;
    monitor.companyName = company;
    openDialog(monitor);
}

void MonitorsPage::editMonitor(const QString &id)
{
    for (const auto &monitor : m_controller->monitors()) {
        if (monitor.id == id)
            openDialog(monitor);
    }
}

void MonitorsPage::openDialog(const Monitor &monitor)
{
    auto *dialog = new MonitorDialog(m_services, m_controller, monitor, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MonitorDialog::saved, this, [this](const Monitor &saved) {
        showMonitors();
        // It is in the table once that has been read anew.
        connect(
            m_controller, &MonitorsController::monitorsChanged, m_table,
            [table = m_table, id = saved.id] { table->select(id); }, Qt::ConnectionType(Qt::SingleShotConnection));
    });
    dialog->open();
}

void MonitorsPage::showDigest()
{
    if (!m_controller->isAvailable() || !m_services.monitors->writeDigest)
        return;
    auto *dialog = new DigestDialog(m_services, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DigestDialog::message, this, &MonitorsPage::message);
    dialog->open();
}

} // namespace consultantos
