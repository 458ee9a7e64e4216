// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scroll_pane.h"

#include <QAccessibleWidget>

namespace consultantos {

namespace {

/// Asked with the name of each class of an object, from its own to QObject.
QAccessibleInterface *makePane(const QString &className, QObject *object)
{
    return className == QLatin1String(ScrollPane::staticMetaObject.className())
               ? new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Pane)
               : nullptr;
}

} // namespace

ScrollPane::ScrollPane(const QString &name, QWidget *parent)
    : QScrollArea(parent)
{
    [[maybe_unused]] static const bool isInstalled = (QAccessible::installFactory(makePane), true);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
}

} // namespace consultantos
