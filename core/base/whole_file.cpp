// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace consultantos {

namespace {

Error cannotWrite(const QString &path, const QString &cause, qint64 needed)
{
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    const bool isFull = disk.isValid() && disk.bytesAvailable() < needed;
    const auto code = isFull ? ErrorCode::DiskFull : ErrorCode::ReadOnly;
    return {
        code,
        QCoreApplication::translate("WholeFile", "The file %1 could not be written; what it held before is unchanged.")
            .arg(path),
        QCoreApplication::translate("WholeFile", "Make room or choose another place (%1).").arg(cause)};
}

} // namespace

Status writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tl::unexpected(cannotWrite(path, file.errorString(), bytes.size()));
    return {};
}

} // namespace consultantos
