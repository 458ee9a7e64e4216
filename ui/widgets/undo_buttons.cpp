// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/undo_buttons.h"

#include <QAction>
#include <QCoreApplication>
#include <QLayout>
#include <QPushButton>
#include <QUndoStack>

namespace consultantos {

namespace {

void addButton(QAction *action, QKeySequence::StandardKey key, const QString &text, QWidget *page, QLayout *row)
{
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    page->addAction(action);
    auto *button = new QPushButton(text);
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    row->addWidget(button);
}

} // namespace

void addUndoButtons(QUndoStack &steps, QWidget *page, QLayout *row)
{
    addButton(steps.createUndoAction(page, QCoreApplication::translate("UndoButtons", "Undo")), QKeySequence::Undo,
              QCoreApplication::translate("UndoButtons", "&Undo"), page, row);
    addButton(steps.createRedoAction(page, QCoreApplication::translate("UndoButtons", "Redo")), QKeySequence::Redo,
              QCoreApplication::translate("UndoButtons", "Re&do"), page, row);
}

} // namespace consultantos
