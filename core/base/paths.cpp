// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace consultantos {

QString resourceDir()
{
    const auto fromEnvironment = qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR");
    if (!fromEnvironment.isEmpty())
        return QDir(fromEnvironment).absolutePath();
    const QDir program(QCoreApplication::applicationDirPath());
    // Installed: <prefix>/bin beside <prefix>/share; macOS bundle: Contents/MacOS beside Contents/Resources; in the
    // source tree: <source>/<build>/bin beside <source>/resources.
    for (const auto &candidate : {QStringLiteral("../share/consultantos"), QStringLiteral("../Resources/consultantos"),
                                  QStringLiteral("../../resources")}) {
        const QDir dir(program.absoluteFilePath(candidate));
        if (dir.exists(QStringLiteral("formulas.json")))
            return dir.canonicalPath();
    }
    return {};
}

QString resourcePath(const QString &name)
{
    return QDir(resourceDir()).filePath(name);
}

QString dataDir(const QString &explicitDir)
{
    if (!explicitDir.isEmpty())
        return QDir(explicitDir).absolutePath();
    const auto fromEnvironment = qEnvironmentVariable("CONSULTANTOS_DATA_DIR");
    if (!fromEnvironment.isEmpty())
        return QDir(fromEnvironment).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/consultantos");
}

} // namespace consultantos
