// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QHash>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTemporaryDir>

#include <cmath>

namespace consultantos::test {

/// Rows of cells without their quotes; no cell of ours holds a line's end.
inline QList<QStringList> csvRows(const QString &path)
{
    QFile file(path);
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const auto &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        QStringList cells{QString()};
        bool isQuoted = false;
        for (const auto c : line) {
            if (c == u'"')
                isQuoted = !isQuoted;
            else if (c == u',' && !isQuoted)
                cells.append(QString());
            else
                cells.last() += c;
        }
        rows.append(cells);
    }
    return rows;
}

/// A cell's number; percentages are written as such.
inline double cellNumber(const QString &cell)
{
    return cell.endsWith(u'%') ? cell.chopped(1).toDouble() / 100 : cell.toDouble();
}

/// Sheets of a file as LibreOffice computes them, by name; empty where it isn't installed. `folder` keeps its profile, in which
/// every file is computed anew on loading.
inline QHash<QString, QList<QStringList>> computedByLibreOffice(const QString &path, const QDir &folder)
{
    QHash<QString, QList<QStringList>> sheets;
    const auto program = QStandardPaths::findExecutable(QStringLiteral("soffice"));
    if (program.isEmpty())
        return sheets;
    const QDir profile(folder.filePath(QStringLiteral("profile")));
    if (!profile.exists()) {
        profile.mkpath(QStringLiteral("user"));
        QFile settings(profile.filePath(QStringLiteral("user/registrymodifications.xcu")));
        if (!settings.open(QIODevice::WriteOnly))
            return sheets;
        settings.write(
            "<?xml version='1.0' encoding='UTF-8'?><oor:items xmlns:oor='http://openoffice.org/2001/registry'>"
            "<item oor:path='/org.openoffice.Office.Calc/Formula/Load'><prop oor:name='OOXMLRecalcMode' oor:op='fuse'>"
            "<value>0</value></prop></item></oor:items>");
    }
    const QTemporaryDir out(folder.filePath(QStringLiteral("out-XXXXXX")));
    QProcess process;
    process.start(program,
                  {QStringLiteral("-env:UserInstallation=file://") + profile.path(), QStringLiteral("--headless"),
                   QStringLiteral("--convert-to"),
                   QStringLiteral("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"),
                   QStringLiteral("--outdir"), out.path(), path});
    process.waitForFinished(240'000);
    const auto stem = QFileInfo(path).completeBaseName() + u'-';
    for (const auto &file : QDir(out.path()).entryInfoList(QDir::Files)) {
        if (file.completeBaseName().startsWith(stem))
            sheets.insert(file.completeBaseName().mid(stem.size()), csvRows(file.filePath()));
    }
    return sheets;
}

} // namespace consultantos::test
