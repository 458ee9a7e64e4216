// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What the window remembers from one start to the next, of each engagement for itself: kept in window.ini of its folder,
/// so that no client's questions or reports show in another's window.
struct WindowState {
    QByteArray geometry;
    QByteArray layout;
    int page = 0;
    bool showsEvidence = false;
    QStringList openReports;
    QString currentReport;
    QStringList questions; ///< asked before, oldest first
    bool showsAsk = false;
    QString watchedFolder; ///< empty: none
    QString teamJob;       ///< an analysis that a team does and the window follows; empty: none

    /// `engagement` is its name; empty: none.
    [[nodiscard]] static WindowState load(const QString &dataDir, const QString &engagement);
    void save(const QString &dataDir, const QString &engagement) const;
    /// At once: a window that is killed must find its job again.
    static void saveTeamJob(const QString &dataDir, const QString &engagement, const QString &jobId);
};

} // namespace consultantos
