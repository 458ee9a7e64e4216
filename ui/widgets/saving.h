// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "widgets/async.h"

#include <QString>
#include <QStringList>

class QFileDialog;
class QImage;
class QWidget;

namespace consultantos {

/// Asks under which name a file is to be saved; the window stays usable, and fileSelected() tells the answer. `suggested` is a
/// name or a path; a name without an ending gets that of
/// the one of `filters` ("Table (*.csv)") that is chosen, at first the first.
QFileDialog *askWhereToSave(QWidget *parent, const QString &title, const QString &suggested,
                            const QStringList &filters);

/// A title as a file's name, without an ending: what one of the systems doesn't allow there is a dash, and sixty letters do.
[[nodiscard]] QString asFileName(QString title);

/// "Saved as …", with the path.
[[nodiscard]] QString savedAsText(const QString &path);

/// As PNG, whole or not at all. Does I/O: on the pool only. Errors: DiskFull, ReadOnly.
[[nodiscard]] Status writePicture(const QString &path, const QImage &picture);

/// Runs `save`, which writes the file `path` and gives a Status, on the pool. Signals of `page` tell how it went:
/// message(text, path) or failed(error).
template <typename Page, typename Save>
void saveAsync(QThreadPool *pool, Page *page, const QString &path, Save save)
{
    runAsync(pool, page, std::move(save), [page, path](const Status &saved) {
        if (saved)
            Q_EMIT page->message(savedAsText(path), path);
        else
            Q_EMIT page->failed(saved.error());
    });
}

} // namespace consultantos
