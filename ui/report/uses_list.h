// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QWidget>

class QLabel;
class QListView;

namespace consultantos {

class UsesModel;

/// "Used in": every sentence of every report that rests on one piece of evidence, each leading there.
class UsesList : public QWidget {
    Q_OBJECT
public:
    explicit UsesList(const AppServices &services, QWidget *parent = nullptr);

    /// Reads the library anew; empty: shows nothing and hides.
    void showUsesOf(const QString &evidenceId);

Q_SIGNALS:
    void useActivated(const QString &reportId, const QString &claimId);

private:
    void showCount(int count);

    const AppServices &m_services;
    QLabel *m_head = nullptr;
    UsesModel *m_model = nullptr;
    QListView *m_view = nullptr;
    int m_query = 0;
};

} // namespace consultantos
