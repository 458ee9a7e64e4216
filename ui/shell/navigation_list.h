// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

class QAction;

namespace consultantos {

/// The window's pages, an icon and a name each, as wide as the longest name needs.
class NavigationList : public QListWidget {
    Q_OBJECT
public:
    /// `pages` in order, with the names of their icons.
    NavigationList(const QList<QAction *> &pages, const QStringList &icons, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();

    QStringList m_icons;
};

} // namespace consultantos
