// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QAction;
class QListWidget;
class QToolButton;

namespace consultantos {

/// The window's pages, an icon and a name each, and below them Ask, which is no page but stands beside any. As wide as
/// the longest name needs.
class Navigation : public QWidget {
    Q_OBJECT
public:
    /// `pages` in order, with the names of their icons.
    Navigation(const QList<QAction *> &pages, const QStringList &icons, QAction *ask, QWidget *parent = nullptr);

    void setPage(int page);
    /// How much waits on the page, as a number behind its name; `spoken` says it in words. 0: none.
    void setBadge(int page, int count, const QString &spoken);
    [[nodiscard]] bool isBeingUsed() const; ///< has the focus

Q_SIGNALS:
    void pageChosen(int page);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    QStringList m_icons;
    QListWidget *m_list = nullptr;
    QToolButton *m_ask = nullptr;
};

} // namespace consultantos
