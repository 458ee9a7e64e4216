// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/empty_state.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

EmptyState::EmptyState(QString icon, const QString &title, const QString &advice, const QString &button,
                       QWidget *parent)
    : QWidget(parent)
    , m_iconName(std::move(icon))
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_advice(new QLabel(advice, this))
{
    m_title->setProperty("role", QStringLiteral("heading"));
    m_advice->setProperty("role", QStringLiteral("muted"));
    // Neither may keep a narrow window from being narrow.
    m_title->setWordWrap(true);
    m_advice->setWordWrap(true);
    for (auto *label : {m_icon, m_title, m_advice})
        label->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 4 * GridUnit, 4 * GridUnit, 4 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addStretch();
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_advice);
    if (!button.isEmpty()) {
        auto *action = new QPushButton(button, this);
        connect(action, &QPushButton::clicked, this, &EmptyState::activated);
        layout->addSpacing(GridUnit);
        layout->addWidget(action, 0, Qt::AlignHCenter);
        setFocusProxy(action);
    }
    layout->addStretch();
    refreshIcon();
}

void EmptyState::setTexts(const QString &title, const QString &advice)
{
    m_title->setText(title);
    m_advice->setText(advice);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QWidget::changeEvent(event);
}

void EmptyState::refreshIcon()
{
    m_icon->setPixmap(lineIcon(m_iconName, ThemeColors::of(palette()).muted).pixmap(QSize(48, 48)));
}

} // namespace consultantos
