// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QMenu>

namespace consultantos {

/// File > Engagement: none, the engagements there are, and a new one. Reads their names on the pool whenever it opens.
class EngagementMenu : public QMenu {
    Q_OBJECT
public:
    explicit EngagementMenu(const AppServices &services, QWidget *parent);

    void reload();

Q_SIGNALS:
    /// Another than the one that is open; empty: none. It may be a new one.
    void chosen(const QString &name);

private:
    void fill(const QStringList &names);
    void add(const QString &text, const QString &name);
    void askForName();

    const AppServices &m_services;
    QStringList m_names;
};

} // namespace consultantos
