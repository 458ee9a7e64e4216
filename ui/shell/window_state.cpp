// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_state.h"

#include <QSettings>

namespace consultantos {

namespace {

QString path(const QString &dataDir)
{
    return dataDir + QStringLiteral("/window.ini");
}

} // namespace

WindowState WindowState::load(const QString &dataDir)
{
    const QSettings file(path(dataDir), QSettings::IniFormat);
    return {file.value(QStringLiteral("geometry")).toByteArray(),
            file.value(QStringLiteral("layout")).toByteArray(),
            file.value(QStringLiteral("page")).toInt(),
            file.value(QStringLiteral("evidence")).toBool(),
            file.value(QStringLiteral("open_reports")).toStringList(),
            file.value(QStringLiteral("current_report")).toString()};
}

void WindowState::save(const QString &dataDir) const
{
    QSettings file(path(dataDir), QSettings::IniFormat);
    file.setValue(QStringLiteral("geometry"), geometry);
    file.setValue(QStringLiteral("layout"), layout);
    file.setValue(QStringLiteral("page"), page);
    file.setValue(QStringLiteral("evidence"), showsEvidence);
    file.setValue(QStringLiteral("open_reports"), openReports);
    file.setValue(QStringLiteral("current_report"), currentReport);
}

} // namespace consultantos
