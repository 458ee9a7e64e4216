// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigation.h"

#include "widgets/badge_delegate.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

QString nameOf(const QAction *action)
{
    return QString(action->text()).remove(QLatin1Char('&'));
}

} // namespace

Navigation::Navigation(const QList<QAction *> &pages, const QStringList &icons, QAction *ask, QWidget *parent)
    : QWidget(parent)
    , m_icons(icons)
    , m_list(new QListWidget)
    , m_ask(new QToolButton)
{
    m_list->setObjectName(QStringLiteral("navigation"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    m_list->setIconSize({20, 20});
    m_list->setItemDelegate(new BadgeDelegate(m_list));
    for (const auto *action : pages) {
        auto *item = new QListWidgetItem(nameOf(action), m_list);
        item->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    }
    m_ask->setObjectName(QStringLiteral("navigationAsk"));
    m_ask->setText(nameOf(ask));
    m_ask->setAccessibleName(m_ask->text());
    m_ask->setToolTip(ask->shortcut().toString(QKeySequence::NativeText));
    m_ask->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_ask->setIconSize({20, 20});
    m_ask->setFocusPolicy(Qt::StrongFocus);
    m_ask->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_ask, &QToolButton::clicked, ask, &QAction::trigger);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT pageChosen(row);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(m_ask);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFocusProxy(m_list);
    refresh();
}

void Navigation::setPage(int page)
{
    m_list->setCurrentRow(page);
}

void Navigation::setBadge(int page, int count, const QString &spoken)
{
    auto *item = m_list->item(page);
    item->setData(BadgeDelegate::CountRole, count);
    item->setData(Qt::AccessibleTextRole,
                  count > 0 ? QStringLiteral("%1, %2").arg(item->text(), spoken) : item->text());
}

bool Navigation::isBeingUsed() const
{
    return m_list->hasFocus();
}

void Navigation::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        refresh();
}

void Navigation::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // The style sheet's distances and letters weren't there yet when the items were first laid out.
    refresh();
    m_list->doItemsLayout();
}

void Navigation::refresh()
{
    const auto color = palette().color(QPalette::WindowText);
    int widest = m_list->fontMetrics().horizontalAdvance(m_ask->text());
    for (int row = 0; row < m_list->count(); ++row) {
        m_list->item(row)->setIcon(lineIcon(m_icons[row], color));
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(m_list->item(row)->text()));
    }
    m_ask->setIcon(lineIcon(QStringLiteral("ask"), color));
    setFixedWidth(std::max(widest + m_list->iconSize().width() + 7 * GridUnit, m_ask->sizeHint().width()));
}

} // namespace consultantos
