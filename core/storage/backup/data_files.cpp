// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/data_files.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace consultantos::data_files {

namespace {

const QString Documents = QStringLiteral("documents");
const QString Engagements = QStringLiteral("engagements");

bool isPlainName(const QString &name)
{
    constexpr int Longest = 255;
    const bool hasTrick = std::any_of(name.cbegin(), name.cend(), [](QChar c) {
        return c == u'\\' || c == u'/' || c == u':' || c == u'*' || c == u'?' || c == u'"' || c == u'<' || c == u'>'
               || c == u'|' || c < u' ' || c.unicode() == 0x7f;
    });
    return !name.isEmpty() && name.toUtf8().size() <= Longest && !name.startsWith(u'.') && !name.endsWith(u'.')
           && !name.endsWith(u' ') && !hasTrick;
}

bool isStoreName(const QString &name)
{
    return name.endsWith(QLatin1String(".db"));
}

/// Named one by one: a file that isn't known might hold a secret.
bool isNote(const QString &name)
{
    static const QStringList Notes{QStringLiteral("settings.json"),   QStringLiteral("sending.json"),
                                   QStringLiteral("llm_prices.json"), QStringLiteral("engagement.json"),
                                   QStringLiteral("retention.json"),  QStringLiteral("kept.json")};
    return Notes.contains(name);
}

bool isWorkOfStores(const QStringList &parts)
{
    if (parts.size() == 1)
        return isStoreName(parts[0]) || isNote(parts[0]);
    return parts[0] == Documents;
}

void addFiles(const QString &folder, const QString &prefix, QList<DataFile> &files)
{
    const QDir dir(folder);
    for (const auto &info : dir.entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        if (isPlainName(info.fileName()) && (isStoreName(info.fileName()) || isNote(info.fileName())))
            files.append({prefix + info.fileName(), info.size(), isStoreName(info.fileName())});
    }
    QDirIterator documents(dir.filePath(Documents), QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (documents.hasNext()) {
        documents.next();
        const auto path = prefix + dir.relativeFilePath(documents.filePath());
        if (isWork(path))
            files.append({path, documents.fileInfo().size(), false});
    }
}

} // namespace

bool isWork(const QString &path)
{
    const auto parts = path.split(u'/');
    if (!std::all_of(parts.cbegin(), parts.cend(), isPlainName))
        return false;
    if (parts[0] != Engagements)
        return isWorkOfStores(parts);
    return parts.size() > 2 && isWorkOfStores(parts.mid(2));
}

QList<DataFile> workIn(const QString &folder)
{
    QList<DataFile> files;
    const QDir dir(folder);
    addFiles(folder, {}, files);
    const QDir engagements(dir.filePath(Engagements));
    for (const auto &info :
         engagements.entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
        if (QFileInfo::exists(QDir(info.filePath()).filePath(QStringLiteral("engagement.json"))))
            addFiles(info.filePath(), Engagements + u'/' + info.fileName() + u'/', files);
    }
    std::stable_sort(files.begin(), files.end(),
                     [](const auto &a, const auto &b) { return a.isStore != b.isStore ? a.isStore : a.path < b.path; });
    return files;
}

QStringList setAsideNames(const QString &folder)
{
    QStringList names;
    const QDir dir(folder);
    for (const auto &info :
         dir.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name)) {
        const auto name = info.fileName();
        auto store = name;
        for (const auto &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QStringLiteral("-journal")}) {
            if (store.endsWith(suffix))
                store.chop(suffix.size());
        }
        const bool isFile = isStoreName(store) || isNote(name) || store == QLatin1String("cache.sqlite")
                            || name == QLatin1String("cache-usage.json") || name == QLatin1String("cache-identity");
        const bool isFolder = name == Documents || name == Engagements;
        if (isFile || isFolder)
            names.append(name);
    }
    return names;
}

} // namespace consultantos::data_files
