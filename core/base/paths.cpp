// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include "base/required_resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace consultantos {

namespace {

bool hasResources(const QString &folder)
{
    return QDir(folder).exists(QStringLiteral("formulas.json"));
}

QString namedResourceDir()
{
    const auto named = qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR");
    return named.isEmpty() ? QString() : QDir(named).absolutePath();
}

/// Installed: <prefix>/bin beside <prefix>/share; macOS bundle: Contents/MacOS beside Contents/Resources; in the source
/// tree: <source>/<build>/bin beside <source>/resources.
QStringList usualResourceDirs()
{
    const QDir program(QCoreApplication::applicationDirPath());
    QStringList folders;
    for (const auto &beside : {QStringLiteral("../share/consultantos"), QStringLiteral("../Resources/consultantos"),
                               QStringLiteral("../../resources")})
        folders.append(QDir::cleanPath(program.absoluteFilePath(beside)));
    return folders;
}

} // namespace

QString resourceDir()
{
    if (const auto named = namedResourceDir(); !named.isEmpty())
        return named;
    for (const auto &folder : usualResourceDirs()) {
        if (hasResources(folder))
            return QDir(folder).canonicalPath();
    }
    return {};
}

Status requireResources()
{
    if (const auto folder = resourceDir(); !folder.isEmpty() && hasResources(folder))
        return {};
    const auto message =
        QCoreApplication::translate("Paths", "The program's resources were not found; nothing was done.");
    if (const auto named = namedResourceDir(); !named.isEmpty())
        return fail(ErrorCode::NotFound, message,
                    QCoreApplication::translate(
                        "Paths", "CONSULTANTOS_RESOURCE_DIR names %1, which has no formulas.json: let it name "
                                 "the folder of the resources, or take it away so that they are looked for "
                                 "beside the program.")
                        .arg(named));
    return fail(ErrorCode::NotFound, message,
                QCoreApplication::translate("Paths",
                                            "Looked for them in %1. Install the program again, or name their folder by "
                                            "CONSULTANTOS_RESOURCE_DIR.")
                    .arg(usualResourceDirs().join(QStringLiteral(", "))));
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
