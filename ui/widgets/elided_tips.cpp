// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elided_tips.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QToolTip>

namespace consultantos {

namespace {

QString textOfHead(const QHeaderView &head, const QPoint &at)
{
    const int section = head.logicalIndexAt(at);
    if (section < 0 || head.model() == nullptr || head.sectionSizeHint(section) <= head.sectionSize(section))
        return {};
    const auto has = [&](int role) { return head.model()->headerData(section, head.orientation(), role).toString(); };
    return has(Qt::ToolTipRole).isEmpty() ? has(Qt::DisplayRole) : QString();
}

QString textOfCell(const QAbstractItemView &view, const QPoint &at)
{
    const auto index = view.indexAt(at);
    if (!index.isValid() || !index.data(Qt::ToolTipRole).toString().isEmpty()
        || view.sizeHintForIndex(index).width() <= view.visualRect(index).width())
        return {};
    return index.data(Qt::DisplayRole).toString();
}

} // namespace

ElidedTips::ElidedTips(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool ElidedTips::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QObject::eventFilter(watched, event);
    auto *viewport = qobject_cast<QWidget *>(watched);
    const auto *view = viewport != nullptr ? qobject_cast<QAbstractItemView *>(viewport->parentWidget()) : nullptr;
    if (view == nullptr || view->viewport() != viewport)
        return QObject::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto *head = qobject_cast<const QHeaderView *>(view);
    const auto text = head != nullptr ? textOfHead(*head, help->pos()) : textOfCell(*view, help->pos());
    if (text.isEmpty())
        return QObject::eventFilter(watched, event);
    QToolTip::showText(help->globalPos(), text, viewport);
    return true;
}

} // namespace consultantos
