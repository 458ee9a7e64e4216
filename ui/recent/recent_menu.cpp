// SPDX-License-Identifier: GPL-3.0-or-later
#include "recent/recent_menu.h"

#include "recent/recent_desk.h"

namespace consultantos {

RecentMenu::RecentMenu(RecentDesk *desk, QWidget *parent)
    : QMenu(parent)
    , m_desk(desk)
{
    setObjectName(QStringLiteral("recentMenu"));
    setTitle(tr("&Recent reports"));
    connect(desk, &RecentDesk::changed, this, &RecentMenu::fill);
    fill();
}

void RecentMenu::fill()
{
    clear();
    const auto add = [this](const RecentReport &report, const QString &text) {
        connect(addAction(QString(text).replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered, this,
                [this, id = report.id] { Q_EMIT chosen(id); });
    };
    const auto pinned = m_desk->pinnedReports();
    for (const auto &report : pinned)
        add(report, QStringLiteral("\u2605 ") + report.title);
    if (!pinned.isEmpty())
        addSeparator();
    const auto pinnedIds = m_desk->pinnedIds();
    for (const auto &report : m_desk->items().reports) {
        if (!pinnedIds.contains(report.id))
            add(report, report.title);
    }
    if (isEmpty())
        addAction(tr("None yet"))->setEnabled(false);
}

} // namespace consultantos
