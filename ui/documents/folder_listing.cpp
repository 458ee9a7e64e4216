// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/folder_listing.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>

namespace consultantos {

namespace {

void listFolder(const QString &folder, const CancellationToken &cancel, FolderListing &listing)
{
    QStringList found;
    QDirIterator iterator(folder, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (iterator.hasNext() && !cancel.isCancelled() && found.size() < MaxFilesOfFolder)
        found.append(iterator.next());
    if (found.isEmpty() && !cancel.isCancelled())
        listing.errors.append(
            {folder,
             {ErrorCode::NotFound, QCoreApplication::translate("FolderListing", "The folder holds no file to import."),
              QCoreApplication::translate("FolderListing", "Hidden files and links are left out."), false}});
    if (iterator.hasNext() && !cancel.isCancelled())
        listing.errors.append(
            {folder,
             {ErrorCode::InvalidArgument,
              QCoreApplication::translate("FolderListing",
                                          "The folder holds more than %1 files; the rest was left out.")
                  .arg(MaxFilesOfFolder),
              QCoreApplication::translate("FolderListing", "Import its subfolders one by one."), false}});
    found.sort();
    listing.files += found;
}

} // namespace

FolderListing listFiles(const QStringList &paths, const CancellationToken &cancel)
{
    FolderListing listing;
    for (const auto &path : paths) {
        const QFileInfo info(path);
        if (info.isDir())
            listFolder(info.absoluteFilePath(), cancel, listing);
        else
            listing.files.append(info.absoluteFilePath());
    }
    return listing;
}

} // namespace consultantos
