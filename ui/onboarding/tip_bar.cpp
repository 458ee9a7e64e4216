// SPDX-License-Identifier: GPL-3.0-or-later
#include "onboarding/tip_bar.h"

#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace consultantos {

TipBar::TipBar(QList<Tip> tips, QWidget *parent)
    : QWidget(parent)
    , m_tips(std::move(tips))
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("tipBar"));
    setProperty("bar", true);
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(QStringLiteral("tipText"));
    m_text->setWordWrap(true);
    auto *more = new QPushButton(tr("&More about it"));
    auto *next = new QPushButton(tr("Ne&xt tip"));
    auto *off = new QPushButton(tr("S&how no tips"));
    more->setObjectName(QStringLiteral("tipMore"));
    next->setObjectName(QStringLiteral("tipNext"));
    off->setObjectName(QStringLiteral("tipsOff"));
    off->setToolTip(tr("The settings bring them back"));
    auto *dismiss = new LineIconButton(QStringLiteral("close"), tr("Put this tip away"), this);
    dismiss->setObjectName(QStringLiteral("tipDismiss"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * GridUnit, GridUnit / 2, 2 * GridUnit, GridUnit / 2);
    row->setSpacing(GridUnit);
    row->addWidget(m_text, 1);
    for (auto *button : {more, next, off})
        row->addWidget(button);
    row->addWidget(dismiss);
    connect(more, &QPushButton::clicked, this, [this] { Q_EMIT helpRequested(m_tips[m_number].helpTopic); });
    connect(next, &QPushButton::clicked, this, [this] { showTip(m_number + 1); });
    connect(off, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT switchedOff();
    });
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void TipBar::showTip(int number)
{
    if (m_tips.isEmpty())
        return;
    m_number = number % int(m_tips.size());
    m_text->setText(tr("Tip: %1").arg(m_tips[m_number].text));
    show();
}

} // namespace consultantos
