// SPDX-License-Identifier: GPL-3.0-or-later
#include "undo/undo_bar.h"

#include "undo/undo_steps.h"
#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace consultantos {

UndoBar::UndoBar(UndoSteps *steps, QWidget *parent)
    : QWidget(parent)
    , m_steps(steps)
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("undoBar"));
    setProperty("bar", true);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(QStringLiteral("undoText"));
    m_text->setWordWrap(true);
    auto *undo = new QPushButton(tr("&Undo"));
    undo->setObjectName(QStringLiteral("undoButton"));
    undo->setAccessibleDescription(tr("Brings back what was deleted last"));
    auto *dismiss = new LineIconButton(QStringLiteral("close"), tr("Put this message away"), this);
    dismiss->setObjectName(QStringLiteral("undoDismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * GridUnit, GridUnit / 2, 2 * GridUnit, GridUnit / 2);
    row->setSpacing(GridUnit);
    row->addWidget(m_text, 1);
    row->addWidget(undo);
    row->addWidget(dismiss);
    connect(undo, &QPushButton::clicked, steps, &UndoSteps::undo);
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    connect(steps, &UndoSteps::changed, this, &UndoBar::refresh);
    refresh();
}

void UndoBar::refresh()
{
    m_text->setText(m_steps->text());
    setVisible(!m_steps->isEmpty());
}

} // namespace consultantos
