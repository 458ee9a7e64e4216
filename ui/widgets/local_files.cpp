// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/local_files.h"

#include "widgets/pending_files.h"

#include <QMimeData>
#include <QUrl>

namespace consultantos {

QStringList localFiles(const QMimeData *data)
{
    if (qobject_cast<const PendingFiles *>(data) != nullptr)
        return {};
    QStringList files;
    const auto urls = data->urls();
    for (const auto &url : urls) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace consultantos
