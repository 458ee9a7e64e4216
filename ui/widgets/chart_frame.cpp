// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chart_frame.h"

#include "widgets/chart.h"
#include "widgets/chart_table_model.h"
#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int FocusRing = 2;

} // namespace

ChartFrame::ChartFrame(Chart *chart, QWidget *parent)
    : QWidget(parent)
    , m_chart(chart)
    , m_button(new LineIconButton(QStringLiteral("table"), tr("Show as a table")))
    , m_action(new QAction(tr("Show as a table"), this))
{
    m_action->setCheckable(true);
    m_button->setCheckable(true);
    m_button->setObjectName(QStringLiteral("chartAsTable"));
    // Beside the chart: a row of its own would take height, which charts need more.
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(FocusRing, FocusRing, FocusRing, FocusRing);
    row->setSpacing(GridUnit / 2);
    row->addWidget(m_chart, 1);
    row->addWidget(m_button, 0, Qt::AlignTop);
    setSizePolicy(m_chart->sizePolicy());
    m_chart->installEventFilter(this);
    m_chart->addAction(m_action);
    m_chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_action, &QAction::toggled, this, &ChartFrame::showTable);
    connect(m_button, &QAbstractButton::toggled, this, &ChartFrame::showTable);
    connect(m_chart, &Chart::tableChanged, this, &ChartFrame::refresh);
    refresh();
}

bool ChartFrame::showsTable() const
{
    return m_button->isChecked();
}

void ChartFrame::makeTable()
{
    m_model = new ChartTableModel(this);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + GridUnit);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->installEventFilter(this);
    m_table->hide();
    static_cast<QHBoxLayout *>(layout())->insertWidget(1, m_table, 1);
    // Tab goes from the table to the switch, as it does from the chart.
    setTabOrder(m_table, m_button);
}

void ChartFrame::showTable(bool isShown)
{
    const bool hadFocus = m_chart->hasFocus() || (m_table != nullptr && m_table->hasFocus());
    for (auto *one : {static_cast<QObject *>(m_button), static_cast<QObject *>(m_action)}) {
        const QSignalBlocker blocker(one);
        one->setProperty("checked", isShown);
    }
    if (isShown && m_table == nullptr)
        makeTable();
    if (m_table == nullptr)
        return;
    refresh();
    // In the chart's room, whatever that is: what stands below must not move.
    m_table->setMinimumHeight(std::max(m_chart->minimumSizeHint().height(), m_chart->minimumHeight()));
    m_chart->setVisible(!isShown);
    m_table->setVisible(isShown);
    if (isShown)
        m_table->resizeColumnsToContents();
    if (hadFocus)
        (isShown ? static_cast<QWidget *>(m_table) : m_chart)->setFocus();
}

void ChartFrame::refresh()
{
    const auto name = m_chart->accessibleName();
    m_button->setAccessibleName(tr("Show as a table: %1").arg(name));
    m_button->setAccessibleDescription(m_chart->summary());
    m_button->setVisible(!m_chart->table().isEmpty());
    m_action->setEnabled(!m_chart->table().isEmpty());
    if (m_table == nullptr)
        return;
    m_table->setAccessibleName(name);
    m_model->setTable(m_chart->table());
    if (showsTable() && m_chart->table().isEmpty())
        showTable(false);
}

bool ChartFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        showTable(false);
        if (m_chart->focusPolicy() == Qt::NoFocus)
            m_button->setFocus();
        return true;
    }
    if (watched == m_chart && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void ChartFrame::paintEvent(QPaintEvent * /*event*/)
{
    if (!m_chart->hasFocus())
        return;
    QPainter painter(this);
    painter.setPen(QPen(ThemeColors::of(palette()).accent, FocusRing));
    painter.drawRect(QRectF(m_chart->geometry()).adjusted(-1, -1, 1, 1));
}

} // namespace consultantos
