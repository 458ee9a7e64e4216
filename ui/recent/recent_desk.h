// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "recent/recent_items.h"
#include "session/latest_writer.h"

#include <QObject>
#include <QSet>

namespace consultantos {

/// What was worked with lately, and what is pinned, in the engagement that is open. Reads and writes on the pool.
class RecentDesk : public QObject {
    Q_OBJECT
public:
    explicit RecentDesk(const AppServices &services, QObject *parent);

    void load();
    [[nodiscard]] const RecentItems &items() const { return m_items; }
    /// Newest first.
    [[nodiscard]] const QList<RecentReport> &pinnedReports() const { return m_pinned; }
    [[nodiscard]] QSet<QString> pinnedIds() const;

    void noteReport(const RecentReport &report);
    void forgetReport(const QString &id);
    void noteCompany(const QString &name);
    void noteCommands(const QStringList &keys);
    void pinCompany(const QString &name, bool isPinned);
    void pinReports(const QStringList &ids, bool isPinned);

Q_SIGNALS:
    void changed();
    void failed(const consultantos::Error &error);

private:
    void save();

    const AppServices &m_services;
    LatestWriter m_writer;
    RecentItems m_items;
    QList<RecentReport> m_pinned;
};

} // namespace consultantos
