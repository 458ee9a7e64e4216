// SPDX-License-Identifier: GPL-3.0-or-later
#include "fresh_translation.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace consultantos::test {

FreshTranslation freshTranslation(const QString &file, const QString &folder, bool isPluralOnly)
{
    const QString root = QStringLiteral(CONSULTANTOS_SOURCE_DIR);
    FreshTranslation made;
    made.path = QDir(folder).filePath(file);
    if (!QFile::copy(root + QStringLiteral("/translations/") + file, made.path)) {
        made.error = QStringLiteral("can't copy ") + file;
        return made;
    }
    QFile::setPermissions(made.path, QFile::ReadOwner | QFile::WriteOwner);
    QStringList arguments{QStringLiteral("-silent"),
                          QStringLiteral("-no-obsolete"),
                          QStringLiteral("-disable-heuristic"),
                          QStringLiteral("sametext"),
                          QStringLiteral("-disable-heuristic"),
                          QStringLiteral("similartext"),
                          QStringLiteral("-extensions"),
                          QStringLiteral("cpp,h")};
    if (isPluralOnly)
        arguments.append(QStringLiteral("-pluralonly"));
    for (const auto *sources : {"ui", "core", "app"})
        arguments.append(root + QLatin1Char('/') + QLatin1String(sources));
    arguments += {QStringLiteral("-ts"), made.path};
    QProcess lupdate;
    lupdate.start(QStringLiteral(CONSULTANTOS_LUPDATE), arguments);
    if (!lupdate.waitForFinished(120'000) || lupdate.exitStatus() != QProcess::NormalExit || lupdate.exitCode() != 0)
        made.error = QStringLiteral("lupdate failed: ") + lupdate.errorString();
    made.complaints = QString::fromLocal8Bit(lupdate.readAllStandardError());
    return made;
}

} // namespace consultantos::test
