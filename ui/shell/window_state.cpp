// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_state.h"

#include "base/private_files.h"
#include "storage/engagement.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

namespace consultantos {

namespace {

QString path(const QString &dataDir, const QString &engagement)
{
    const auto found = findEngagement(dataDir, engagement);
    return (found ? found->folder : dataDir) + QStringLiteral("/window.ini");
}

QHash<QString, ReadingPlace> placesOf(const QByteArray &json)
{
    QHash<QString, ReadingPlace> places;
    const auto object = QJsonDocument::fromJson(json).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto place = it.value().toObject();
        places.insert(it.key(),
                      {place.value(QStringLiteral("page")).toString(), place.value(QStringLiteral("scroll")).toInt()});
    }
    return places;
}

QByteArray toJson(const QHash<QString, ReadingPlace> &places)
{
    QJsonObject object;
    for (auto it = places.begin(); it != places.end(); ++it)
        object.insert(it.key(),
                      QJsonObject{{QStringLiteral("page"), it->page}, {QStringLiteral("scroll"), it->scroll}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
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
            file.value(QStringLiteral("team_job")).toString(),
            placesOf(file.value(QStringLiteral("places")).toByteArray()),
            file.value(QStringLiteral("draft")).toByteArray(),
            file.value(QStringLiteral("tip")).toInt(),
            file.value(QStringLiteral("welcomed")).toBool()};
}

void WindowState::save(const QString &dataDir, const QString &engagement) const
{
    const auto place = path(dataDir, engagement);
    makePrivateFile(place); // a client's questions are in it
    QSettings file(place, QSettings::IniFormat);
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
    file.setValue(QStringLiteral("places"), toJson(places));
    file.setValue(QStringLiteral("draft"), draft);
    file.setValue(QStringLiteral("tip"), tip);
    file.setValue(QStringLiteral("welcomed"), isWelcomed);
}

} // namespace consultantos
