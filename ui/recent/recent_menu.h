// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace consultantos {

class RecentDesk;

/// File > Recent reports: those that are pinned, then those that were open lately.
class RecentMenu : public QMenu {
    Q_OBJECT
public:
    RecentMenu(RecentDesk *desk, QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &reportId);

private:
    void fill();

    RecentDesk *m_desk;
};

} // namespace consultantos
