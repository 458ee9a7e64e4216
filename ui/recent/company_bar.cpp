// SPDX-License-Identifier: GPL-3.0-or-later
#include "recent/company_bar.h"

#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QAction>
#include <QToolButton>

namespace consultantos {

CompanyBar::CompanyBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new FlowLayout(GridUnit, this))
{
    setObjectName(QStringLiteral("companyBar"));
    hide();
}

void CompanyBar::setCompanies(const QStringList &names, int pinned)
{
    qDeleteAll(findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly));
    for (qsizetype i = 0; i < names.size(); ++i)
        addCompany(names[i], i < pinned);
    setVisible(!names.isEmpty());
    updateGeometry();
}

void CompanyBar::addCompany(const QString &name, bool isPinned)
{
    auto *chip = new QToolButton(this);
    // A sign, not a colour, tells which are pinned.
    chip->setText((isPinned ? QStringLiteral("\u2605 ") : QString())
                  + QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")));
    chip->setAccessibleName(isPinned ? tr("%1, pinned").arg(name) : name);
    chip->setToolTip(tr("Takes %1 into the brief").arg(name));
    chip->setProperty("chip", true);
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *pin = new QAction(isPinned ? tr("&Unpin") : tr("&Pin"), chip);
    chip->addAction(pin);
    // The menu belongs to the button that goes: only then.
    connect(
        pin, &QAction::triggered, this, [this, name, isPinned] { Q_EMIT pinWished(name, !isPinned); },
        Qt::QueuedConnection);
    connect(
        chip, &QToolButton::clicked, this, [this, name] { Q_EMIT chosen(name); }, Qt::QueuedConnection);
    m_row->addWidget(chip);
    chip->show();
}

} // namespace consultantos
