// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What the window remembers from one start to the next; kept in window.ini of the data folder.
struct WindowState {
    QByteArray geometry;
    QByteArray layout;
    int page = 0;
    bool showsEvidence = false;
    QStringList openReports;
    QString currentReport;

    [[nodiscard]] static WindowState load(const QString &dataDir);
    void save(const QString &dataDir) const;
};

} // namespace consultantos
