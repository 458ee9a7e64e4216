// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigation_list.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>

#include <algorithm>

namespace consultantos {

NavigationList::NavigationList(const QList<QAction *> &pages, const QStringList &icons, QWidget *parent)
    : QListWidget(parent)
    , m_icons(icons)
{
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Pages"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setIconSize({20, 20});
    for (const auto *action : pages) {
        auto *item = new QListWidgetItem(QString(action->text()).remove(QLatin1Char('&')), this);
        item->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    refresh();
}

void NavigationList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QListWidget::changeEvent(event);
}

void NavigationList::refresh()
{
    int widest = 0;
    for (int row = 0; row < count(); ++row) {
        item(row)->setIcon(lineIcon(m_icons[row], palette().color(QPalette::WindowText)));
        widest = std::max(widest, fontMetrics().horizontalAdvance(item(row)->text()));
    }
    setFixedWidth(widest + iconSize().width() + 7 * GridUnit);
}

} // namespace consultantos
