// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pending_files.h"

#include <QUrl>

namespace consultantos {

namespace {
const QString UriList = QStringLiteral("text/uri-list");
}

PendingFiles::PendingFiles(QFuture<QStringList> paths)
    : m_paths(std::move(paths))
{
}

bool PendingFiles::hasFormat(const QString &type) const
{
    return type == UriList;
}

QStringList PendingFiles::formats() const
{
    return {UriList};
}

QVariant PendingFiles::retrieveData(const QString &type, QMetaType /*wanted*/) const
{
    if (type != UriList)
        return {};
    QByteArray lines;
    for (const auto &path : m_paths.result())
        lines += QUrl::fromLocalFile(path).toEncoded() + "\r\n";
    return lines;
}

} // namespace consultantos
