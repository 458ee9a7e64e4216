// SPDX-License-Identifier: GPL-3.0-or-later
#include "about/components.h"

#include "about/program_version.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

QList<Component> componentsOf(const ProgramVersion &program)
{
    QFile file(QStringLiteral(":/about/components.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto listed = QJsonDocument::fromJson(file.readAll()).object();
    QList<Component> components;
    for (const auto *kind : {"libraries", "data"}) {
        for (const auto &value : listed.value(QLatin1String(kind)).toArray()) {
            const auto entry = value.toObject();
            const auto text = [&entry](const char *key) { return entry.value(QLatin1String(key)).toString(); };
            const auto name = text("name");
            // Some are parts of others and have their versions.
            const auto version =
                program.libraries.value(entry.contains(QLatin1String("version_of")) ? text("version_of") : name);
            if (version.isEmpty() && entry.value(QLatin1String("optional")).toBool())
                continue;
            components.append({name, version, text("licence"), text("home"), text("use")});
        }
    }
    return components;
}

} // namespace consultantos
