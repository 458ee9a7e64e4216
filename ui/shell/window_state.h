// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Where in a report somebody reads.
struct ReadingPlace {
    QString page;   ///< as ReportView names it
    int scroll = 0; ///< of its text or table, in pixels
    bool operator==(const ReadingPlace &) const = default;
};

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
    QString watchedFolder;               ///< empty: none
    QString teamJob;                     ///< an analysis that a team does and the window follows; empty: none
    QHash<QString, ReadingPlace> places; ///< of the open reports, by their ids
    QByteArray draft;        ///< the brief as it stands, an AnalysisRequest in JSON; empty: nothing is in it
    int tip = 0;             ///< number of the tip to be shown next
    bool isWelcomed = false; ///< the welcome was put away

    /// `engagement` is its name; empty: none.
    [[nodiscard]] static WindowState load(const QString &dataDir, const QString &engagement);
    void save(const QString &dataDir, const QString &engagement) const;
    bool operator==(const WindowState &) const = default;
};

} // namespace consultantos
