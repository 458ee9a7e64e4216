// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_state.h"

#include "storage/engagement.h"

#include <QSettings>

namespace consultantos {

namespace {

QString path(const QString &dataDir, const QString &engagement)
{
    const auto found = findEngagement(dataDir, engagement);
    return (found ? found->folder : dataDir) + QStringLiteral("/window.ini");
}

} // namespace

WindowState WindowState::load(const QString &dataDir, const QString &engagement)
{
    const QSettings file(path(dataDir, engagement), QSettings::IniFormat);
    return {file.value(QStringLiteral("geometry")).toByteArray(),
            file.value(QStringLiteral("layout")).toByteArray(),
            file.value(QStringLiteral("page")).toInt(),
            file.value(QStringLiteral("evidence")).toBool(),
            file.value(QStringLiteral("open_reports")).toStringList(),
            file.value(QStringLiteral("current_report")).toString(),
            file.value(QStringLiteral("questions")).toStringList(),
            file.value(QStringLiteral("ask")).toBool(),
            file.value(QStringLiteral("watched_folder")).toString(),
            file.value(QStringLiteral("team_job")).toString()};
}

void WindowState::save(const QString &dataDir, const QString &engagement) const
{
    QSettings file(path(dataDir, engagement), QSettings::IniFormat);
    file.setValue(QStringLiteral("geometry"), geometry);
    file.setValue(QStringLiteral("layout"), layout);
    file.setValue(QStringLiteral("page"), page);
    file.setValue(QStringLiteral("evidence"), showsEvidence);
    file.setValue(QStringLiteral("open_reports"), openReports);
    file.setValue(QStringLiteral("current_report"), currentReport);
    file.setValue(QStringLiteral("questions"), questions);
    file.setValue(QStringLiteral("ask"), showsAsk);
    file.setValue(QStringLiteral("watched_folder"), watchedFolder);
    file.setValue(QStringLiteral("team_job"), teamJob);
}

void WindowState::saveTeamJob(const QString &dataDir, const QString &engagement, const QString &jobId)
{
    QSettings file(path(dataDir, engagement), QSettings::IniFormat);
    file.setValue(QStringLiteral("team_job"), jobId);
}

} // namespace consultantos
