// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/line_icon_button.h"

#include "widgets/icons.h"

#include <QEvent>

namespace consultantos {

LineIconButton::LineIconButton(QString icon, const QString &name, QWidget *parent)
    : QToolButton(parent)
    , m_iconName(std::move(icon))
{
    setToolTip(name);
    setAccessibleName(name);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setIconSize({20, 20});
    refreshIcon();
}

LineIconButton::LineIconButton(QString icon, const QString &name, const QKeySequence &shortcut, QWidget *parent)
    : LineIconButton(std::move(icon), name, parent)
{
    setShortcut(shortcut);
    setToolTip(QStringLiteral("%1 (%2)").arg(name, shortcut.toString(QKeySequence::NativeText)));
}

void LineIconButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QToolButton::changeEvent(event);
}

void LineIconButton::refreshIcon()
{
    setIcon(lineIcon(m_iconName, palette().color(QPalette::WindowText)));
}

} // namespace consultantos
